import { OBJECT_KINDS } from '../../kubernetes/objects/kubernetes-object.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import { SNAPSHOT_FORMAT, SNAPSHOT_VERSION, type SnapshotSource } from './snapshot.ts';
import { writtenObject } from './written-object.ts';

export interface SnapshotPiece {
  readonly text: string;
  /** How many objects are in it: one or none. */
  readonly objects: number;
}

/**
 * The text of a recording in pieces, so that whoever joins them can let others work in between. An object stands on a line
 * of its own; equal objects give equal texts, whatever order they came in.
 */
export function* snapshotPieces(store: ObjectStore, source: SnapshotSource): Generator<SnapshotPiece> {
  const { recorded, context, missing } = source;
  const head = { format: SNAPSHOT_FORMAT, version: SNAPSHOT_VERSION, recorded, context, missing };
  yield { text: `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "objects": {`, objects: 0 };
  for (const [index, kind] of OBJECT_KINDS.entries()) {
    const objects = [...store.list(kind)].toSorted((a, b) => order(a.metadata, b.metadata));
    yield { text: `${index === 0 ? '' : ','}\n    "${kind}": [`, objects: 0 };
    for (const [place, object] of objects.entries()) {
      yield { text: `${place === 0 ? '' : ','}\n      ${JSON.stringify(writtenObject(object))}`, objects: 1 };
    }
    yield { text: objects.length === 0 ? ']' : '\n    ]', objects: 0 };
  }
  yield { text: '\n  }\n}\n', objects: 0 };
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}

function order(a: Named, b: Named): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
