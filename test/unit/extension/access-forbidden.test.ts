import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forbiddenMessageOf, forbiddenMessagesIn } from '../../../src/extension/access/forbidden-line.ts';
import { kubectlApply } from '../../../src/extension/access/kubectl-command.ts';
import { parseForbiddenMessage } from '../../../src/server/access/forbidden-message.ts';

const USER = 'User "system:serviceaccount:monitoring:prometheus"';

function messages(line: string): readonly string[] {
  return forbiddenMessagesIn(line).map(({ start, length }) => line.slice(start, start + length));
}

const CLUSTER = `pods is forbidden: ${USER} cannot list resource "pods" in API group "" at the cluster scope`;
const SLICES = `endpointslices.discovery.k8s.io is forbidden: ${USER} cannot watch resource "endpointslices" in API group "discovery.k8s.io" in the namespace "shop"`;
const NODE = `nodes "worker-1" is forbidden: ${USER} cannot get resource "nodes/proxy" in API group "" at the cluster scope`;
const PATH = `forbidden: ${USER} cannot get path "/metrics"`;
const escaped = (text: string) => text.replaceAll('"', '\\"');

test('the message is found in the lines that programs print, and nothing around it', () => {
  const table: readonly [string, readonly string[]][] = [
    [CLUSTER, [CLUSTER]],
    [`Error from server (Forbidden): ${CLUSTER}`, [CLUSTER]],
    [`Error from server (Forbidden): ${NODE}`, [NODE]],
    [`Error from server (Forbidden): ${PATH}: the server said so`, [PATH]],
    [`time=2026-01-01T00:00:00Z level=ERROR err="failed to list *v1.Pod: ${escaped(CLUSTER)}"`, [escaped(CLUSTER)]],
    [`time=2026-01-01T00:00:00Z level=ERROR err="failed to list: ${escaped(SLICES)}" component=k8s`, [escaped(SLICES)]],
    [`${CLUSTER}; ${SLICES}`, [CLUSTER, SLICES]],
    [`Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource=metrics)`, []],
    [`forbidden: ${USER} cannot`, []],
    [`pods is forbidden: ${USER} cannot list resource "pods`, []],
    ['', []],
  ];
  for (const [line, expected] of table) assert.deepEqual(messages(line), expected, line);
});

test('what is linked is what the server reads', () => {
  for (const message of [CLUSTER, SLICES, NODE, PATH, escaped(SLICES)]) {
    const [found = ''] = messages(`level=error msg="${message}"`);
    assert.deepEqual(parseForbiddenMessage(found), parseForbiddenMessage(message), message);
    assert.ok(parseForbiddenMessage(found), message);
  }
});

test('of a clipboard the first message is taken', () => {
  assert.equal(forbiddenMessageOf(`something\r\nerror: ${SLICES}\r\n${CLUSTER}\n`), SLICES);
  assert.equal(forbiddenMessageOf('a password'), '');
});

test('the time for a line grows with its length alone', () => {
  const hostile = [
    'forbidden: User ',
    'is forbidden: User "a" cannot list resource "b',
    'a '.repeat(4),
    '\\'.repeat(8),
    'pods "',
  ];
  for (const part of hostile) {
    const line = part.repeat(Math.ceil(200_000 / part.length));
    const start = process.cpuUsage();
    forbiddenMessagesIn(line);
    const { user } = process.cpuUsage(start);
    assert.ok(user < 200_000, `${part}: ${user} µs`);
  }
});

test('the command holds the manifests as they are', () => {
  assert.equal(kubectlApply('a: $HOME\n\n', '/bin/bash'), "kubectl apply -f - <<'EOF'\na: $HOME\nEOF\n");
  assert.equal(kubectlApply('a: |\nEOF\n', '/bin/zsh'), "kubectl apply -f - <<'EOF_1'\na: |\nEOF\nEOF_1\n");
  assert.equal(kubectlApply('a: 1\r\n', 'C:\\x\\pwsh.exe'), "@'\na: 1\n'@ | kubectl apply -f -\n");
});
