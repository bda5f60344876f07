import { OBJECT_KINDS } from '../../kubernetes/objects/kubernetes-object.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import { SNAPSHOT_FORMAT, SNAPSHOT_VERSION, type SnapshotSource } from './snapshot.ts';
import { writtenObject } from './written-object.ts';

/**
 * The text of a recording in pieces, at most one object each, so that whoever joins them can let others work in between.
 * An object stands on a line of its own; equal objects give equal texts, whatever order they came in.
 */
export function* snapshotPieces(store: ObjectStore, source: SnapshotSource): Generator<string> {
  const { recorded, context, missing } = source;
  const head = { format: SNAPSHOT_FORMAT, version: SNAPSHOT_VERSION, recorded, context, missing };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "objects": {`;
  for (const [index, kind] of OBJECT_KINDS.entries()) {
    const objects = [...store.list(kind)].toSorted((a, b) => order(a.metadata, b.metadata));
    yield `${index === 0 ? '' : ','}\n    "${kind}": [`;
    for (const [place, object] of objects.entries()) {
      yield `${place === 0 ? '' : ','}\n      ${JSON.stringify(writtenObject(object))}`;
    }
    yield objects.length === 0 ? ']' : '\n    ]';
  }
  yield '\n  }\n}\n';
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
