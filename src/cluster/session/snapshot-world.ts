import { listedResources } from '../../prometheus/discovery/listed-resources.ts';
import { objectStore } from '../../prometheus/discovery/object-store.ts';
import type { ClusterStatus } from '../../protocol/targets.ts';
import { parseSnapshot } from '../snapshot/parse-snapshot.ts';
import type { WorkerSettings } from '../worker-protocol.ts';
import { emptyWorld, type World } from './world.ts';

export interface ShownSnapshot {
  readonly world: World;
  readonly status: ClusterStatus;
}

/** The objects of a recording as a world: complete, but for kinds of which the recording says that they are missing. */
export function snapshotWorld({ name, text }: NonNullable<WorkerSettings['snapshot']>): ShownSnapshot {
  const reading = parseSnapshot(text);
  if (!reading.ok) {
    const { message } = reading;
    const world = emptyWorld(() => ({ state: 'unknown', why: message }));
    return { world, status: { state: 'snapshot-unreadable', name, message } };
  }
  const { objects, missing, recorded } = reading.snapshot;
  const knowledgeOf: World['knowledgeOf'] = config => {
    const kinds = new Set(listedResources(config).map(({ kind }) => kind));
    const sentences = missing.filter(({ kind }) => kinds.has(kind)).map(({ why }) => why);
    return sentences.length === 0 ? { state: 'complete' } : { state: 'partial', missing: [...new Set(sentences)] };
  };
  return { world: { store: objectStore(objects), knowledgeOf }, status: { state: 'snapshot', name, recorded } };
}
