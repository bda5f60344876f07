import { listOf, objectOf, textOf } from '../../kubernetes/objects/json.ts';
import { type AccessRequest, namespaceOf } from '../../kubernetes/rbac/access-request.ts';
import { decideByGrants } from '../../kubernetes/rbac/decide-access.ts';
import { type Grants, grantsOf } from '../../kubernetes/rbac/grants.ts';
import { type RbacObject, rbacObjects, readRbacObjectOfKind } from '../../kubernetes/rbac/rbac-objects.ts';
import { describeAllowedBy } from '../../kubernetes/rbac/reasons.ts';
import type { Requester } from '../../kubernetes/rbac/requester.ts';
import { type ApiConnection, MAX_JSON_BYTES } from '../api/api-connection.ts';
import { readJson } from '../api/read-json.ts';
import type { ReviewedRequest } from '../worker-protocol.ts';

const GROUP = '/apis/rbac.authorization.k8s.io/v1';
const PAGE = 500;
/** A cluster with more of a kind takes too long to be read for one question. */
const MOST_PAGES = 20;
/** Where roles may not be listed for all namespaces, those of so many are. */
const MOST_NAMESPACES = 32;
const FIRST_BYTE_MS = 10_000;

const RESOURCES: Readonly<Record<RbacObject['kind'], string>> = {
  ClusterRoleBinding: 'clusterrolebindings',
  ClusterRole: 'clusterroles',
  RoleBinding: 'rolebindings',
  Role: 'roles',
};

/** What was read of roles and bindings. */
interface ReadRbac {
  readonly objects: readonly RbacObject[];
  /** What could not be, by kind: '' for all namespaces. */
  readonly unread: readonly { readonly kind: RbacObject['kind']; readonly namespace: string }[];
}

/**
 * Whether somebody may do each of the requests by the roles and bindings that may be read, for who may not have the API
 * server asked. What a role that was read grants is granted; what none grants is denied only where all were read that
 * could, and else unknown.
 */
export async function reviewByRbac(
  connection: ApiConnection,
  { user, groups, requests }: Requester & { readonly requests: readonly AccessRequest[] },
  signal: AbortSignal,
): Promise<readonly ReviewedRequest[]> {
  const namespaces = [...new Set(requests.map(namespaceOf))].filter(name => name !== '');
  const { objects, unread } = await readRbac(connection, namespaces, signal);
  const held = grantsOf({ user, groups }, rbacObjects('cluster', objects));
  return requests.map(request => reviewed(request, held, unread));
}

function reviewed(request: AccessRequest, held: Grants, unread: ReadRbac['unread']): ReviewedRequest {
  const decision = decideByGrants(request, held);
  if (decision.access === 'allowed') return { state: 'granted', by: describeAllowedBy(decision.by) };
  const namespace = namespaceOf(request);
  const missing = unread.filter(one => one.namespace === '' || one.namespace === namespace);
  const counting = missing.filter(({ kind }) => namespace !== '' || kind.startsWith('Cluster'));
  if (counting.length === 0) return { state: 'denied', why: 'No role that is bound to it in the cluster allows it' };
  const kinds = [...new Set(counting.map(({ kind }) => `${kind}s`))];
  return { state: 'unknown', why: `${MAY_NOT_ASK}, and you may not list all of its ${kinds.join(', ')}.` };
}

const MAY_NOT_ASK =
  'You may not ask this cluster about the rights of others (that takes the right to create subjectaccessreviews)';

async function readRbac(
  connection: ApiConnection,
  namespaces: readonly string[],
  signal: AbortSignal,
): Promise<ReadRbac> {
  const ofCluster = (['ClusterRoleBinding', 'ClusterRole'] as const).map(kind =>
    readKind(connection, kind, '', signal),
  );
  const ofNamespaces = (['RoleBinding', 'Role'] as const).map(async (kind): Promise<ReadRbac> => {
    if (namespaces.length === 0) return { objects: [], unread: [] };
    const whole = await readKind(connection, kind, '', signal);
    if (whole.unread.length === 0 || namespaces.length > MOST_NAMESPACES) return whole;
    return joined(await Promise.all(namespaces.map(name => readKind(connection, kind, name, signal))));
  });
  return joined(await Promise.all([...ofCluster, ...ofNamespaces]));
}

function joined(all: readonly ReadRbac[]): ReadRbac {
  return { objects: all.flatMap(({ objects }) => objects), unread: all.flatMap(({ unread }) => unread) };
}

async function readKind(
  connection: ApiConnection,
  kind: RbacObject['kind'],
  namespace: string,
  signal: AbortSignal,
): Promise<ReadRbac> {
  const root = namespace === '' ? GROUP : `${GROUP}/namespaces/${encodeURIComponent(namespace)}`;
  const objects: RbacObject[] = [];
  try {
    let next = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const path = `${root}/${RESOURCES[kind]}?limit=${PAGE}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`;
      const response = await connection.get({ path, accept: 'application/json', firstByteMs: FIRST_BYTE_MS }, signal);
      const list = objectOf(await readJson(response, MAX_JSON_BYTES));
      objects.push(...listOf(list['items'], item => readRbacObjectOfKind(kind, item)));
      next = textOf(objectOf(list['metadata'])['continue']);
      if (next === '') return { objects, unread: [] };
    }
  } catch {
    signal.throwIfAborted();
  }
  return { objects, unread: [{ kind, namespace }] };
}
