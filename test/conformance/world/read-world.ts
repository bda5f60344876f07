import { setTimeout as delay } from 'node:timers/promises';
import { API_VERSIONS, OBJECT_KINDS } from '../../../src/kubernetes/objects/kubernetes-object.ts';
import type { AdminApi, Manifest } from '../../cluster/admin-api.ts';
import { until } from '../../cluster/until.ts';
import { object, service } from './build.ts';

const QUIET_MS = 1500;
const CANARY = 'canary-of-the-test/canary';

/** All objects that discovery reads, as an API server gives them. */
export type Objects = readonly Manifest[];

export async function readWorld(api: AdminApi): Promise<Objects> {
  const lists = await Promise.all(OBJECT_KINDS.map(kind => api.list(API_VERSIONS[kind], kind)));
  return lists.flat();
}

/** Makes the service that shows how far the controllers are. */
export async function createCanary(api: AdminApi): Promise<void> {
  await api.create(object('v1', 'Namespace', 'canary-of-the-test', {}));
  await api.create(service(CANARY, { labels: { round: '0' } }, { selector: { app: 'canary' }, ports: [{ port: 80 }] }));
}

/** Waits until the controllers have seen everything and write no more. */
export async function settleWorld(api: AdminApi, round: number): Promise<Objects> {
  await api.patch(object('v1', 'Service', CANARY, {}), { metadata: { labels: { round: String(round) } } });
  const [namespace, name] = CANARY.split('/');
  await until('the controllers', async () => {
    const made = (await readWorld(api)).filter(({ kind, metadata }) => {
      const isOfCanary = metadata.namespace === namespace && metadata.name.startsWith(name ?? '');
      const labels = metadata['labels'] as Readonly<Record<string, string>> | undefined;
      return isOfCanary && kind.startsWith('Endpoint') && labels?.['round'] === String(round);
    });
    return made.length === 2 ? true : undefined;
  });
  return await quietWorld(api);
}

/** The objects once they have stayed the same for a while. */
export async function quietWorld(api: AdminApi): Promise<Objects> {
  for (;;) {
    const before = await readWorld(api);
    await delay(QUIET_MS);
    const after = await readWorld(api);
    if (versionOf(before) === versionOf(after)) return after;
  }
}

/** A text that is another one when anything has changed. */
export function versionOf(objects: Objects): string {
  return objects
    .map(({ kind, metadata }) => `${kind} ${metadata['uid']} ${metadata['resourceVersion']}`)
    .sort()
    .join('\n');
}

/**
 * Changes every Endpoints object and slice in nothing that counts, so that Prometheus looks at them again. It may have
 * made their targets before it knew ReplicaSets and Jobs, for which it does not wait, and does not make them again when
 * it knows them.
 */
export async function touchAddresses(api: AdminApi, round: number): Promise<void> {
  const objects = (await readWorld(api)).filter(({ kind }) => kind === 'Endpoints' || kind === 'EndpointSlice');
  const change = { metadata: { annotations: { 'example.com/touched': String(round) } } };
  await Promise.all(objects.map(object => api.patch(object, change)));
}
