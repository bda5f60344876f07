import type { RbacManifest } from '../../../src/prometheus/access/rbac-manifests.ts';
import type { AdminApi, Manifest } from '../../cluster/admin-api.ts';
import { until } from '../../cluster/until.ts';
import { type Account, generated } from './granted.ts';

/** An account with what is granted to it. */
export interface GrantedAccount extends Account {
  readonly rbac: readonly RbacManifest[];
}

/**
 * Makes the namespaces, the accounts and what is granted to them. Resolves when the API server goes by all of it, for
 * which it makes one more account, in the last of the namespaces.
 */
export async function createAccounts(
  api: AdminApi,
  namespaces: readonly string[],
  accounts: readonly GrantedAccount[],
): Promise<void> {
  for (const name of namespaces) {
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  await Promise.all(accounts.map(one => createAccount(api, one)));
  await untilHeard(api, namespaces.at(-1) ?? 'default');
}

/** A token of the account, as a pod gets one. */
export async function tokenOf(api: AdminApi, { name, namespace }: Account): Promise<string> {
  const at = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
  const { status } = (await api.must('POST', at, request)) as { readonly status: { readonly token: string } };
  return status.token;
}

async function createAccount(api: AdminApi, { name, namespace, rbac }: GrantedAccount): Promise<void> {
  await api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
  for (const object of rbac) await api.create(object as unknown as Manifest);
}

/** The authorizer follows each kind by a watch of its own: one more of each is heard of after all others. */
async function untilHeard(api: AdminApi, namespace: string): Promise<void> {
  const account = { name: 'last', namespace };
  const pods = { kind: 'resource', group: '', resource: 'pods', subresource: '', coarser: '', names: [] } as const;
  const within = { ...pods, verbs: ['list'], namespace } as const;
  const everywhere = { ...pods, resource: 'services', verbs: ['list'], namespace: '' } as const;
  for (const object of generated([within, everywhere], account)) await api.create(object as unknown as Manifest);
  const user = `system:serviceaccount:${account.namespace}:${account.name}`;
  await until('the last role', async () => {
    const answers = await Promise.all([
      review(api, user, { verb: 'list', resource: 'pods', namespace }),
      review(api, user, { verb: 'list', resource: 'services' }),
    ]);
    return answers.every(allowed => allowed) || undefined;
  });
}

async function review(api: AdminApi, user: string, resourceAttributes: object): Promise<boolean> {
  const kind = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview' };
  const at = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const answer = await api.must('POST', at, { ...kind, spec: { user, resourceAttributes } });
  return (answer as { readonly status: { readonly allowed: boolean } }).status.allowed;
}
