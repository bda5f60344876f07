import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RbacObject, readRbacObjectOfKind } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { refusalReasons } from '../../../../src/kubernetes/rbac/refused-objects.ts';
import { LIST_PODS } from './objects.ts';

function read(kind: RbacObject['kind'], value: object): RbacObject {
  return readRbacObjectOfKind(kind, value);
}

/** `kind path` of each reason. */
function refusals(kind: RbacObject['kind'], value: object): readonly string[] {
  return refusalReasons(read(kind, value)).map(reason => `${reason.kind} ${reason.path.join('.')}`);
}

const PATHS = { verbs: ['get'], nonResourceURLs: ['/metrics'] };

const RULES: readonly (readonly [rule: object, inRole: readonly string[], inClusterRole: readonly string[]])[] = [
  [LIST_PODS, [], []],
  [PATHS, ['invalid rules.0.nonResourceURLs'], []],
  [
    {},
    ['required rules.0.verbs', 'required rules.0.apiGroups', 'required rules.0.resources'],
    ['required rules.0.verbs', 'required rules.0.apiGroups', 'required rules.0.resources'],
  ],
  [{ ...LIST_PODS, verbs: [] }, ['required rules.0.verbs'], ['required rules.0.verbs']],
  [{ ...LIST_PODS, verbs: [''], resources: [''] }, [], []],
  [
    { ...LIST_PODS, ...PATHS },
    ['invalid rules.0.nonResourceURLs', 'invalid rules.0.nonResourceURLs'],
    ['invalid rules.0.nonResourceURLs'],
  ],
];

for (const [rule, inRole, inClusterRole] of RULES) {
  test(`the rule ${JSON.stringify(rule)}`, () => {
    assert.deepEqual(refusals('Role', { rules: [rule] }), inRole);
    assert.deepEqual(refusals('ClusterRole', { rules: [rule] }), inClusterRole);
  });
}

test('an aggregated role needs selectors that are some', () => {
  const at = 'aggregationRule.clusterRoleSelectors';
  const refused = (selectors: unknown) =>
    refusals('ClusterRole', { aggregationRule: { clusterRoleSelectors: selectors } });
  assert.deepEqual(refused(null), [`required ${at}`]);
  assert.deepEqual(refused([{}, { matchLabels: { a: 'not a value' } }]), [`invalid ${at}.1`]);
});

const ROLE_REFS: readonly (readonly [
  roleRef: object,
  inRoleBinding: readonly string[],
  inClusterRoleBinding: readonly string[],
])[] = [
  [{ kind: 'ClusterRole', name: 'a' }, [], []],
  [{ kind: 'Role', name: 'a' }, [], ['not supported roleRef.kind']],
  [{ kind: 'ClusterRole', name: 'system:a' }, [], []],
  [{ kind: 'ClusterRole', name: 'a/b' }, ['invalid roleRef.name'], ['invalid roleRef.name']],
  [{ kind: 'ClusterRole', name: '..' }, ['invalid roleRef.name'], ['invalid roleRef.name']],
  [
    { kind: 'ClusterRole', name: 'a', apiGroup: 'rbac.authorization.k8s.io/v1' },
    ['not supported roleRef.apiGroup'],
    ['not supported roleRef.apiGroup'],
  ],
  [
    {},
    ['not supported roleRef.kind', 'required roleRef.name'],
    ['not supported roleRef.kind', 'required roleRef.name'],
  ],
];

for (const [roleRef, inRoleBinding, inClusterRoleBinding] of ROLE_REFS) {
  test(`the roleRef ${JSON.stringify(roleRef)}`, () => {
    assert.deepEqual(refusals('RoleBinding', { roleRef }), inRoleBinding);
    assert.deepEqual(refusals('ClusterRoleBinding', { roleRef }), inClusterRoleBinding);
  });
}

const SUBJECTS: readonly (readonly [subject: object, refused: readonly string[]])[] = [
  [{ kind: 'ServiceAccount', name: 'a', namespace: 'b' }, []],
  [{ kind: 'ServiceAccount', name: 'A', namespace: 'b' }, ['invalid subjects.0.name']],
  [
    { kind: 'ServiceAccount', name: 'a', namespace: 'b', apiGroup: 'rbac.authorization.k8s.io' },
    ['not supported subjects.0.apiGroup'],
  ],
  [{ kind: 'User', name: 'A b' }, []],
  [{ kind: 'Group', name: 'a', apiGroup: 'v1' }, ['not supported subjects.0.apiGroup']],
  [{ kind: 'User' }, ['required subjects.0.name']],
  [{}, ['required subjects.0.name', 'not supported subjects.0.kind']],
];

for (const [subject, refused] of SUBJECTS) {
  test(`the subject ${JSON.stringify(subject)}`, () => {
    const binding = { roleRef: { kind: 'ClusterRole', name: 'a' }, subjects: [subject] };
    assert.deepEqual(refusals('RoleBinding', binding), refused);
    assert.deepEqual(refusals('ClusterRoleBinding', binding), refused);
  });
}

test('a service account needs a namespace in a ClusterRoleBinding only', () => {
  const binding = { roleRef: { kind: 'ClusterRole', name: 'a' }, subjects: [{ kind: 'ServiceAccount', name: 'a' }] };
  assert.deepEqual(refusals('RoleBinding', binding), []);
  assert.deepEqual(refusals('ClusterRoleBinding', binding), ['required subjects.0.namespace']);
});
