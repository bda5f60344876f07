import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccessRow, accessRows, missingIn } from '../../../src/extension/access/access-rows.ts';
import { accessFace } from '../../../src/extension/access/face.ts';
import { summaryOf } from '../../../src/extension/access/verdict-text.ts';
import type { AccessVerdict, ConfigurationAccess, NeededAccess } from '../../../src/protocol/access.ts';

const AT = {
  uri: 'file:///deploy/my%20deployment.yaml',
  range: { start: { line: 22, character: 0 }, end: { line: 22, character: 4 } },
};
const GRANTED: AccessVerdict = { state: 'granted', by: 'ClusterRole `prometheus`', at: AT };
const DENIED: AccessVerdict = { state: 'denied', why: 'no rule of its roles has it' };
const UNKNOWN: AccessVerdict = { state: 'unknown', why: 'a chart is not rendered here' };

function need(id: string, rest: Partial<NeededAccess>): NeededAccess {
  const jobs = [{ job: 'pods', who: 'pods', why: 'discovers with the role pod', at: AT }];
  const what = `list and watch ${id} in all namespaces`;
  const short = `${id} in all namespaces`;
  return { id, what, short, verbs: 'list, watch', jobs, account: null, files: GRANTED, cluster: null, ...rest };
}

function configuration(id: string, rest: Partial<ConfigurationAccess>): ConfigurationAccess {
  return {
    configuration: id,
    name: 'prometheus.yml',
    folder: 'deploy',
    uri: `file:///${id}`,
    account: { state: 'known', name: 'monitoring/prometheus', from: 'Deployment prometheus', at: AT },
    context: null,
    needs: [],
    unknown: [],
    ...rest,
  };
}

test('an access is as the worst of its sources says, and the others are told', () => {
  const table: readonly [AccessVerdict, AccessVerdict | null, string, string][] = [
    [GRANTED, null, 'granted', 'granted by my deployment.yaml:23'],
    [{ ...GRANTED, at: null }, null, 'granted', 'granted by ClusterRole prometheus'],
    [DENIED, null, 'denied', 'denied in files'],
    [UNKNOWN, null, 'unknown', 'unknown: a chart is not rendered here'],
    [GRANTED, GRANTED, 'granted', 'granted in files and the cluster'],
    [GRANTED, DENIED, 'denied', 'denied in the cluster, granted in files'],
    [DENIED, GRANTED, 'denied', 'denied in files, granted in the cluster'],
    [DENIED, DENIED, 'denied', 'denied in files and the cluster'],
    [UNKNOWN, DENIED, 'denied', 'denied in the cluster'],
    [DENIED, UNKNOWN, 'denied', 'denied in files'],
    [UNKNOWN, GRANTED, 'unknown', 'granted in the cluster, files unknown: a chart is not rendered here'],
    [GRANTED, UNKNOWN, 'unknown', 'granted in files, the cluster unknown: a chart is not rendered here'],
    [UNKNOWN, UNKNOWN, 'unknown', 'unknown: a chart is not rendered here'],
  ];
  for (const [files, cluster, state, text] of table) {
    assert.deepEqual(summaryOf({ files, cluster }), { state, text }, `${files.state}, ${cluster?.state}`);
  }
});

test('a configuration shows its account, its needs and what is not known', () => {
  const [root] = accessRows([configuration('c', { needs: [need('pods', {})], unknown: ['Not everything is known.'] })]);
  assert.equal(root?.item.description, 'monitoring/prometheus from my deployment.yaml:23');
  assert.deepEqual(
    root.children.map(({ item }) => [item.label, item.description, item.icon.codicon]),
    [
      ['pods in all namespaces', 'granted by my deployment.yaml:23 · list, watch', 'pass'],
      ['Not everything is known.', '', 'info'],
    ],
  );
});

test('under a need stand its sources, those that were asked alone, and the jobs', () => {
  const labels = (one: NeededAccess) =>
    accessRows([configuration('c', { context: 'kind-dev', needs: [one] })])[0]?.children[0]?.children.map(
      ({ item, place, click }) => [item.label, item.icon.codicon, place?.kind, click],
    );
  assert.deepEqual(labels(need('pods', {})), [
    ['Files', 'pass', 'text', 'opens'],
    ['pods', 'target', 'text', 'opens'],
  ]);
  assert.deepEqual(labels(need('pods', { files: DENIED, cluster: UNKNOWN })), [
    ['Files', 'error', undefined, 'nothing'],
    ['Cluster kind-dev', 'question', undefined, 'nothing'],
    ['pods', 'target', 'text', 'opens'],
  ]);
  const gone = { job: '', who: 'Alertmanagers', why: 'discovers with the role pod', at: null };
  assert.deepEqual(labels(need('pods', { jobs: [gone] }))?.at(-1), ['Alertmanagers', 'target', undefined, 'nothing']);
});

test('what the files deny can be mended in them, what the cluster alone denies cannot', () => {
  const needs = [need('a', { files: DENIED }), need('b', { cluster: DENIED }), need('c', { files: UNKNOWN })];
  const [root] = accessRows([configuration('c', { needs })]);
  assert.deepEqual(
    root?.children.map(({ item, fixable }) => [item.contextValue, fixable]),
    [
      ['access-need.fixable', { configuration: 'c', need: 'a' }],
      ['access-need', null],
      ['access-need', null],
    ],
  );
});

test('how much is missing comes first, and what nobody is known to run does not take the place of others', () => {
  const account = { state: 'unknown', why: '' } as const;
  const needs = [need('pods', { files: DENIED }), need('nodes', {})];
  const [open, closed] = accessRows([configuration('a', { needs }), configuration('b', { needs, account })]);
  assert.equal(open?.item.description, '1 missing · deploy · monitoring/prometheus from my deployment.yaml:23');
  assert.deepEqual([open?.item.collapsible, closed?.item.collapsible], ['expanded', 'collapsed']);
  assert.equal(accessRows([configuration('b', { needs, account })])[0]?.item.collapsible, 'expanded');
  const labels = ['prometheus.yml', 'a / prometheus.yml', 'a / agent.yml'].map(
    name => accessRows([configuration('c', { name })])[0]?.item.label,
  );
  assert.deepEqual(labels, ['prometheus.yml', 'a', 'a / agent.yml']);
});

test('accounts that are not known are not made up', () => {
  const accounts = [
    { state: 'unknown', why: 'No workload mounts it.' },
    { state: 'several', names: ['a/x', 'b/x'] },
    { state: 'known', name: 'monitoring/prometheus', from: 'a comment', at: null },
  ] as const;
  assert.deepEqual(
    accounts.map(account => accessRows([configuration('c', { account })])[0]?.item.description),
    ['account not known', 'account is one of a/x, b/x', 'monitoring/prometheus from a comment'],
  );
});

test('configurations of the same name are told apart by their folders', () => {
  const account = { state: 'unknown', why: '' } as const;
  const rows = accessRows([
    configuration('a', { account }),
    configuration('b', { account, folder: 'other' }),
    configuration('c', { account, name: 'agent.yml' }),
  ]);
  assert.deepEqual(
    rows.map(({ item }) => item.description),
    ['deploy · account not known', 'other · account not known', 'account not known'],
  );
});

test('ids are unique, and the same after an update of what is not theirs', () => {
  const ids = (row: AccessRow): readonly string[] => [row.id, ...row.children.flatMap(ids)];
  const both = [
    configuration('a', { needs: [need('pods', {}), need('nodes', { cluster: DENIED })], unknown: ['x', 'y'] }),
    configuration('b', { needs: [need('pods', {})] }),
  ];
  const all = accessRows(both).flatMap(ids);
  assert.equal(new Set(all).size, all.length);
  const later = accessRows([configuration('b', { needs: [need('nodes', {}), need('pods', { cluster: DENIED })] })]);
  const known = new Set(all);
  assert.deepEqual(
    later.flatMap(ids).filter(id => !known.has(id)),
    ['b nodes', 'b nodes files', 'b nodes job 0', 'b pods cluster'],
  );
});

test('what is denied by any source is missing, what is unknown is not', () => {
  const needs = [
    need('a', {}),
    need('b', { files: DENIED }),
    need('c', { cluster: DENIED }),
    need('d', { files: UNKNOWN }),
  ];
  assert.equal(missingIn([configuration('c', { needs }), configuration('d', { needs: [] })]), 2);
});

test('the face of the view', () => {
  assert.equal(accessFace('running', null), 'loading');
  assert.equal(accessFace('stopped', null), 'stopped');
  assert.equal(accessFace('running', []), 'no-configuration');
  assert.equal(accessFace('running', [configuration('c', {})]), 'nothing-needed');
  assert.equal(accessFace('running', [configuration('c', { unknown: ['?'] })]), 'rows');
  assert.equal(accessFace('running', [configuration('c', { needs: [need('pods', {})] })]), 'rows');
});

test('texts of users are escaped in tooltips', () => {
  const why = '[click](command:x) <b>';
  const [root] = accessRows([configuration('c', { needs: [need('pods', { files: { state: 'denied', why } })] })]);
  const tooltip = root?.children[0]?.item.tooltip ?? '';
  assert.ok(!/\[click\]\(command:x\)|<b>/.test(tooltip.replaceAll(/\\./g, '')), tooltip);
});
