import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import { KIND_OF_ROLE } from '../../prometheus/discovery/listed-objects.ts';
import { objectStore } from '../../prometheus/discovery/object-store.ts';
import type { ClusterStatus } from '../../protocol/targets.ts';
import { parseSnapshot } from '../snapshot/parse-snapshot.ts';
import type { MissingKind } from '../snapshot/snapshot.ts';
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
    const kinds = kindsOf(config);
    const sentences = missing.filter(({ kind }) => kinds.has(kind)).map(({ why }: MissingKind) => why);
    return sentences.length === 0 ? { state: 'complete' } : { state: 'partial', missing: [...new Set(sentences)] };
  };
  return { world: { store: objectStore(objects), knowledgeOf }, status: { state: 'snapshot', name, recorded } };
}

/** The kinds that an entry of `kubernetes_sd_configs` reads. */
export function kindsOf({ role, attach }: DiscoveryConfig): ReadonlySet<ObjectKind> {
  const kinds = new Set<ObjectKind>([KIND_OF_ROLE[role]]);
  if (role === 'endpoints' || role === 'endpointslice') kinds.add('Service').add('Pod');
  if (attach.has('node') && role !== 'ingress' && role !== 'service') kinds.add('Node');
  if (attach.has('namespace') && role !== 'node') kinds.add('Namespace');
  const hasPods = kinds.has('Pod');
  if (hasPods && attach.has('deployment')) kinds.add('ReplicaSet');
  if (hasPods && attach.has('cronjob')) kinds.add('Job');
  return kinds;
}
