import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindShape } from '../../../../src/kubernetes/shapes/kind-shape.ts';
import { KNOWN_KINDS } from '../../../../src/kubernetes/shapes/kinds.ts';
import { describeShape, type ObjectShape } from '../../../../src/schema/shape.ts';
import { shapeAt } from '../../../../src/schema/shape-at.ts';

function fieldAt(kind: ObjectShape | undefined, ...names: readonly string[]) {
  assert.ok(kind);
  const path = names.map(name => (name === '-' ? ({ kind: 'item' } as const) : ({ kind: 'key', name } as const)));
  return shapeAt(kind, path);
}

test('every known kind has a shape, and its list has one', () => {
  for (const { apiVersion, kind } of KNOWN_KINDS) {
    assert.ok(kindShape(apiVersion, kind)?.fields.has('metadata'), kind);
    assert.equal(fieldAt(kindShape(apiVersion, `${kind}List`), 'items', '-')?.shape.kind, 'object', kind);
  }
  assert.equal(fieldAt(kindShape('v1', 'List'), 'items', '-')?.shape.kind, 'any');
});

test('other kinds and versions have none', () => {
  for (const [apiVersion = '', kind = ''] of [
    ['apps/v1beta1', 'Deployment'],
    ['v1', 'Deployment'],
    ['v1', 'Node'],
    ['', ''],
    ['v1', 'constructor'],
    ['v1', 'NodeList'],
  ])
    assert.equal(kindShape(apiVersion, kind), undefined);
});

test('fields have types, values, documentation and links', () => {
  const deployment = kindShape('apps/v1', 'Deployment');
  const policy = fieldAt(deployment, 'spec', 'template', 'spec', 'restartPolicy');
  assert.equal(policy && describeShape(policy.shape), '`Always` | `Never` | `OnFailure`');
  assert.match(policy?.field?.doc ?? '', /^Restart policy for all containers within the pod\./);
  assert.match(policy?.field?.link ?? '', /^https:\/\/kubernetes\.io\/docs\//);
  const limits = fieldAt(deployment, 'spec', 'template', 'spec', 'containers', '-', 'resources', 'limits');
  assert.equal(limits && describeShape(limits.shape), 'mapping of resource name to quantity');
  assert.equal(fieldAt(deployment, 'spec')?.field?.required, 'non-empty');
});

test('documentation fits into a hover', () => {
  const seen = new Set<string>();
  const visit = (shape: ObjectShape, depth: number): void => {
    if (depth > 12 || seen.has(shape.title + [...shape.fields.keys()].join())) return;
    seen.add(shape.title + [...shape.fields.keys()].join());
    for (const { shape: inner, doc, name } of shape.fields.values()) {
      assert.ok(doc.length <= 400, `${name}: ${doc.length}`);
      const object = inner.kind === 'list' ? inner.item : inner;
      if (object.kind === 'object') visit(object, depth + 1);
    }
  };
  for (const { apiVersion, kind } of KNOWN_KINDS) {
    const shape = kindShape(apiVersion, kind);
    if (shape) visit(shape, 0);
  }
  assert.ok(seen.size > 100);
});
