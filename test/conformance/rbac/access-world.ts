import {
  RBAC_API_VERSION,
  RBAC_KINDS,
  type RbacObjects,
  rbacObjects,
} from '../../../src/kubernetes/rbac/rbac-objects.ts';
import type { Manifest } from '../../cluster/admin-api.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../../cluster/control-plane.ts';
import { until } from '../../cluster/until.ts';
import type { Random } from '../random.ts';
import { reviewAccess } from './access-reviews.ts';
import { APART, MARKER_RULE, type WrittenRole } from './random-roles.ts';
import { NAMESPACES } from './random-rules.ts';
import { type BoundRequester, type RandomWorld, randomWorld } from './random-world.ts';
import { readManifest } from './read-manifest.ts';

/** Random roles and bindings on a real API server, which has seen all of them. */
export interface AccessWorld {
  readonly plane: ControlPlane;
  readonly requesters: readonly BoundRequester[];
  /** As the API server lists them. */
  readonly listed: RbacObjects;
  /** As they were written. Of the roles that every cluster has, the aggregated ones still have to be put together. */
  readonly written: RbacObjects;
}

export async function startAccessWorld(random: Random): Promise<AccessWorld> {
  const plane = await startControlPlane(PLAIN_CONTROL_PLANE);
  try {
    const world = randomWorld(random);
    const builtIn = await listRbac(plane);
    await createWorld(plane, world);
    const created = [...world.roles, ...world.aggregatedSteps.flat(), ...world.bindings, ...SENTINELS];
    const listed = readAll('cluster', await listRbac(plane));
    return { plane, requesters: world.requesters, listed, written: readAll('files', [...builtIn, ...created]) };
  } catch (error) {
    await plane.dispose();
    throw error;
  }
}

/**
 * Every step of aggregated roles is made when the one before has its rules: a role is aggregated for the first time from
 * all that was there before it, and is then as it stays.
 */
async function createWorld(plane: ControlPlane, world: RandomWorld): Promise<void> {
  await createAll(plane, NAMESPACES.map(namespaceCalled));
  await createAll(plane, world.roles);
  await untilAggregated(plane, ['view', 'edit', 'admin']);
  for (const step of world.aggregatedSteps) {
    await createAll(plane, step);
    await untilAggregated(
      plane,
      step.map(role => role.metadata.name),
    );
  }
  await createAll(plane, world.bindings);
  await createAll(plane, SENTINELS);
  await untilSentinelsAreSeen(plane);
}

async function createAll({ api }: ControlPlane, manifests: readonly Manifest[]): Promise<void> {
  await Promise.all(manifests.map(manifest => api.create(manifest)));
}

async function untilAggregated({ api }: ControlPlane, names: readonly string[]): Promise<void> {
  await until(`the rules of ${names.join(', ')}`, async () => {
    const roles = await api.list(RBAC_API_VERSION, 'ClusterRole');
    const done = roles.filter(role => JSON.stringify(role['rules'] ?? null).includes(`"${MARKER_RULE.verbs[0]}"`));
    return names.every(name => done.some(role => role.metadata.name === name)) ? true : undefined;
  });
}

const SENTINEL = 'sentinel';
const WATCHED: WrittenRole['rules'] = [{ ...MARKER_RULE, resources: ['sentinels'] }];
const SENTINEL_USER = { user: SENTINEL, groups: [] };

/** The last of each kind that are made: the authorizer watches each kind, in the order of the changes. */
const SENTINELS: readonly Manifest[] = [
  sentinel('ClusterRole', { name: SENTINEL, labels: APART }, { rules: WATCHED }),
  sentinel('Role', { name: SENTINEL, namespace: 'shop' }, { rules: WATCHED }),
  sentinel('ClusterRoleBinding', { name: SENTINEL }, bindingTo('ClusterRole', `${SENTINEL}-cluster`)),
  sentinel('RoleBinding', { name: SENTINEL, namespace: 'shop' }, bindingTo('Role', SENTINEL)),
];

function sentinel(kind: string, metadata: Manifest['metadata'], rest: object): Manifest {
  return { apiVersion: RBAC_API_VERSION, kind, metadata, ...rest };
}

function bindingTo(kind: string, user: string): object {
  return { subjects: [{ kind: 'User', name: user }], roleRef: { kind, name: SENTINEL } };
}

async function untilSentinelsAreSeen({ api }: ControlPlane): Promise<void> {
  const request = {
    kind: 'resource' as const,
    verb: MARKER_RULE.verbs[0] ?? '',
    group: '',
    resource: 'sentinels',
    subresource: '',
    namespace: 'shop',
    name: '',
  };
  await until('the authorizer to see all roles and bindings', async () => {
    const inCluster = await reviewAccess(api, request, { ...SENTINEL_USER, user: `${SENTINEL}-cluster` });
    const inNamespace = await reviewAccess(api, request, SENTINEL_USER);
    return inCluster.allowed && inNamespace.allowed ? true : undefined;
  });
}

async function listRbac({ api }: ControlPlane): Promise<readonly Manifest[]> {
  return (await Promise.all(RBAC_KINDS.map(kind => api.list(RBAC_API_VERSION, kind)))).flat();
}

function readAll(source: RbacObjects['source'], manifests: readonly Manifest[]): RbacObjects {
  return rbacObjects(source, manifests.map(readManifest));
}

function namespaceCalled(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
