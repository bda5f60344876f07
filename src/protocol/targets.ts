/** What the Targets view, the code lenses and the trace say to each other over the language server, as types. */

/** How many targets of a job ended how. Active ones are counted once where several have the same labels and URL. */
export interface TargetCounts {
  readonly active: number;
  readonly dropped: number;
  readonly failed: number;
  /** A rule could not be run here. */
  readonly undecided: number;
}

/** How much of what a job discovers is known. Nothing of it is an empty list. */
export type Knowledge =
  | { readonly state: 'complete' }
  | { readonly state: 'loading' }
  /** `missing` says in sentences what is not among the rows, and why. */
  | { readonly state: 'partial'; readonly missing: readonly string[] }
  /** The rows are of that time (milliseconds since 1970). */
  | { readonly state: 'stale'; readonly since: number; readonly why: string }
  | { readonly state: 'unknown'; readonly why: string };

/** What an edit that is not saved yet does to the targets of a job. */
export interface EditEffect {
  readonly added: number;
  readonly removed: number;
  readonly relabelled: number;
  /** Of the removed: those that a rule drops now. */
  readonly newlyDropped: number;
}

/** What a job does not get because the account that runs it may not list something. Only what is certain is told. */
export interface Refusal {
  /** `all`: it gets nothing at all; `part`: some of it; `labels`: all targets, some labels are missing. */
  readonly extent: 'all' | 'part' | 'labels';
  /** In a few words what may not be listed: `services`, `services and pods in shop`. */
  readonly what: string;
  /** In sentences, with who says so. */
  readonly reasons: readonly string[];
}

/** With what the account gets in spite of it. */
export interface CountedRefusal extends Refusal {
  readonly counts: TargetCounts;
}

/** Where in a configuration something is. A rule is an index in `relabel_configs`. */
export interface ConfigPlace {
  readonly configuration: string;
  readonly job: string;
  readonly rule: number | null;
}

/** An object of the cluster, as discovery names it. */
export interface ObjectName {
  readonly kind: string;
  /** '' for objects of the cluster. */
  readonly namespace: string;
  readonly name: string;
}

export type LabelList = readonly (readonly [name: string, value: string])[];

/**
 * A row of the tree. `id` is the same for the same thing after any update. Which rows have children follows from the kind.
 */
export type TargetsRow = { readonly id: string } & TargetsRowContent;

export type TargetsRowContent =
  | { readonly kind: 'context'; readonly name: string; readonly cluster: ClusterStatus }
  | {
      readonly kind: 'configuration';
      /** `prometheus-config / prometheus.yml`, or the name of the file. */
      readonly name: string;
      /** The folder, relative to the workspace; '' at its root. */
      readonly folder: string;
      readonly uri: string;
      readonly configuration: string;
      /** `last-that-loads`: Prometheus would not load the text as it is now. */
      readonly text: 'current' | 'last-that-loads';
      /** Of what its account gets. */
      readonly counts: TargetCounts;
      readonly jobs: number;
      /** How many of the jobs have a `refusal`. */
      readonly refused: number;
      /** Whose account runs it: `monitoring/prometheus`. Null until something says so. */
      readonly account: string | null;
    }
  | {
      readonly kind: 'job';
      readonly name: string;
      readonly place: ConfigPlace;
      /** Of whoever may list everything. */
      readonly counts: TargetCounts;
      readonly knowledge: Knowledge;
      readonly effect: EditEffect | null;
      /** Whose account runs it: null until something says so. */
      readonly account: string | null;
      /** Null where nothing is known to be refused. */
      readonly refusal: CountedRefusal | null;
    }
  | { readonly kind: 'namespace'; readonly name: string; readonly count: number }
  | {
      readonly kind: 'target';
      readonly place: ConfigPlace;
      readonly address: string;
      readonly url: string;
      /** The final labels without those that start with `__`. */
      readonly labels: LabelList;
      readonly object: ObjectName | null;
      /** How many discovered targets this one stands for; one of each is its child. */
      readonly merged: number;
      /** `refused`: it would be one, if the account that runs the job might list it. */
      readonly standing: 'target' | 'refused';
    }
  | { readonly kind: 'group'; readonly group: 'dropped' | 'failed' | 'undecided'; readonly count: number }
  | {
      readonly kind: 'reason';
      readonly group: 'dropped' | 'failed' | 'undecided';
      /** The rule in short (`drop job = x`), or the failure in Prometheus' own words. */
      readonly text: string;
      readonly place: ConfigPlace;
      readonly count: number;
    }
  /** A target that is not active: its discovered labels are its children. */
  | {
      readonly kind: 'discovered';
      readonly place: ConfigPlace;
      readonly address: string;
      readonly object: ObjectName | null;
      readonly labels: LabelList;
    }
  | { readonly kind: 'labels'; readonly which: 'final' | 'discovered'; readonly labels: LabelList }
  | { readonly kind: 'label'; readonly name: string; readonly value: string }
  | { readonly kind: 'object'; readonly object: ObjectName }
  /** `remaining` rows of the parent are not shown yet. */
  | { readonly kind: 'more'; readonly parent: string; readonly remaining: number }
  /** Something to know that is no target: what is missing, what the text depends on. */
  | { readonly kind: 'note'; readonly severity: 'information' | 'warning' | 'error'; readonly text: string };

/** What is known of the cluster as a whole. */
export type ClusterStatus =
  /** Nobody needs it: nothing is connected. */
  | { readonly state: 'idle' }
  | { readonly state: 'no-kubeconfig'; readonly looked: readonly string[] }
  | { readonly state: 'kubeconfig-unreadable'; readonly message: string }
  | { readonly state: 'no-context'; readonly contexts: readonly string[]; readonly message: string }
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  /** Connected, and some lists are still on their way; `loaded` is what has come of them: `8,400 pods, 120 services…`. */
  | { readonly state: 'loading'; readonly loaded: string }
  | { readonly state: 'unreachable'; readonly message: string; readonly since: number }
  | { readonly state: 'unauthorised'; readonly message: string; readonly advice: string }
  | { readonly state: 'forbidden'; readonly message: string; readonly namespace: string }
  /** Objects of a recording instead of a cluster. */
  | { readonly state: 'snapshot'; readonly name: string; readonly recorded: string }
  /** The file stands for the cluster and is no recording. */
  | { readonly state: 'snapshot-unreadable'; readonly name: string; readonly message: string };

/** The context that counts, and why. */
export interface ContextSummary {
  /** '' when there is none. */
  readonly name: string;
  readonly chosen: 'kubeconfig' | 'pinned';
  readonly server: string;
  readonly cluster: ClusterStatus;
}

/** What the view shows as a whole. `rows` when there is a tree; else its own face. */
export type TargetsFace =
  | { readonly face: 'rows' }
  | { readonly face: 'loading' }
  | { readonly face: 'no-configuration' }
  | { readonly face: 'cluster' };

/** Server to client: notification `prometheusKubernetes/targetsState`. */
export interface TargetsState {
  readonly view: TargetsFace;
  readonly context: ContextSummary;
}

/** Server to client: notification `prometheusKubernetes/targetsChanged`. `rows` are those whose children are new. */
export interface TargetsChanged {
  readonly rows: readonly string[] | 'all';
}

/** Client to server: request `prometheusKubernetes/targets`, answered by rows. */
export interface TargetsRequest {
  /** Null for the root. */
  readonly parent: string | null;
  /** How many rows may be shown, notes and the row `more` not counted. */
  readonly limit: number;
  /** Only targets whose address, labels or object contain it, in any case; '' for all. */
  readonly filter: string;
}

/** Client to server: notification `prometheusKubernetes/targetsNeed`, whenever it changes. */
export interface TargetsNeed {
  readonly view: 'visible' | 'hidden';
  readonly trust: 'trusted' | 'untrusted';
  /** The context that is pinned for the workspace; null follows the kubeconfig. */
  readonly pinnedContext: string | null;
  /** Namespaces asked instead of the whole cluster, chosen by the user; [] for all. */
  readonly namespaces: readonly string[];
}

/** Client to server: request `prometheusKubernetes/contexts`. */
export interface ContextChoice {
  readonly name: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly current: 'current' | 'other';
}

/** Client to server: request `prometheusKubernetes/workspaceFiles`: the YAML files that may hold configurations. */
export interface WorkspaceFiles {
  readonly uris: readonly string[];
  /** Whether the scan stopped at its limit. */
  readonly scan: 'complete' | 'cut';
}

/** Client to server: request `prometheusKubernetes/locate`, answered by a URI with a range or null. */
export type LocateRequest = ConfigPlace;

/** Client to server: request `prometheusKubernetes/trace`. */
export type TraceRequest =
  | { readonly of: 'row'; readonly row: string }
  | { readonly of: 'labels'; readonly place: ConfigPlace; readonly text: string };

/** A document that is shown and never saved: a trace, the effect of an edit, an object. */
export interface Report {
  readonly title: string;
  readonly text: string;
  /** Links of lines to their place in a configuration. */
  readonly links: readonly { readonly line: number; readonly place: ConfigPlace }[];
  readonly marks: readonly { readonly line: number; readonly mark: 'added' | 'removed' | 'changed' | 'ended' }[];
}

export type ReportAnswer =
  | { readonly ok: true; readonly report: Report }
  /** What is wrong and the way out, for the user. */
  | { readonly ok: false; readonly message: string };

/** Client to server: request `prometheusKubernetes/editEffect`, answered by a ReportAnswer. */
export interface EditEffectRequest {
  readonly configuration: string;
  /** Null for all jobs. */
  readonly job: string | null;
}

/** Client to server: request `prometheusKubernetes/recordSnapshot`, answered by this. */
export type SnapshotAnswer =
  | { readonly ok: true; readonly text: string; readonly objects: number }
  | { readonly ok: false; readonly message: string };
