import type { PlaceInText, TextPosition } from './targets-methods.ts';

/** What the Access view and its commands say to each other over the language server, as types. */

/** Whether an access is granted, by one source. */
export type AccessVerdict =
  /** `by` in words: `ClusterRoleBinding prometheus of ClusterRole prometheus, rbac.yaml:12`. */
  | { readonly state: 'granted'; readonly by: string; readonly at: PlaceInText | null }
  | { readonly state: 'denied'; readonly why: string }
  | { readonly state: 'unknown'; readonly why: string };

/** One access that a configuration needs. */
export interface NeededAccess {
  /** The same for the same need after any update. */
  readonly id: string;
  /** In words: `list and watch endpointslices in the namespace shop`. */
  readonly what: string;
  /** The same for a narrow row, without the verbs: `endpointslices in shop`. */
  readonly short: string;
  /** `list, watch`. */
  readonly verbs: string;
  readonly jobs: readonly NeedingJob[];
  /** Who asks for it, where that is somebody else than it is for the configuration; null where it is not. */
  readonly account: AccessAccount | null;
  readonly files: AccessVerdict;
  /** Null while no cluster was asked. */
  readonly cluster: AccessVerdict | null;
}

/** A job that needs an access. */
export interface NeedingJob {
  /** Its name; '' for Alertmanagers and for a job that has none. */
  readonly job: string;
  /** As a view calls it: `postgres`, `Alertmanagers`. */
  readonly who: string;
  /** As a clause: `discovers with the role endpointslice`. */
  readonly why: string;
  /** What says so; null for a text that is not there any more. */
  readonly at: PlaceInText | null;
}

/** Whose access it is. */
export type AccessAccount =
  | { readonly state: 'known'; readonly name: string; readonly from: string; readonly at: PlaceInText | null }
  /** Any of them, all in the same way. */
  | { readonly state: 'several'; readonly names: readonly string[] }
  /** Each for jobs of its own. */
  | { readonly state: 'by-job'; readonly names: readonly string[] }
  | { readonly state: 'unknown'; readonly why: string };

/** A configuration with what it needs. */
export interface ConfigurationAccess {
  readonly configuration: string;
  readonly name: string;
  readonly folder: string;
  readonly uri: string;
  readonly account: AccessAccount;
  /** The kube context whose cluster has said what `cluster` of the needs is; null while none has. */
  readonly context: string | null;
  readonly needs: readonly NeededAccess[];
  /** What could not be decided, in sentences. */
  readonly unknown: readonly string[];
}

/** A change of one file, in lines and columns. */
export type AccessChange =
  /** `documentVersion`: of the open document; null for a file that is not open. */
  | {
      readonly kind: 'edit';
      readonly uri: string;
      readonly documentVersion: number | null;
      readonly edits: readonly LineEdit[];
    }
  | { readonly kind: 'create'; readonly uri: string; readonly text: string };

export interface LineEdit {
  readonly range: { readonly start: TextPosition; readonly end: TextPosition };
  readonly newText: string;
}

/** One undoable step over several files. */
export interface AccessEdit {
  readonly title: string;
  readonly changes: readonly AccessChange[];
}

/** A need of a configuration, by the ids of both. */
export interface NeedName {
  readonly configuration: string;
  readonly need: string;
}

/** Where a line of an explanation leads: to a text, or to the edits that grant a need, as `accessFixes` answers them. */
export type ForbiddenLink =
  | { readonly kind: 'text'; readonly line: number; readonly at: PlaceInText }
  | { readonly kind: 'fixes'; readonly line: number; readonly need: NeedName };

/** Client to server, answered. */
export interface AccessRequests {
  /**
   * All configurations of the workspace. `cluster`: `ask` asks the current context as well; `leave` asks no cluster, and
   * tells of it what the last `ask` has found, as long as that can still be taken to hold.
   */
  readonly 'prometheusKubernetes/access': {
    readonly params: { readonly cluster: 'ask' | 'leave' };
    readonly result: readonly ConfigurationAccess[];
  };
  /** YAML of the least that a configuration needs, for an account that it names where it is known. */
  readonly 'prometheusKubernetes/generateRbac': {
    readonly params: { readonly configuration: string };
    readonly result:
      | { readonly ok: true; readonly text: string; readonly fileName: string }
      | { readonly ok: false; readonly message: string };
  };
  /** The edits of the files that grant a need which they deny, the best first; [] where none is known. */
  readonly 'prometheusKubernetes/accessFixes': {
    readonly params: NeedName;
    readonly result: readonly AccessEdit[];
  };
  /** What a "forbidden: User … cannot …" message means for the configurations of the workspace, as Markdown. */
  readonly 'prometheusKubernetes/explainForbidden': {
    readonly params: { readonly message: string };
    readonly result:
      | { readonly ok: true; readonly text: string; readonly links: readonly ForbiddenLink[] }
      | { readonly ok: false; readonly message: string };
  };
}

/** Server to client, not answered. */
export interface AccessNews {
  /** What `prometheusKubernetes/access` would answer is new. `missing`: how many needs are denied, for a badge. */
  readonly 'prometheusKubernetes/accessChanged': { readonly missing: number };
}

/** Commands of the client that lenses and code actions run, by what they do, with their one argument. */
export interface AccessCommands {
  /** Shows in the Access view what a job needs. */
  readonly reveal: { readonly configuration: string; readonly job: string };
  /** As "Generate RBAC for This Configuration…". */
  readonly generate: { readonly configuration: string };
}

/**
 * In the client's initialization options under `accessCommands`: what these commands are called there. The server offers
 * only those that are named, and tells of `accessChanged` only who names one.
 */
export type AccessCommandNames = { readonly [What in keyof AccessCommands]: string };
