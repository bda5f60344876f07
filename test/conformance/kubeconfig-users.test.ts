import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Account, accountRequester } from '../../src/kubernetes/rbac/account.ts';
import { ANONYMOUS_USER } from '../../src/kubernetes/rbac/requester.ts';
import type { Access } from '../../src/prometheus/access/access.ts';
import { accessRequests } from '../../src/prometheus/access/access-requests.ts';
import { manifestsRequest, rbacManifests } from '../../src/prometheus/access/rbac-manifests.ts';
import { credentialBytes } from '../../src/server/access/credential-file.ts';
import { credentialsHolder } from '../../src/server/access/credential-holders.ts';
import { CertificateAuthority } from '../cluster/certificates.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../cluster/control-plane.ts';
import { until } from '../cluster/until.ts';
import { type Compared, comparison } from './comparison.ts';
import { userCases } from './kubeconfig/user-cases-of-server.ts';
import type { UserCase, UserMeans } from './kubeconfig/user-texts.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';
import { reviewAccess } from './rbac/access-reviews.ts';

/** `nobody`: there is no client, or the API server does not know who asks. */
type WhoAsks = { readonly user: string; readonly groups: readonly string[] } | 'nobody';

interface OracleAnswer {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly error?: string;
}

let plane: ControlPlane;
let folder: string;
let means: UserMeans;

before(async () => {
  console.log(`kubeconfig users from seed ${runSeed()}`);
  const authority = new CertificateAuthority('clients');
  folder = await mkdtemp(path.join(tmpdir(), 'prometheus-users-'));
  plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, clientAuthority: authority.certificate.cert });
  const { server, certificateAuthority: serverAuthority } = plane;
  const accountToken = await boundToken('monitoring', 'prometheus');
  const otherToken = await secretToken('shop', 'other');
  means = { server, serverAuthority, authority, accountToken, otherToken };
  await plane.api.create(REVIEWED_BY_ALL);
});

after(async () => {
  await plane?.dispose();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** Those who have not said who they are may ask what they are taken for. */
const REVIEWED_BY_ALL = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'reviewed-by-all' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:basic-user' },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:unauthenticated' }],
};

async function makeAccount(namespace: string, name: string): Promise<void> {
  await plane.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await plane.api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } });
}

async function boundToken(namespace: string, name: string): Promise<string> {
  await makeAccount(namespace, name);
  const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const at = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const { status } = (await plane.api.must('POST', at, asked)) as { readonly status: { readonly token: string } };
  return status.token;
}

/** See https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#create-token */
async function secretToken(namespace: string, name: string): Promise<string> {
  await makeAccount(namespace, name);
  const annotations = { 'kubernetes.io/service-account.name': name };
  const key = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name: 'token', annotations } };
  await plane.api.create({ ...key, type: 'kubernetes.io/service-account-token' });
  return until('the token of a Secret', async () => {
    const data = (await plane.api.read(key))?.['data'] as { readonly token?: string } | undefined;
    return data?.token === undefined ? undefined : Buffer.from(data.token, 'base64').toString();
  });
}

/** Writes a case into a folder of its own; the path of the kubeconfig. */
async function placed({ kubeconfig, files }: UserCase, index: number): Promise<string> {
  const own = path.join(folder, String(index));
  await mkdir(own);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(own, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const file = path.join(own, 'kubeconfig');
  await writeFile(file, kubeconfig);
  return file;
}

/** This API server lets nobody in who has no credentials: whether it does is not for a kubeconfig to say. */
async function ours(file: string, { id }: UserCase): Promise<WhoAsks> {
  const own = path.dirname(file);
  const read = (one: string) => credentialBytes(one, [own]);
  const holder = await credentialsHolder({ kind: 'kubeconfig', file: 'kubeconfig', said: '' }, { folder: own, read });
  if (holder.state === 'unknown') return 'nobody';
  const { user, groups } = accountRequester(holder.account);
  const isSilent = user === ANONYMOUS_USER && !id.startsWith('as: ');
  return isSilent ? 'nobody' : { user, groups: groups.toSorted() };
}

function theirs({ user, groups, error }: OracleAnswer): WhoAsks | { readonly error: string } {
  if (error !== undefined) return { error };
  return user === undefined ? 'nobody' : { user, groups: groups ?? [] };
}

comparison({
  label: 'kubeconfig users equal',
  required: 1,
  cases: async function* (): AsyncIterable<Compared> {
    const cases = userCases(means, new Random(runSeed()));
    const files = await Promise.all(cases.map(placed));
    let index = 0;
    for await (const answer of askOracle<OracleAnswer>(files.map(File => ({ op: 'whoami', File })))) {
      const [one, file] = [cases[index], files[index]];
      index++;
      if (one && file !== undefined) yield { id: one.id, ours: await ours(file, one), theirs: theirs(answer) };
    }
  },
});

const LISTED = {
  kind: 'resource',
  verbs: ['list', 'watch'],
  group: '',
  subresource: '',
  coarser: '',
  names: [],
} as const;
const JANE: Account = { kind: 'user', name: 'Jane Doe', groups: ['dev'] };

/** What discovery and scraping ask for, in a namespace and everywhere. */
const ACCESSES: readonly Access[] = [
  { ...LISTED, resource: 'pods', namespace: '' },
  { ...LISTED, group: 'discovery.k8s.io', resource: 'endpointslices', namespace: 'shop' },
  { ...LISTED, verbs: ['get'], resource: 'nodes', subresource: 'metrics', namespace: '' },
  { kind: 'path', verbs: ['get'], path: '/metrics' },
];

test('what is generated for a user is taken by the API server, and is enough', async () => {
  const requests = ACCESSES.flatMap(accessRequests);
  const who = accountRequester(JANE);
  const states = async () => Promise.all(requests.map(async one => (await reviewAccess(plane.api, one, who)).allowed));
  assert.deepEqual(new Set(await states()), new Set([false]));
  for (const object of rbacManifests(ACCESSES, manifestsRequest(JANE, 'made'))) {
    const { metadata } = object;
    const at = 'namespace' in metadata ? `/namespaces/${metadata.namespace}` : '';
    const path = `/apis/rbac.authorization.k8s.io/v1${at}/${object.kind.toLowerCase()}s?fieldValidation=Strict`;
    await plane.api.must('POST', path, object);
  }
  await until('all of it', async () => ((await states()).every(allowed => allowed) ? true : undefined));
});
