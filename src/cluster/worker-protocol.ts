import type { AccessRequest } from '../kubernetes/rbac/access-request.ts';
import type { ScrapeJob } from '../prometheus/targets/scrape-job.ts';
import type {
  ConfigPlace,
  ContextChoice,
  ContextSummary,
  CountedRefusal,
  EditEffect,
  Knowledge,
  Refusal,
  ReportAnswer,
  SnapshotAnswer,
  TargetCounts,
  TargetsRow,
} from '../protocol/targets.ts';

/** What the language server and the cluster worker say to each other: plain data for a structured clone. */

/** A configuration of the workspace, as the worker runs it. */
export interface WorkerConfiguration {
  /** Stable: the URI with the name of the part. */
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly uri: string;
  readonly text: 'current' | 'last-that-loads';
  readonly jobs: readonly ScrapeJob[];
  /** The jobs of the saved text where they differ from `jobs`, else null. */
  readonly savedJobs: readonly ScrapeJob[] | null;
  /** Whose account runs it, where that is known. */
  readonly account: string | null;
  /** Of those of `jobs` that lack something with that account: what is left of them. */
  readonly accountJobs: readonly AccountJob[];
}

/** A job as it works for the account that runs it. */
export interface AccountJob {
  /** Of the same name; it asks a cluster for no more than the job itself. */
  readonly job: ScrapeJob;
  readonly refusal: Refusal;
}

export interface WorkerSettings {
  /** The value of the setting; '' for the variable KUBECONFIG and the default place. */
  readonly kubeconfig: string;
  readonly pinnedContext: string | null;
  /** [] for the whole cluster where that is allowed. */
  readonly namespaces: readonly string[];
  readonly maxWatches: number;
  /** Text of a recording that stands for the cluster, with its name; null for the cluster. */
  readonly snapshot: { readonly name: string; readonly text: string } | null;
}

/** Server to worker, no answer. */
export type WorkerNotification =
  | { readonly type: 'settings'; readonly settings: WorkerSettings }
  /** All configurations; what is not in the list is gone. Equal ids keep their rows. */
  | { readonly type: 'configurations'; readonly configurations: readonly WorkerConfiguration[] }
  /** One of the last list, as it is now: to copy all of them takes too long for every pause in typing. */
  | { readonly type: 'configuration'; readonly configuration: WorkerConfiguration }
  /** Whether somebody looks. `nobody` ends everything after five minutes. */
  | { readonly type: 'need'; readonly need: 'somebody' | 'nobody' }
  /** By the user: kubeconfig and credentials anew, failed watches at once. */
  | { readonly type: 'refresh' }
  | { readonly type: 'cancel'; readonly id: number }
  /** Close everything, plugins too, and exit. Whoever has not after two seconds is terminated. */
  | { readonly type: 'end' };

/** What the cluster says of one request. */
export type ReviewedRequest =
  | { readonly state: 'granted'; readonly by: string }
  /** `why` may be ''. */
  | { readonly state: 'denied'; readonly why: string }
  | { readonly state: 'unknown'; readonly why: string };

export type AccessReviews =
  | { readonly ok: true; readonly context: string; readonly reviewed: readonly ReviewedRequest[] }
  | { readonly ok: false; readonly message: string };

export interface WorkerQueries {
  readonly rows: {
    readonly ask: { parent: string | null; limit: number; filter: string };
    readonly answer: readonly TargetsRow[];
  };
  readonly contexts: { readonly ask: Record<string, never>; readonly answer: readonly ContextChoice[] };
  readonly namespaces: { readonly ask: Record<string, never>; readonly answer: readonly string[] };
  readonly trace: { readonly ask: { row: string }; readonly answer: ReportAnswer };
  readonly traceLabels: { readonly ask: { place: ConfigPlace; text: string }; readonly answer: ReportAnswer };
  readonly editEffect: { readonly ask: { configuration: string; job: string | null }; readonly answer: ReportAnswer };
  readonly object: { readonly ask: { kind: string; namespace: string; name: string }; readonly answer: ReportAnswer };
  /** What somebody may do in the cluster of the context that counts: an answer for each request, in their order. */
  readonly accessReviews: {
    readonly ask: { user: string; groups: readonly string[]; requests: readonly AccessRequest[] };
    readonly answer: AccessReviews;
  };
  readonly recordSnapshot: { readonly ask: Record<string, never>; readonly answer: SnapshotAnswer };
}

export type QueryName = keyof WorkerQueries;

/** Server to worker, answered by a `WorkerAnswer` with the same id. */
export type WorkerQuery = {
  readonly [Name in QueryName]: { readonly id: number; readonly query: Name; readonly ask: WorkerQueries[Name]['ask'] };
}[QueryName];

export type ToWorker = WorkerNotification | WorkerQuery;

/** What a job came to, for the code lens. */
export interface JobStatus {
  readonly configuration: string;
  readonly job: string;
  readonly counts: TargetCounts;
  readonly knowledge: Knowledge;
  readonly effect: EditEffect | null;
  readonly refusal: CountedRefusal | null;
}

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'context'; readonly context: ContextSummary }
  /** At most four times a second. `rows` are those whose children are new. */
  | { readonly type: 'changed'; readonly rows: readonly string[] | 'all'; readonly jobs: readonly JobStatus[] }
  | { readonly type: 'log'; readonly level: 'error' | 'warn' | 'info' | 'debug'; readonly text: string };
