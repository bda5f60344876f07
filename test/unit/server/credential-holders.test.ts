import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { accountInWords } from '../../../src/kubernetes/rbac/account.ts';
import { certificateUser } from '../../../src/server/access/certificate-subject.ts';
import { credentialBytes } from '../../../src/server/access/credential-file.ts';
import { credentialsHolder } from '../../../src/server/access/credential-holders.ts';
import type { CredentialsHolder, OtherCredentials } from '../../../src/workspace/known-accounts.ts';
import { CertificateAuthority } from '../../cluster/certificates.ts';

const AUTHORITY = new CertificateAuthority('authority');
const JANE = AUTHORITY.issueSubject([
  [{ type: 'O', as: 'utf8', text: 'dev' }],
  [{ type: 'CN', as: 'utf8', text: 'jane' }],
  [{ type: 'O', as: 'printable', text: 'ops' }],
]);

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function tokenOf(user: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ sub: user })}.c2VjcmV0`;
}

const TOKEN = tokenOf('system:serviceaccount:monitoring:prometheus');
const JANE_DATA = `client-certificate-data: ${base64(JANE.cert)}, client-key-data: ${base64(JANE.key)}`;

/** A kubeconfig whose context asks as a user with these fields. */
function kubeconfig(user: string, more = ''): string {
  return `
current-context: a
clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443"}}]
contexts: [{name: a, context: {cluster: c, user: u}}, {name: b, context: {cluster: c, user: v}}]
users: [{name: u, user: {${user}}}, {name: v, user: {token: other}}]
${more}`;
}

const FILES: Readonly<Record<string, string>> = {
  'deploy/jane.crt': JANE.cert,
  'deploy/both.pem': `${JANE.key}${JANE.cert}${AUTHORITY.certificate.cert}`,
  'deploy/jane.key': JANE.key,
  'deploy/token': `${TOKEN}\n`,
  'deploy/empty': '\n',
};

/** Who asks with a kubeconfig of that text. */
async function holderOf(text: string): Promise<CredentialsHolder> {
  const files: Readonly<Record<string, string>> = { ...FILES, 'deploy/kube/config': text };
  const read = async (file: string) => {
    const found = files[path.relative('/work', file)];
    return found === undefined ? undefined : Buffer.from(found);
  };
  return credentialsHolder({ kind: 'kubeconfig', file: 'kube/config', said: '' }, { folder: '/work/deploy', read });
}

function shown(holder: CredentialsHolder): string {
  if (holder.state === 'unknown') return holder.why;
  const { account } = holder;
  return [accountInWords(account), ...(account.kind === 'user' ? account.groups : [])].join(', ');
}

test('whose credentials are in a kubeconfig', async () => {
  const table: readonly (readonly [text: string, expected: string | RegExp])[] = [
    [kubeconfig(JANE_DATA), 'user jane, dev, ops'],
    [kubeconfig('client-certificate: ../jane.crt, client-key: ../jane.key'), 'user jane, dev, ops'],
    [kubeconfig('client-certificate: /work/deploy/both.pem, client-key: gone'), 'user jane, dev, ops'],
    [kubeconfig(`${JANE_DATA}, token: ${TOKEN}`), 'user jane, dev, ops'],
    [kubeconfig(`token: ${TOKEN}`), 'monitoring/prometheus'],
    [kubeconfig('tokenFile: ../token'), 'monitoring/prometheus'],
    [kubeconfig(`tokenFile: ../token, token: ${tokenOf('system:serviceaccount:a:b')}`), 'monitoring/prometheus'],
    [kubeconfig(`tokenFile: ../empty, token: ${TOKEN}`), 'monitoring/prometheus'],
    [kubeconfig(`${JANE_DATA}, as: bob, as-groups: [x, z]`), 'user bob, x, z'],
    [kubeconfig('as: "system:serviceaccount:a:b"'), 'a/b'],
    [kubeconfig('as: "system:serviceaccount:a:b", as-groups: [x]'), 'user system:serviceaccount:a:b, x'],
    [kubeconfig(''), 'user system:anonymous'],
    [
      kubeconfig('token: other').replace('current-context: a', 'current-context: gone'),
      /its current context is not there/,
    ],
    [kubeconfig('token: other').replace('current-context: a', ''), /the kubeconfig has no current context/],
    [kubeconfig(`token: ${TOKEN}`).replace('{server: "https', '{server: "http'), /is not reached over TLS/],
    [kubeconfig('token: opaque'), /its token does not say whose it is/],
    [kubeconfig('tokenFile: gone'), /are not in the workspace/],
    [kubeconfig('username: a, password: b'), /API servers do not take/],
    [
      kubeconfig('exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}'),
      /a program gives/,
    ],
    [kubeconfig('auth-provider: {name: oidc}'), /a provider gives/],
    [kubeconfig('as-groups: [x]'), /clients refuse the user/],
    [kubeconfig(`client-certificate-data: ${base64(JANE.cert)}`), /clients refuse the user/],
    [kubeconfig('client-certificate: ../gone, client-key: ../jane.key'), /are not in the workspace/],
    [kubeconfig('', 'users: []'), 'user system:anonymous'],
    ['a: [', /which clients refuse/],
    ['', /has no current context/],
  ];
  for (const [text, expected] of table) {
    const found = shown(await holderOf(text));
    if (typeof expected === 'string') assert.equal(found, expected, text);
    else assert.match(found, expected, text);
    for (const secret of [TOKEN, 'c2VjcmV0', 'PRIVATE', base64(JANE.key)]) assert.ok(!found.includes(secret), text);
  }
});

test('whose credentials stand beside an address, or are those of a job', async () => {
  const read = async (file: string) => {
    const found = FILES[path.relative('/work', file)];
    return found === undefined ? undefined : Buffer.from(found);
  };
  const holder = async (credentials: OtherCredentials, folder: string | undefined = '/work/deploy') =>
    shown(await credentialsHolder(credentials, { folder, read }));
  const beside = (credentials: Extract<OtherCredentials, { kind: 'api-server' }>['credentials']) =>
    ({ kind: 'api-server', address: 'https://a', credentials, said: '' }) as const;
  assert.equal(await holder(beside({ kind: 'certificate-file', file: 'jane.crt' })), 'user jane, dev, ops');
  assert.equal(await holder(beside({ kind: 'token-file', file: 'token' })), 'monitoring/prometheus');
  assert.equal(await holder(beside({ kind: 'account-token', namespace: 'a', name: 'b' })), 'a/b');
  assert.match(
    await holder(beside({ kind: 'token-file', file: '/etc/token' })),
    /the token \/etc\/token is not in the workspace/,
  );
  assert.match(await holder(beside({ kind: 'none' })), /there are none/);
  assert.match(
    await holder(beside({ kind: 'other', what: 'password' })),
    /does not say whose it is, so that .* A comment in the entry/,
  );
  const ofJob: OtherCredentials = { kind: 'job-credentials', job: 'a', credentials: { kind: 'own-token' } };
  assert.match(await holder(ofJob), /^It is asked for with the credentials of the job: .* not known who asks\.$/);
  assert.match(await holder({ kind: 'kubeconfig', file: 'kube/config', said: '' }, undefined), /not in the workspace/);
});

test('what a certificate says', () => {
  const user = (...subject: Parameters<CertificateAuthority['issueSubject']>[0]) => {
    const account = certificateUser(Buffer.from(AUTHORITY.issueSubject(subject).cert));
    return account === 'nobody' ? account : account?.kind === 'user' ? [account.name, ...account.groups] : account;
  };
  const of = (type: 'CN' | 'O' | 'OU', text: string, as: 'utf8' | 'bmp' = 'utf8') => ({ type, text, as });
  assert.deepEqual(user([of('CN', 'Jänè, O=x + "y"')], [of('O', 'a,b')]), ['Jänè, O=x + "y"', 'a,b']);
  assert.deepEqual(user([of('CN', 'a')], [of('OU', 'x')], [of('CN', 'b')]), ['b']);
  assert.deepEqual(user([of('CN', 'a'), of('O', 'x'), of('O', 'y')]), ['a', 'x', 'y']);
  assert.deepEqual(user([of('CN', 'jané', 'bmp')]), ['jané']);
  assert.equal(user([of('O', 'x')]), 'nobody');
  for (const text of ['', 'abc', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', JANE.key])
    assert.equal(certificateUser(Buffer.from(text)), undefined);
});

const folder = await mkdtemp(path.join(tmpdir(), 'prometheus-credentials-'));
after(() => rm(folder, { recursive: true, force: true }));

test('only files of the workspace are read', async () => {
  const [inside, outside] = [path.join(folder, 'in'), path.join(folder, 'out')];
  await Promise.all([mkdir(path.join(inside, 'a'), { recursive: true }), mkdir(outside)]);
  await writeFile(path.join(inside, 'a/b'), 'x');
  await writeFile(path.join(outside, 'c'), 'y');
  await symlink(path.join(outside, 'c'), path.join(inside, 'link'));
  const read = async (file: string) => (await credentialBytes(path.join(folder, file), [inside]))?.toString();
  assert.equal(await read('in/a/b'), 'x');
  for (const other of ['out/c', 'in/link', 'in/a', 'in', 'in/gone', 'in/../out/c'])
    assert.equal(await read(other), undefined);
  assert.equal(await credentialBytes(path.join(inside, 'a/b'), []), undefined);
});
