import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openDocument } from '../../../src/language/document.ts';
import { findingsOf } from '../../../src/language/findings.ts';

const DEMO = path.resolve(import.meta.dirname, '../../workspaces/demo');

/** What the demo workspace's README promises, as far as it is checked today. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  'outside/prometheus.yml': ['config/own-namespace own_namespace'],
  'prometheus/config.yaml': [
    'config/unknown-field rol',
    'sd/unknown-meta-label __meta_kubernetes_pod_namespace',
    'relabel/keep-without-regex keep',
    'relabel/almost-special-label _address_',
    'relabel/no-such-group $1',
    'sd/attach-metadata-off __meta_kubernetes_node_label_topology_kubernetes_io_zone',
    'sd/kubelet-over-http node',
    'sd/node-role-namespaces namespaces',
  ],
};

test('the demo workspace has the mistakes that it promises, and no others', () => {
  const found: Record<string, readonly string[]> = {};
  for (const file of globSync('**/*.{yml,yaml}', { cwd: DEMO })) {
    const text = readFileSync(path.join(DEMO, file), 'utf8');
    const findings = findingsOf(openDocument(text), { version: 'unknown', severities: new Map() });
    if (findings.length === 0) continue;
    found[file.split(path.sep).join('/')] = findings.map(
      ({ finding: { code, span } }) => `${code} ${text.slice(span.start, span.end)}`,
    );
  }
  assert.deepEqual(found, PROMISED);
});
