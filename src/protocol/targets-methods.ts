import type {
  ConfigPlace,
  ContextChoice,
  EditEffectRequest,
  LocateRequest,
  ObjectName,
  ReportAnswer,
  SnapshotAnswer,
  TargetsChanged,
  TargetsNeed,
  TargetsRequest,
  TargetsRow,
  TargetsState,
  TraceRequest,
  WorkspaceFiles,
} from './targets.ts';

/** The methods of live targets by name, as types: either side writes the literal and is held to its parameters. */

/** Where something stands, as LSP has it: lines and UTF-16 columns from 0. */
export interface PlaceInText {
  readonly uri: string;
  readonly range: { readonly start: TextPosition; readonly end: TextPosition };
}

export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** A recording that stands for the cluster; null for the cluster itself. */
export interface SnapshotChoice {
  readonly snapshot: { readonly name: string; readonly text: string } | null;
}

/** Parameters of methods that need none: an object, which every JSON-RPC library sends as it is. */
export type Nothing = Readonly<Record<string, never>>;

/** Client to server, answered. Without trust or without the worker: no rows, no contexts, `ok: false` with the reason. */
export interface TargetsRequests {
  readonly 'prometheusKubernetes/targets': {
    readonly params: TargetsRequest;
    readonly result: readonly TargetsRow[];
  };
  readonly 'prometheusKubernetes/contexts': { readonly params: Nothing; readonly result: readonly ContextChoice[] };
  /** Names of namespaces that the user may choose from; [] where they may not be listed. */
  readonly 'prometheusKubernetes/namespaces': { readonly params: Nothing; readonly result: readonly string[] };
  /** Null when the text no longer has it. */
  readonly 'prometheusKubernetes/locate': { readonly params: LocateRequest; readonly result: PlaceInText | null };
  readonly 'prometheusKubernetes/trace': { readonly params: TraceRequest; readonly result: ReportAnswer };
  readonly 'prometheusKubernetes/editEffect': { readonly params: EditEffectRequest; readonly result: ReportAnswer };
  readonly 'prometheusKubernetes/object': { readonly params: ObjectName; readonly result: ReportAnswer };
  readonly 'prometheusKubernetes/recordSnapshot': { readonly params: Nothing; readonly result: SnapshotAnswer };
}

/** Client to server, not answered. */
export interface TargetsOrders {
  readonly 'prometheusKubernetes/targetsNeed': TargetsNeed;
  /** By the user: kubeconfig and credentials anew, failed watches at once, a worker that was given up again. */
  readonly 'prometheusKubernetes/refreshTargets': Nothing;
  readonly 'prometheusKubernetes/snapshot': SnapshotChoice;
}

/** Server to client, not answered. The state is also told after each `targetsNeed`. */
export interface TargetsNews {
  readonly 'prometheusKubernetes/targetsState': TargetsState;
  readonly 'prometheusKubernetes/targetsChanged': TargetsChanged;
}

/** Server to client, answered. Asked only after a `targetsNeed` that is trusted. */
export interface TargetsQuestions {
  readonly 'prometheusKubernetes/workspaceFiles': { readonly params: Nothing; readonly result: WorkspaceFiles };
}

/** Commands of the client that code lenses run, with their one argument. */
export interface TargetsCommands {
  readonly 'prometheusKubernetes.revealJob': ConfigPlace;
  readonly 'prometheusKubernetes.showTargets': ConfigPlace;
  readonly 'prometheusKubernetes.showEditEffect': EditEffectRequest;
}
