import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubeconfigPaths } from '../../../../src/cluster/kubeconfig/kubeconfig-paths.ts';
import { loadKubeconfig } from '../../../../src/cluster/kubeconfig/load-kubeconfig.ts';
import type { FileContent } from '../../../../src/kubernetes/kubeconfig/kubeconfig-files.ts';
import { linux, memoryFiles, windows } from './memory-files.ts';

const A = 'current-context: a\ncontexts: [{name: k, context: {cluster: a}}]\nusers: [{name: u, user: {token: a}}]';
const B = 'current-context: b\ncontexts: [{name: k, context: {cluster: b, namespace: ns}}, {name: l, context: {}}]';

function load(list: string, files: Readonly<Record<string, string | FileContent>>) {
  const machine = linux({ KUBECONFIG: list });
  return loadKubeconfig(kubeconfigPaths('', machine), memoryFiles(files), machine);
}

function loaded(list: string, files: Readonly<Record<string, string | FileContent>>) {
  const result = load(list, files);
  assert.equal(result.state, 'loaded');
  if (result.state !== 'loaded') throw new Error('not loaded');
  return result;
}

test('of several files the first one wins, entry by entry', () => {
  const { kubeconfig } = loaded('/a:/b', { '/a': A, '/b': B });
  assert.equal(kubeconfig.currentContext, 'a');
  assert.deepEqual(kubeconfig.contexts.get('k'), { cluster: 'a', user: '', namespace: '' });
  assert.deepEqual([...kubeconfig.contexts.keys()], ['k', 'l']);
});

test('what is missing is skipped and told', () => {
  const { read, missing } = loaded('/none:/b', { '/b': B });
  assert.deepEqual({ read, missing }, { read: ['/b'], missing: ['/none'] });
});

test('one bad file is enough, and each is named with its faults but without values', () => {
  const files = {
    '/a': A,
    '/b': 'users: [{name: u, user: {token: 12345, password: [hidden]}}]',
    '/c': 'users: [',
    '/d': { state: 'unreadable', code: 'EACCES' },
    '/e': { state: 'too-large' },
  } as const;
  const result = load('/a:/b:/c:/d:/e', files);
  assert.deepEqual(result, {
    state: 'refused',
    files: [
      {
        file: '/b',
        faults: [
          'users[0].user.token is a number and must be text: write it in quotes.',
          'users[0].user.password is a list and must be text.',
        ],
      },
      { file: '/c', faults: ['It is not YAML that can be read (line 1).'] },
      { file: '/d', faults: ['It cannot be read (EACCES).'] },
      { file: '/e', faults: ['It is larger than 4 MiB.'] },
    ],
  });
});

test('a file of the setting that is missing is an error', () => {
  const machine = linux({});
  const result = loadKubeconfig(kubeconfigPaths('/none', machine), memoryFiles({}), machine);
  assert.deepEqual(result, { state: 'missing', file: '/none' });
});

test('of the default places the first file counts alone', () => {
  const machine = linux({ HOME: '/home' });
  const files = memoryFiles({ '/home/.kube/config': A, '/home/.kube/.kubeconfig': B });
  const result = loadKubeconfig(kubeconfigPaths('', machine), files, machine);
  assert.deepEqual(result.state === 'loaded' && result.read, ['/home/.kube/config']);
});

const PATHS = `
clusters: [{name: c, cluster: {certificate-authority: ca.pem}}]
users:
- name: u
  user:
    client-certificate: ../c.pem
    client-key: SEP/k.pem
    tokenFile: t
    exec: {command: COMMAND}
`;

test('relative paths start at the folder of their file', () => {
  const text = PATHS.replace('SEP', '').replace('COMMAND', 'bin/plugin');
  const { kubeconfig } = loaded('/etc/kube/a', { '/etc/kube/a': text });
  const user = kubeconfig.users.get('u');
  assert.equal(kubeconfig.clusters.get('c')?.caFile, '/etc/kube/ca.pem');
  assert.deepEqual([user?.certFile, user?.keyFile, user?.tokenFile], ['/etc/c.pem', '/k.pem', '/etc/kube/t']);
  assert.equal(user?.exec?.command, '/etc/kube/bin/plugin');
});

test('on Windows a command is a path by its backslash', () => {
  const machine = windows({ KUBECONFIG: 'C:\\kube\\a' });
  const commands = [
    ['bin\\\\plugin', 'C:\\kube\\bin\\plugin'],
    ['plugin.exe', 'plugin.exe'],
    ['bin/plugin', 'bin/plugin'],
  ] as const;
  for (const [written, resolved] of commands) {
    const text = PATHS.replace('SEP', 'D:').replace('COMMAND', `"${written}"`);
    const result = loadKubeconfig(kubeconfigPaths('', machine), memoryFiles({ 'C:\\kube\\a': text }), machine);
    const user = result.state === 'loaded' ? result.kubeconfig.users.get('u') : undefined;
    assert.equal(user?.exec?.command, resolved);
    assert.equal(user?.keyFile, 'D:\\k.pem'.replace('\\', '/'));
  }
});
