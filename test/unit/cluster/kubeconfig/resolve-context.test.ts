import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { resolveContext } from '../../../../src/cluster/kubeconfig/resolve-context.ts';
import type { Kubeconfig } from '../../../../src/kubernetes/kubeconfig/kubeconfig.ts';
import { parseKubeconfig } from '../../../../src/kubernetes/kubeconfig/parse-kubeconfig.ts';
import { memoryFiles } from './memory-files.ts';

const SECRETS = ['s3cret-token', 's3cret-password', 's3cret-proxy', 'czNjcmV0'];
const NOW = Date.UTC(2026, 0, 1);

function kubeconfigOf(cluster: string, user: string, context = 'cluster: c, user: u'): Kubeconfig {
  const text = `
clusters: [{name: c, cluster: {${cluster}}}]
users: [{name: u, user: {${user}}}]
contexts: [{name: k, context: {${context}}}, {name: other, context: {}}]
current-context: k
`;
  const reading = parseKubeconfig(Buffer.from(text));
  if (!reading.ok) throw new Error(reading.faults.join(' '));
  return reading.kubeconfig;
}

function resolve(kubeconfig: Kubeconfig, pinned = '', files: Readonly<Record<string, string>> = {}) {
  return resolveContext(kubeconfig, pinned, { files: memoryFiles(files), path: path.posix, now: NOW });
}

function problemOf(cluster: string, user: string, context = 'cluster: c, user: u') {
  const resolution = resolve(kubeconfigOf(cluster, user, context));
  if (resolution.ok) throw new Error('there is no problem');
  const { problem } = resolution;
  for (const secret of SECRETS) assert.ok(!JSON.stringify(problem).includes(secret), `${secret} is told`);
  return problem;
}

const SERVER = 'server: "https://a"';

test('every fault of a user and a cluster has its own sentences', () => {
  const exec = 'command: p, apiVersion: client.authentication.k8s.io/v1';
  const token = 'token: s3cret-token';
  const cases: readonly (readonly [cluster: string, user: string, faults: readonly string[], words: RegExp])[] = [
    ['tls-server-name: x', '', ['no-server'], /names no server/],
    [`${SERVER}, proxy-url: "ftp://u:s3cret-proxy@p"`, '', ['proxy-url'], /write http:\/\//],
    [`${SERVER}, certificate-authority: /gone`, '', ['ca-unreadable'], /cannot be read: \/gone/],
    [`${SERVER}, certificate-authority-data: czNjcmV0`, '', ['ca-garbage'], /holds no certificate/],
    [
      `${SERVER}, insecure-skip-tls-verify: true, certificate-authority-data: czNjcmV0`,
      '',
      ['ca-with-insecure'],
      /Remove one/,
    ],
    [SERVER, `${token}, username: me, password: s3cret-password`, ['several-methods'], /both a token and a user name/],
    [SERVER, 'client-certificate-data: czNjcmV0', ['key-missing'], /without a key/],
    [SERVER, 'client-certificate-data: czNjcmV0, client-key-data: czNjcmV0', ['key-pair'], /belong together/],
    [SERVER, 'tokenFile: /gone', ['token-file'], /cannot be read: \/gone/],
    [SERVER, `${token}, as-groups: [a]`, ['impersonation-without-user'], /no `as`/],
    [SERVER, `exec: {${exec}}`, ['exec-mode-missing'], /no interactiveMode/],
    [SERVER, 'exec: {}', ['exec-command', 'exec-api-version', 'exec-mode-missing'], /no command/],
    [SERVER, `exec: {${exec}alpha1}`, ['exec-api-version-unsupported'], /newer version of the plugin/],
    [SERVER, 'auth-provider: {name: gcp}', ['auth-provider-removed'], /gke-gcloud-auth-plugin/],
    [SERVER, 'auth-provider: {name: azure}', ['auth-provider-removed'], /kubelogin/],
    [SERVER, 'auth-provider: {name: x}', ['auth-provider-unknown'], /exec plugin/],
    [SERVER, 'auth-provider: {name: oidc}', ['oidc-settings'], /no idp-issuer-url/],
    ['server: "ftp://a"', '', ['server-url'], /Write https:/],
  ];
  for (const [cluster, user, faults, words] of cases) {
    const problem = problemOf(cluster, user);
    assert.deepEqual(problem.kind === 'unusable' && problem.faults.map(fault => fault.kind), faults);
    assert.match(problem.message, words);
  }
});

test('a context or cluster that is not there lists what is', () => {
  const kubeconfig = kubeconfigOf(SERVER, '');
  const pinned = resolve(kubeconfig, 'gone');
  assert.deepEqual(!pinned.ok && pinned.problem, {
    kind: 'unknown-context',
    named: 'pinned',
    contexts: ['k', 'other'],
    message: 'The context "gone" is not in the kubeconfig. It has: k, other. Choose another.',
  });
  const none = resolve({ ...kubeconfig, currentContext: '' });
  assert.equal(!none.ok && none.problem.kind, 'no-context');
  const dangling = problemOf(SERVER, '', 'cluster: gone, user: u');
  assert.match(dangling.message, /names the cluster "gone", which is in no kubeconfig/);
});

test('a context without a user, or with one that is not there, gives access without credentials and says so', () => {
  for (const context of ['cluster: c', 'cluster: c, user: gone']) {
    const resolution = resolve(kubeconfigOf(`${SERVER}, tls-server-name: x`, '', context));
    assert.ok(resolution.ok);
    assert.equal(resolution.access.tlsServerName, 'x');
    assert.match(resolution.notes.join(), /without credentials/);
  }
});

function oidc(expires: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({})}.${part({ exp: expires })}.x`;
  return `auth-provider: {name: oidc, config: {idp-issuer-url: i, client-id: c, id-token: ${token}}}`;
}

test('an OIDC token counts until ten seconds before its end', () => {
  const end = NOW / 1000 + 10;
  assert.equal(resolve(kubeconfigOf(SERVER, oidc(end + 1))).ok, true);
  const problem = problemOf(SERVER, oidc(end));
  assert.deepEqual(problem.kind === 'unusable' && problem.faults.map(fault => fault.kind), ['oidc-token']);
  assert.match(problem.message, /Run any kubectl command/);
});

test('what a token file holds is no part of the access, so that a renewal is none of it', () => {
  const resolution = resolve(kubeconfigOf(SERVER, 'tokenFile: /t'), '', { '/t': 's3cret-token\n' });
  assert.ok(resolution.ok);
  assert.deepEqual(resolution.access.user.token, { text: '', file: '/t' });
});

test('a long list of contexts is cut', () => {
  const contexts = new Map(Array.from({ length: 30 }, (_, at) => [`k${at}`, { cluster: '', user: '', namespace: '' }]));
  const resolution = resolve({ ...kubeconfigOf(SERVER, ''), contexts, currentContext: '' });
  assert.match(!resolution.ok ? resolution.problem.message : '', /and 20 more\./);
});
