// A language server that knows nothing of Prometheus: what it answers about targets is read from `world.json` beside it,
// again whenever that is written, and what it hears is appended to `heard.jsonl`.
import { appendFileSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { AccessRequests, ConfigurationAccess } from '../../../src/protocol/access.ts';
import type { SnapshotAnswer, TargetsRequest } from '../../../src/protocol/targets.ts';
import type { Heard, World } from './world.ts';

const FOLDER = __dirname;
const connection = createConnection(ProposedFeatures.all);
let world = readWorld();

function readWorld(): World {
  return JSON.parse(readFileSync(path.join(FOLDER, 'world.json'), 'utf8')) as World;
}

function hear(method: string, params: unknown): void {
  const line: Heard = { method, params };
  appendFileSync(path.join(FOLDER, 'heard.jsonl'), `${JSON.stringify(line)}\n`);
}

function tell(): void {
  void connection.sendNotification('prometheusKubernetes/targetsState', world.state);
  void connection.sendNotification('prometheusKubernetes/targetsChanged', { rows: 'all' });
  const denied = world.access.flatMap(({ needs }) => needs).filter(({ files }) => files.state === 'denied');
  void connection.sendNotification('prometheusKubernetes/accessChanged', { missing: denied.length });
}

connection.onInitialize(() => ({ capabilities: {} }));
connection.onNotification('prometheusKubernetes/targetsNeed', need => {
  hear('targetsNeed', need);
  tell();
});
connection.onNotification('prometheusKubernetes/refreshTargets', (params: unknown) => hear('refreshTargets', params));
connection.onNotification('prometheusKubernetes/snapshot', (params: unknown) => hear('snapshot', params));
connection.onRequest('prometheusKubernetes/targets', (request: TargetsRequest) => {
  hear('targets', request);
  return world.rows[request.parent ?? ''] ?? [];
});
connection.onRequest(
  'prometheusKubernetes/access',
  (params: AccessRequests['prometheusKubernetes/access']['params']): readonly ConfigurationAccess[] => {
    hear('access', params);
    if (params.cluster === 'ask') return world.access;
    return world.access.map(one => ({ ...one, needs: one.needs.map(need => ({ ...need, cluster: null })) }));
  },
);
const answers: Readonly<Record<string, () => unknown>> = {
  contexts: () => world.contexts,
  namespaces: () => world.namespaces,
  locate: () => world.place,
  trace: () => world.report,
  editEffect: () => world.report,
  object: () => world.report,
  accessFixes: () => world.edits,
  generateRbac: () => world.rbac,
  explainForbidden: () => world.forbidden,
  recordSnapshot: () => ({ ok: true, text: '{"recorded": true}', objects: 3 }) satisfies SnapshotAnswer,
};
for (const [method, answer] of Object.entries(answers)) {
  connection.onRequest(`prometheusKubernetes/${method}`, (params: unknown) => {
    hear(method, params);
    return answer();
  });
}
const watcher = watch(FOLDER, (_event, file) => {
  if (file !== 'world.json') return;
  world = readWorld();
  tell();
});
connection.onExit(() => watcher.close());
connection.listen();
