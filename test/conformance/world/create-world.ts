import type { AdminApi, Manifest } from '../../cluster/admin-api.ts';
import type { World } from './world.ts';

/** What depends on another comes after it; other kinds come last. */
const ORDER = [
  ['Namespace'],
  ['Node', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'],
  ['ReplicaSet', 'Job'],
  ['Pod'],
  ['Service'],
  ['Endpoints', 'EndpointSlice', 'Ingress'],
];

/** Keeps an object that is deleted where it is, as a kubelet does with a pod that takes its time. */
const FINALIZER = 'example.com/takes-its-time';

export interface Created {
  readonly created: number;
  /** Objects that a controller or the API server had made already. */
  readonly there: readonly string[];
  /** Objects that were changed to be taken, and those that were not, with the server's words. */
  readonly changed: readonly string[];
  readonly refused: readonly string[];
}

type Outcome = 'created' | 'there' | 'changed' | { readonly refused: string };

/** Makes a world in a cluster, statuses and deletions included. */
export async function createWorld(api: AdminApi, { objects, terminating }: World): Promise<Created> {
  const known = new Set(ORDER.flat());
  const outcomes: [string, Outcome][] = [];
  for (const kinds of [...ORDER, null]) {
    const stage = objects.filter(({ kind }) => (kinds ? kinds.includes(kind) : !known.has(kind)));
    const create = async (one: Manifest) => {
      const name = `${one.kind} ${placeOf(one)}`;
      const ending = one.kind === 'Pod' && terminating.includes(placeOf(one));
      const outcome = await createOne(api, ending ? withFinalizer(one) : one);
      outcomes.push([name, outcome]);
      if (ending && typeof outcome !== 'object') await api.delete(one);
    };
    await Promise.all(stage.map(create));
  }
  const named = (wanted: Outcome) => outcomes.filter(([, outcome]) => outcome === wanted).map(([name]) => name);
  const refused = outcomes.flatMap(([name, how]) => (typeof how === 'object' ? `${name}: ${how.refused}` : []));
  return { created: named('created').length, there: named('there'), changed: named('changed'), refused };
}

/** Makes one object; its owners are found by their names. */
export async function createOne(api: AdminApi, manifest: Manifest): Promise<Outcome> {
  const object = await withOwners(api, manifest);
  const first = await tryCreate(api, object);
  if (typeof first !== 'object') return first;
  const other = withoutAddresses(object);
  const second = other ? await tryCreate(api, other) : first;
  return second === 'created' ? 'changed' : second;
}

async function tryCreate(api: AdminApi, { status, ...object }: Manifest): Promise<Outcome> {
  try {
    await api.create(object);
  } catch (error) {
    const there = await api.read(object).catch(() => undefined);
    if (!there) return { refused: messageOf(error) };
    if (object.kind !== 'Namespace') return 'there';
    const { labels = {}, annotations = {} } = object.metadata;
    await api.patch(object, { metadata: { labels, annotations } });
    return 'there';
  }
  try {
    if (status !== undefined) await api.patchStatus(object, status);
    return 'created';
  } catch (error) {
    return { refused: `its status: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A service may ask for addresses and ports that this cluster does not have, which no target depends on but itself. */
function withoutAddresses(object: Manifest): Manifest | undefined {
  if (object.kind !== 'Service' || typeof object['spec'] !== 'object' || object['spec'] === null) return undefined;
  const spec: Record<string, unknown> = { ...object['spec'] };
  for (const key of ['clusterIPs', 'healthCheckNodePort']) delete spec[key];
  if (spec['clusterIP'] !== 'None') delete spec['clusterIP'];
  if (Array.isArray(spec['ports'])) spec['ports'] = spec['ports'].map(port => ({ ...port, nodePort: undefined }));
  return { ...object, spec };
}

async function withOwners(api: AdminApi, object: Manifest): Promise<Manifest> {
  const owners = object.metadata['ownerReferences'];
  if (!Array.isArray(owners)) return object;
  const ownerReferences = await Promise.all(owners.map(owner => withUid(api, object, owner)));
  return { ...object, metadata: { ...object.metadata, ownerReferences } };
}

async function withUid(api: AdminApi, { metadata }: Manifest, owner: Record<string, unknown>) {
  const namespace = metadata.namespace === undefined ? {} : { namespace: metadata.namespace };
  const key = { apiVersion: String(owner['apiVersion']), kind: String(owner['kind']) };
  // Of kinds that the server does not have nobody looks for the owner.
  const found = await api
    .read({ ...key, metadata: { ...namespace, name: String(owner['name']) } })
    .catch(() => undefined);
  return { ...owner, uid: found?.metadata['uid'] ?? owner['uid'] ?? 'unknown' };
}

function withFinalizer(object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, finalizers: [FINALIZER] } };
}

function placeOf({ metadata }: Manifest): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}
