import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import type { Requester } from '../../kubernetes/rbac/requester.ts';
import type { KnownVersion } from '../../prometheus/version.ts';
import type { AccessChange, AccessRequests, ConfigurationAccess, NeedName } from '../../protocol/access.ts';
import type { PlaceInText } from '../../protocol/targets-methods.ts';
import type { Finding } from '../../schema/finding.ts';
import type { AccountSetting } from './account-settings.ts';

/** Where access is worked out from all files of the workspace, and what it is told and asked: plain data for a structured clone. */

/** Where a file belongs. */
export interface FilePlace {
  readonly uri: string;
  /** From the root of its workspace folder, with `/`. */
  readonly path: string;
  /** The URI of its workspace folder. */
  readonly folder: string;
  /** How a view names it: its own name, and its folder from the root of the workspace on. */
  readonly name: string;
  readonly shownFolder: string;
  /** The release of Prometheus that its configurations are for. */
  readonly version: KnownVersion;
  /** What a setting says about who asks with its configurations. */
  readonly account: AccountSetting;
}

/** A file on the disk. */
export interface ListedFile extends FilePlace {
  /** Its path for the file system. */
  readonly disk: string;
}

/** The text of a document in the editor, which counts before what is saved. */
export interface OpenText extends FilePlace {
  readonly documentVersion: number;
  readonly text: string;
}

/**
 * The files of the workspace. `part`: there are more than were listed, or nobody said which there are; then what is not
 * among them may be there all the same.
 */
export interface FileList {
  readonly files: readonly ListedFile[];
  readonly extent: 'whole' | 'part';
}

/** What is new since the last time. */
export interface WorkspaceChanges {
  /** Undefined where the list is as before. */
  readonly list: FileList | undefined;
  /** URIs of files whose saved text is another one now. */
  readonly stale: readonly string[];
  readonly opened: readonly OpenText[];
  /** URIs of documents that are not open any more. */
  readonly closed: readonly string[];
}

/** A place in another file that belongs to a finding. */
export interface ElsewherePlace extends PlaceInText {
  readonly message: string;
}

/** A finding in an open document, of the text with that version. */
export interface AccessFinding {
  readonly uri: string;
  readonly documentVersion: number;
  readonly finding: Finding;
  readonly elsewhere: readonly ElsewherePlace[];
}

/** What a job may not do that it needs, for its lens. */
export interface JobAccess {
  readonly configuration: string;
  readonly job: string;
  /** `monitoring/prometheus`. */
  readonly account: string;
  readonly missing: number;
}

/** A request that files certainly refuse. `why` as a clause. */
export interface RefusedRequest {
  /** As `requestKey` has it. */
  readonly key: string;
  readonly why: string;
}

/** Who runs a configuration, and what of the lists that its discovery keeps the files refuse. */
export interface ListRefusals {
  readonly configuration: string;
  /** `monitoring/prometheus`. */
  readonly account: string;
  /** As a cluster knows the account; null where it is not known which one it is. */
  readonly requester: Requester | null;
  readonly refused: readonly RefusedRequest[];
}

/** What follows from the files as they are now. */
export interface AccessNews {
  /** In open documents. */
  readonly findings: readonly AccessFinding[];
  /** Jobs that lack something. */
  readonly jobs: readonly JobAccess[];
  /** Of configurations of which it is known who runs them. */
  readonly lists: readonly ListRefusals[];
  /** How many needs of all configurations are denied by the files. */
  readonly missing: number;
  /** Ids of configurations in bundles that have no RBAC at all: it can be generated. */
  readonly withoutRbac: readonly string[];
  /** Open documents whose objects concern Prometheus. */
  readonly manifests: readonly string[];
  /** Another one whenever `access` has another answer than before. */
  readonly state: number;
}

export const NO_NEWS: AccessNews = {
  findings: [],
  jobs: [],
  lists: [],
  missing: 0,
  withoutRbac: [],
  manifests: [],
  state: 0,
};

/** A quick fix over several files, or the reason why it cannot be made. */
export type OfferedAccessFix =
  | ReadyAccessFix
  | { readonly title: string; readonly kind: 'disabled'; readonly reason: string };

export interface ReadyAccessFix {
  readonly title: string;
  readonly kind: 'preferred' | 'alternative';
  readonly changes: readonly AccessChange[];
}

export type RbacAnswer = AccessRequests['prometheusKubernetes/generateRbac']['result'];

export type ForbiddenAnswer = AccessRequests['prometheusKubernetes/explainForbidden']['result'];

/** What a cluster is to be asked of one configuration whose account is known. */
export interface ReviewWish {
  readonly configuration: string;
  readonly user: string;
  readonly groups: readonly string[];
  readonly needs: readonly ReviewedNeed[];
}

/** A need as requests: all of one of its ways must be granted. */
export interface ReviewedNeed {
  /** That of the `NeededAccess`. */
  readonly id: string;
  readonly ways: readonly (readonly AccessRequest[])[];
}

/** What may be asked, by name. Each is of the files as they were told last. */
export interface DeskQuestions {
  readonly take: { readonly ask: WorkspaceChanges; readonly answer: AccessNews };
  readonly access: { readonly ask: null; readonly answer: readonly ConfigurationAccess[] };
  readonly reviews: { readonly ask: null; readonly answer: readonly ReviewWish[] };
  readonly fixes: { readonly ask: AccessFinding; readonly answer: readonly OfferedAccessFix[] };
  readonly fixesOfNeed: { readonly ask: NeedName; readonly answer: readonly OfferedAccessFix[] };
  readonly generate: { readonly ask: { readonly configuration: string }; readonly answer: RbacAnswer };
  readonly explain: { readonly ask: { readonly message: string }; readonly answer: ForbiddenAnswer };
}

export interface AccessDesk {
  /** Undefined when it could not be answered: whoever works there has ended, and knows of no files any more. Never rejects. */
  ask<Name extends keyof DeskQuestions>(
    question: Name,
    ask: DeskQuestions[Name]['ask'],
  ): Promise<DeskQuestions[Name]['answer'] | undefined>;
  /** Forgets everything. The next question starts anew. */
  dispose(): void;
}
