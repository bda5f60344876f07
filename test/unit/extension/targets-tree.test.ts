import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PendingChanges } from '../../../src/extension/targets/pending-changes.ts';
import { TargetsTree } from '../../../src/extension/targets/targets-tree.ts';
import type { TargetsRequest, TargetsRow } from '../../../src/protocol/targets.ts';

const COUNTS = { active: 0, dropped: 0, failed: 0, undecided: 0 };

function context(id: string): TargetsRow {
  return { id, kind: 'context', name: id, cluster: { state: 'connected' } };
}

function configuration(id: string): TargetsRow {
  const rest = { name: id, folder: '', text: 'current', counts: COUNTS, jobs: 1, refused: 0, account: null } as const;
  return { id, kind: 'configuration', uri: `file:///${id}`, configuration: id, ...rest };
}

function job(id: string, configurationId: string): TargetsRow {
  const place = { configuration: configurationId, job: id, rule: null };
  return {
    id,
    kind: 'job',
    name: id,
    place,
    counts: COUNTS,
    knowledge: { state: 'complete' },
    effect: null,
    account: null,
    refusal: null,
  };
}

function namespace(id: string): TargetsRow {
  return { id, kind: 'namespace', name: id, count: 1 };
}

/** A tree over rows that the test may change, and what has been asked. */
function treeOver(rows: Record<string, readonly TargetsRow[]>) {
  const asked: TargetsRequest[] = [];
  const tree = new TargetsTree(async request => {
    asked.push(request);
    return rows[request.parent ?? ''] ?? [];
  });
  return { tree, asked, rows };
}

test('the same row is the same node after an update, with what is new in it', async () => {
  const { tree, rows } = treeOver({ '': [context('c')], c: [namespace('a'), namespace('b')] });
  const [root] = await tree.children(undefined);
  const [a, b] = await tree.children(root);
  rows['c'] = [namespace('z'), { id: 'a', kind: 'namespace', name: 'a', count: 2 }];
  const [, again] = await tree.children(root);
  assert.equal(again, a);
  assert.deepEqual(again?.row, { id: 'a', kind: 'namespace', name: 'a', count: 2 });
  assert.equal(again?.parent, root);
  assert.equal(again?.siblings, 2);
  assert.equal(tree.node('b'), undefined, 'what is gone is forgotten');
  assert.equal(b?.id, 'b');
});

test('what is gone takes its children along, unless they have moved', async () => {
  const { tree, rows } = treeOver({
    '': [context('c')],
    c: [namespace('a'), namespace('b')],
    a: [namespace('a1'), namespace('moves')],
    b: [],
  });
  const [root] = await tree.children(undefined);
  const [a, b] = await tree.children(root);
  await tree.children(a);
  rows['b'] = [namespace('moves')];
  await tree.children(b);
  rows['c'] = [namespace('b')];
  await tree.children(root);
  assert.equal(tree.node('a1'), undefined);
  assert.equal(tree.node('moves')?.parent, b);
});

test('leaves are not asked', async () => {
  const { tree, asked } = treeOver({ '': [{ id: 'n', kind: 'note', severity: 'warning', text: '' }] });
  const [note] = await tree.children(undefined);
  assert.deepEqual(await tree.children(note), []);
  assert.equal(asked.length, 1);
});

test('only rows whose children were asked for are asked again', async () => {
  const { tree } = treeOver({ '': [context('c')], c: [namespace('a')] });
  const [root] = await tree.children(undefined);
  assert.deepEqual(tree.changed(['c', 'a', 'unknown']), []);
  await tree.children(root);
  assert.deepEqual(tree.changed(['c', 'a', 'unknown']), [root]);
  assert.equal(tree.changed('all'), 'all');
});

test('the limit grows by 500 rows for one parent, the filter counts for all', async () => {
  const { tree, asked } = treeOver({ '': [context('c')], c: [namespace('a')] });
  const [root] = await tree.children(undefined);
  await tree.children(root);
  assert.equal(tree.showMore('c'), root);
  tree.filter = 'shop';
  await tree.children(root);
  assert.deepEqual(asked, [
    { parent: null, limit: 500, filter: '' },
    { parent: 'c', limit: 500, filter: '' },
    { parent: 'c', limit: 1000, filter: 'shop' },
  ]);
});

test('a job is found with its parents, by configuration and name', async () => {
  const { tree } = treeOver({
    '': [context('c')],
    c: [configuration('one'), configuration('two'), { id: 'n', kind: 'note', severity: 'warning', text: '' }],
    one: [job('pods', 'one')],
    two: [job('nodes', 'two')],
  });
  const found = await tree.findJob({ configuration: 'two', job: 'nodes', rule: 3 });
  assert.equal(found?.id, 'nodes');
  assert.equal(found?.parent?.id, 'two');
  assert.equal(found?.parent?.parent?.id, 'c');
  assert.equal(await tree.findJob({ configuration: 'two', job: 'pods', rule: null }), undefined);
});

test('without an answer the rows are still known', async () => {
  const { tree } = treeOver({ '': [context('c')] });
  assert.deepEqual(tree.knownChildren(undefined), []);
  const rows = await tree.children(undefined);
  assert.deepEqual(tree.knownChildren(undefined), rows);
});

test('changes that wait are joined', () => {
  const changes = new PendingChanges();
  assert.equal(changes.take(), null);
  changes.add(['a', 'b']);
  changes.add(['b', 'c']);
  assert.deepEqual(changes.take(), ['a', 'b', 'c']);
  changes.add(['a']);
  changes.add('all');
  changes.add(['b']);
  assert.equal(changes.take(), 'all');
  assert.equal(changes.take(), null);
});
