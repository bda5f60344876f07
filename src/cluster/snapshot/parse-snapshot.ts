import { type JsonObject, objectOf, optionalObject, textOf } from '../../kubernetes/objects/json.ts';
import {
  type KubernetesObject,
  OBJECT_KINDS,
  type ObjectKind,
  readObjectOfKind,
} from '../../kubernetes/objects/kubernetes-object.ts';
import { MAX_SNAPSHOT_LENGTH, type MissingKind, SNAPSHOT_FORMAT, SNAPSHOT_VERSION, type Snapshot } from './snapshot.ts';

export type SnapshotReading =
  | { readonly ok: true; readonly snapshot: Snapshot }
  /** Why the text is no recording, and the way out, for the user. */
  | { readonly ok: false; readonly message: string };

const RECORD_ANEW = 'Record it again with “Record Cluster Snapshot…”.';

/**
 * Reads the text of a recording. Kinds and fields that are not known are passed over, and so are entries that are no
 * objects; of several objects with the same name the last counts when they are put in a store. Never throws.
 */
export function parseSnapshot(text: string): SnapshotReading {
  if (text.length > MAX_SNAPSHOT_LENGTH) {
    return refused('The recording is too large to be read: the limit is 64 MiB. Record fewer namespaces.');
  }
  const root = parsed(text);
  if (root === undefined) return refused(`The file is no JSON, or not all of it is there. ${RECORD_ANEW}`);
  if (root['format'] !== SNAPSHOT_FORMAT) {
    return refused(`The file is no recording of a cluster: its “format” is not “${SNAPSHOT_FORMAT}”.`);
  }
  const version = root['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refused(`The recording does not say its version. ${RECORD_ANEW}`);
  }
  if (version > SNAPSHOT_VERSION) {
    return refused(
      `The recording was made by a newer version of this extension. Update it to open version ${version}.`,
    );
  }
  return { ok: true, snapshot: snapshotOf(root) };
}

function refused(message: string): SnapshotReading {
  return { ok: false, message };
}

function parsed(text: string): JsonObject | undefined {
  try {
    return optionalObject(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text));
  } catch {
    return undefined;
  }
}

function snapshotOf(root: JsonObject): Snapshot {
  const byKind = objectOf(root['objects']);
  const objects: KubernetesObject[] = [];
  let skipped = 0;
  for (const kind of OBJECT_KINDS) {
    const list = byKind[kind];
    for (const entry of Array.isArray(list) ? list : []) {
      const object = namedObject(kind, entry);
      if (object) objects.push(object);
      else skipped += 1;
    }
  }
  const { recorded } = root;
  return {
    recorded: typeof recorded === 'string' && !Number.isNaN(Date.parse(recorded)) ? recorded : '',
    context: textOf(root['context']),
    missing: missingKinds(root['missing']),
    objects,
    skipped,
  };
}

/** A recorder writes no object without a name: what has none was not recorded. */
function namedObject(kind: ObjectKind, entry: unknown): KubernetesObject | undefined {
  const object = readObjectOfKind(kind, entry);
  return object.metadata.name === '' ? undefined : object;
}

function missingKinds(value: unknown): readonly MissingKind[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap(entry => {
    const { kind, why } = objectOf(entry);
    const known = OBJECT_KINDS.find(one => one === kind);
    return known ? [{ kind: known, why: textOf(why) || `${known} objects were not recorded.` }] : [];
  });
}
