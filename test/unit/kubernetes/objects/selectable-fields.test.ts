import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ObjectKind, readObjectOfKind } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { isSelectableField, selectableFields } from '../../../../src/kubernetes/objects/selectable-fields.ts';

test('the fields of a pod, flags written out', () => {
  const pod = readObjectOfKind('Pod', {
    metadata: { name: 'web', namespace: 'shop' },
    spec: { nodeName: 'n' },
    status: { phase: 'Running' },
  });
  const fields = selectableFields(pod);
  assert.equal(fields.get('metadata.name'), 'web');
  assert.equal(fields.get('spec.nodeName'), 'n');
  assert.equal(fields.get('spec.hostNetwork'), 'false');
  assert.equal(fields.get('status.phase'), 'Running');
});

const FIELDS: readonly (readonly [kind: ObjectKind, field: string, selectable: boolean])[] = [
  ['Pod', 'status.phase', true],
  ['Pod', 'metadata.uid', false],
  ['Service', 'spec.type', true],
  ['Service', 'status.phase', false],
  ['Node', 'spec.unschedulable', true],
  ['Node', 'metadata.namespace', false],
  ['Ingress', 'metadata.namespace', true],
  ['Endpoints', 'metadata.name', true],
  ['EndpointSlice', 'addressType', false],
];

for (const [kind, field, selectable] of FIELDS) {
  test(`${kind} by ${field}: ${selectable}`, () => assert.equal(isSelectableField(kind, field), selectable));
}
