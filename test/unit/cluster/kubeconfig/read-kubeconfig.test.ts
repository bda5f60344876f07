import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKubeconfig } from '../../../../src/cluster/kubeconfig/read-kubeconfig.ts';
import { linux, memoryFiles } from './memory-files.ts';

const TEXT = `
clusters: [{name: c, cluster: {server: "https://a", certificate-authority: ca.pem}}]
users: [{name: u, user: {tokenFile: t}}, {name: v, user: {client-certificate: c.pem, client-key: /k.pem}}]
contexts: [{name: z, context: {cluster: c, user: u}}, {name: x, context: {cluster: d, namespace: ns}}]
current-context: z
`;

function read(setting: string, files: Readonly<Record<string, string>>) {
  return readKubeconfig(setting, {
    ...linux({ HOME: '/h', KUBECONFIG: '/a:/b' }),
    files: memoryFiles(files),
    now: () => 0,
  });
}

test('the contexts are told by name, and every file that may change them', () => {
  const reading = read('', { '/b': TEXT });
  assert.ok(reading.state === 'read');
  assert.deepEqual(reading.files, ['/a', '/b', '/ca.pem', '/t', '/c.pem', '/k.pem']);
  assert.deepEqual(reading.contexts, [
    { name: 'x', cluster: 'd', namespace: 'ns', current: 'other' },
    { name: 'z', cluster: 'c', namespace: '', current: 'current' },
  ]);
  const wrong = reading.resolve('x');
  assert.match(wrong.ok ? '' : wrong.message, /the cluster "d", which is in no kubeconfig/);
});

test('without any file there is none, and where it was looked for', () => {
  assert.deepEqual(read('', {}), { state: 'none', files: ['/a', '/b'] });
  assert.deepEqual(read('/x', {}), { state: 'none', files: ['/x'] });
});

test('a file that is refused makes all unreadable, in a few sentences', () => {
  const many = Array.from({ length: 9 }, (_, at) => `{name: ${at}}`).join(', ');
  const reading = read('', { '/a': TEXT, '/b': `users: [${many}]` });
  assert.ok(reading.state === 'unreadable');
  assert.match(
    reading.message,
    /^The kubeconfig cannot be used; kubectl refuses it as well\. \/b: users\[0\]\.name is/,
  );
  assert.match(reading.message, /And 4 more\.$/);
});
