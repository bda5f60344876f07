import { config, type KubeconfigCase, pinned, single, user } from './kubeconfig-case.ts';

const S = 'server: https://127.0.0.1:6443';

/** Contexts and what they name. */
export const CONTEXT_CASES: readonly KubeconfigCase[] = [
  single('no current-context', user('token: t').replace(/current-context.*\n/, '')),
  single('an empty current-context', user('token: t').replace(/current-context.*/, 'current-context: ""')),
  single('a dangling current-context', user('token: t').replace(/current-context.*/, 'current-context: gone')),
  pinned(
    'another context',
    'other',
    `${user('token: t')}`.replace('contexts:', 'contexts:\n- name: other\n  context: {cluster: c, namespace: ns}'),
  ),
  pinned('another context that is missing', 'gone', user('token: t')),
  pinned('another context, without a current one', 'k', user('token: t').replace(/current-context.*\n/, '')),
  single('a context without a cluster', config(S, 'token: t', 'user: u')),
  single('a context with a dangling cluster', config(S, 'token: t', 'cluster: gone, user: u')),
  single(
    'a dangling cluster and a bad user',
    config(S, 'token: t, username: me, password: p', 'cluster: gone, user: u'),
  ),
  single(
    'a context without a user',
    config(`${S}, certificate-authority-data: {ca}, tls-server-name: name`, 'token: t', 'cluster: c'),
  ),
  single(
    'a context with a dangling user',
    config(`${S}, insecure-skip-tls-verify: true`, 'token: t', 'cluster: c, user: gone'),
  ),
  single('a namespace', config(S, 'token: t', 'cluster: c, user: u, namespace: team')),
  single('a namespace that cannot be', config(S, 'token: t', 'cluster: c, user: u, namespace: "Not A Name"')),
  single('a cluster without a name, and no context', 'clusters: [{cluster: {server: "https://nameless"}}]\n'),
  single(
    'unfinished entries beside a good one',
    `${user('token: t')}`
      .replace('clusters:', 'clusters:\n- name: bad\n  cluster: {}')
      .replace('contexts:', 'contexts:\n- name: bad\n  context: {}'),
  ),
  single('names with odd characters', user('token: t').replaceAll('k\n', '"arn:aws:eks:x/ü y"\n')),
];
