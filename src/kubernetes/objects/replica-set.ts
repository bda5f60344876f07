import { type OwnerObject, readOwner } from './owner.ts';

/** What discovery reads of a ReplicaSet: the Deployment that manages it. */
export interface ReplicaSet extends OwnerObject {
  readonly kind: 'ReplicaSet';
}

/** Reads a ReplicaSet and keeps only what discovery reads. Never throws: what is missing is empty. */
export function readReplicaSet(value: unknown): ReplicaSet {
  return { kind: 'ReplicaSet', ...readOwner(value) };
}
