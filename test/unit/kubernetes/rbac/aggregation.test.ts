import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulesOfClusterRole } from '../../../../src/kubernetes/rbac/aggregation.ts';
import type { RbacObject, RbacSource } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { aggregatedRole, clusterRole, objectsOf } from './objects.ts';

/** `writtenIn index verb` of each rule of the role `name`. */
function rulesOf(source: RbacSource, name: string, ...objects: readonly RbacObject[]): readonly string[] {
  const rbac = objectsOf(source, ...objects);
  const role = rbac.clusterRoles.get(name);
  assert.ok(role);
  return rulesOfClusterRole(role, rbac).map(({ rule, writtenIn, index }) => {
    return `${writtenIn.metadata.name} ${index} ${rule.verbs}`;
  });
}

function verbs(...list: readonly string[]): readonly object[] {
  return list.map(verb => ({ verbs: [verb], apiGroups: [''], resources: ['pods'] }));
}

const IN_A = { matchLabels: { in: 'a' } };

test('selector by selector, by name, each rule once', () => {
  const parts = [
    clusterRole('part-2', verbs('get', 'list'), { in: 'a' }),
    clusterRole('part-1', verbs('list', 'watch'), { in: 'a' }),
    clusterRole('part-0', verbs('watch', 'patch'), { in: 'b' }),
    clusterRole('other', verbs('delete'), { in: 'c' }),
  ];
  const selectors = [IN_A, { matchExpressions: [{ key: 'in', operator: 'In', values: ['b', 'x'] }] }];
  const all = aggregatedRole('all', verbs('use'), selectors);
  assert.deepEqual(rulesOf('files', 'all', all, ...parts), [
    'part-1 0 list',
    'part-1 1 watch',
    'part-2 0 get',
    'part-0 1 patch',
  ]);
  assert.deepEqual(rulesOf('cluster', 'all', all, ...parts), ['all 0 use']);
});

test('a selector that is refused selects nothing, an empty one everything but the role itself', () => {
  const part = clusterRole('part', verbs('get'));
  const refused = aggregatedRole('all', verbs('use'), [{ matchExpressions: [{ key: 'a', operator: 'x' }] }]);
  assert.deepEqual(rulesOf('files', 'all', refused, part), []);
  const everything = rulesOf('files', 'all', aggregatedRole('all', verbs('use'), [{}]), part);
  assert.ok(everything.includes('part 0 get') && everything.includes('cluster-admin 0 *'));
  assert.ok(!everything.some(one => one.startsWith('all ')));
});

test('a role that the API server refuses is not there to be selected', () => {
  const broken = clusterRole('broken', [...verbs('get'), { verbs: ['list'] }], { in: 'a' });
  const part = clusterRole('part', verbs('watch'), { in: 'a' });
  assert.deepEqual(rulesOf('files', 'all', aggregatedRole('all', [], [IN_A]), broken, part), ['part 0 watch']);
});

test('aggregated roles of aggregated roles', () => {
  const inB = { matchLabels: { in: 'b' } };
  const objects = [
    clusterRole('leaf', verbs('get'), { in: 'a' }),
    aggregatedRole('middle', verbs('use'), [IN_A], { in: 'b' }),
    aggregatedRole('top', [], [inB]),
  ];
  assert.deepEqual(rulesOf('files', 'top', ...objects), ['leaf 0 get']);
});

test('roles that all select each other are put together once', () => {
  const labels = { in: 'a' };
  const aggregated = Array.from({ length: 200 }, (_, index) =>
    aggregatedRole(`all-${index}`, verbs('use'), [IN_A], labels),
  );
  const leaf = clusterRole('leaf', verbs('get'), labels);
  assert.deepEqual(rulesOf('files', 'all-7', ...aggregated, leaf), ['leaf 0 get']);
});
