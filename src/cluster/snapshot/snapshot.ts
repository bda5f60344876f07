import type { KubernetesObject, ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';

/** How a file says that it is a recording. Who looks for recordings looks for this. */
export const SNAPSHOT_FORMAT = 'prometheus-kubernetes-tools/snapshot';

/** The version that is written. Fields may be added to it; what older readers would misread has a higher one. */
export const SNAPSHOT_VERSION = 1;

/** The longest recording that is written or read, in UTF-16 units of its text. */
export const MAX_SNAPSHOT_LENGTH = 64 * 1024 * 1024;

/** A kind that was not recorded, or not as a whole. */
export interface MissingKind {
  readonly kind: ObjectKind;
  /** A sentence for the user: forbidden, not reachable. */
  readonly why: string;
}

/** Where and when objects were recorded. */
export interface SnapshotSource {
  /** ISO 8601; '' when it is not known. */
  readonly recorded: string;
  /** The name of the context; '' when it is not known. */
  readonly context: string;
  readonly missing: readonly MissingKind[];
}

/** The objects of a cluster at one time. */
export interface Snapshot extends SnapshotSource {
  readonly objects: readonly KubernetesObject[];
  /** How many entries were no objects that discovery reads. */
  readonly skipped: number;
}
