import { objectOf } from './json.ts';
import { type ObjectMeta, readObjectMeta } from './object-meta.ts';

/** What discovery reads of a namespace. */
export interface Namespace {
  readonly kind: 'Namespace';
  readonly metadata: ObjectMeta;
}

/** Reads a namespace and keeps only what discovery reads. Never throws: what is missing is empty. */
export function readNamespace(value: unknown): Namespace {
  return { kind: 'Namespace', metadata: readObjectMeta(objectOf(value)['metadata']) };
}
