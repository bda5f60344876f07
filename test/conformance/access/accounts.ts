import type { AdminApi, Manifest } from '../../cluster/admin-api.ts';
import { until } from '../../cluster/until.ts';
import type { AccessCase } from './access-case.ts';
import { HOME } from './access-cases.ts';
import { NAMESPACES } from './configurations.ts';
import { generated } from './granted.ts';

/** Makes the namespaces, the accounts and what is granted to them. Resolves when the API server goes by all of it. */
export async function createAccounts(api: AdminApi, cases: readonly AccessCase[]): Promise<void> {
  for (const name of [HOME, ...NAMESPACES]) {
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  await Promise.all(cases.map(one => createAccount(api, one)));
  await untilHeard(api);
}

/** A token of the account, as a pod gets one. */
export async function tokenOf(api: AdminApi, { name, namespace }: AccessCase): Promise<string> {
  const at = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
  const { status } = (await api.must('POST', at, request)) as { readonly status: { readonly token: string } };
  return status.token;
}

async function createAccount(api: AdminApi, { name, namespace, rbac }: AccessCase): Promise<void> {
  await api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
  for (const object of rbac) await api.create(object as unknown as Manifest);
}

/** The authorizer follows each kind by a watch of its own: one more of each is heard of after all others. */
async function untilHeard(api: AdminApi): Promise<void> {
  const account = { name: 'last', namespace: HOME };
  const pods = { kind: 'resource', group: '', resource: 'pods', subresource: '', coarser: '', names: [] } as const;
  const inAuth = { ...pods, verbs: ['list'], namespace: 'auth' } as const;
  const everywhere = { ...pods, resource: 'services', verbs: ['list'], namespace: '' } as const;
  for (const object of generated([inAuth, everywhere], account)) await api.create(object as unknown as Manifest);
  const user = `system:serviceaccount:${account.namespace}:${account.name}`;
  await until('the last role', async () => {
    const answers = await Promise.all([
      review(api, user, { verb: 'list', resource: 'pods', namespace: 'auth' }),
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
