import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgesManifests } from '../../../src/extension/judges-manifests.ts';

const YAML = 'redhat.vscode-yaml';
const KUBERNETES = 'ms-kubernetes-tools.vscode-kubernetes-tools';
const PUBLISHED = 'https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/v1.36.0-standalone/all.json';

const CASES: readonly {
  readonly extensions: readonly string[];
  readonly schemas: readonly string[];
  readonly tool: 'present' | 'absent';
}[] = [
  { extensions: [], schemas: [], tool: 'absent' },
  { extensions: [], schemas: ['kubernetes'], tool: 'absent' },
  { extensions: [KUBERNETES], schemas: ['kubernetes'], tool: 'absent' },
  { extensions: [YAML], schemas: [], tool: 'absent' },
  { extensions: [YAML], schemas: ['./closed.json', 'https://json.schemastore.org/prometheus.json'], tool: 'absent' },
  { extensions: [YAML], schemas: ['./closed.json', 'kubernetes'], tool: 'present' },
  { extensions: [YAML], schemas: ['Kubernetes'], tool: 'present' },
  { extensions: [YAML], schemas: [PUBLISHED], tool: 'present' },
  { extensions: [YAML, KUBERNETES], schemas: [], tool: 'present' },
];

for (const { extensions, schemas, tool } of CASES)
  test(`with ${extensions.join(' and ') || 'no extension'} and schemas [${schemas.join(', ')}]: ${tool}`, () => {
    assert.equal(judgesManifests({ hasExtension: id => extensions.includes(id), schemas }), tool);
  });
