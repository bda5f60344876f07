import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RowItem } from '../../../src/extension/targets/drawn-row.ts';
import { rowItem } from '../../../src/extension/targets/row-item.ts';
import type {
  ClusterStatus,
  CountedRefusal,
  Knowledge,
  TargetsRow,
  TargetsRowContent,
} from '../../../src/protocol/targets.ts';

const NOW = new Date(2026, 10, 24, 12, 0).getTime();
const AT_10_32 = new Date(2026, 10, 24, 10, 32).getTime();
const PLACE = { configuration: 'file:///w/prometheus.yml#', job: 'pods', rule: null };
const COUNTS = { active: 12, dropped: 3, failed: 1, undecided: 0 };
const NONE = { active: 0, dropped: 0, failed: 0, undecided: 0 };
const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1' };

function drawn(content: TargetsRowContent, siblings = 1): RowItem {
  return rowItem({ id: 'x', ...content } as TargetsRow, { now: NOW, siblings });
}

function job(knowledge: Knowledge, counts = COUNTS, refusal: CountedRefusal | null = null): RowItem {
  return drawn({ kind: 'job', name: 'pods', place: PLACE, counts, knowledge, effect: null, account: null, refusal });
}

test('a context says what is known of its cluster', () => {
  const cases: readonly (readonly [ClusterStatus, string, string])[] = [
    [{ state: 'idle' }, 'not connected', 'server-environment'],
    [{ state: 'connecting' }, 'connecting…', 'server-environment'],
    [{ state: 'connected' }, 'connected', 'server-environment'],
    [{ state: 'loading', loaded: '8,400 pods…' }, 'loading 8,400 pods…', 'server-environment'],
    [{ state: 'no-kubeconfig', looked: ['/k'] }, 'no kubeconfig', 'server-environment'],
    [{ state: 'kubeconfig-unreadable', message: 'm' }, 'kubeconfig not readable', 'server-environment'],
    [{ state: 'no-context', contexts: [], message: 'm' }, 'no such context', 'server-environment'],
    [{ state: 'unreachable', message: 'm', since: AT_10_32 }, 'not reachable since 10:32', 'server-environment'],
    [{ state: 'unauthorised', message: 'm', advice: 'a' }, 'not logged in', 'server-environment'],
    [{ state: 'forbidden', message: 'm', namespace: 'n' }, 'not allowed', 'server-environment'],
    [{ state: 'snapshot', name: 'demo', recorded: '2026-11-01' }, 'recorded snapshot (demo)', 'vm'],
    [{ state: 'snapshot-unreadable', name: 'demo', message: 'm' }, 'not a recording (demo)', 'vm'],
  ];
  for (const [cluster, description, codicon] of cases) {
    const item = drawn({ kind: 'context', name: 'kind-dev', cluster });
    assert.deepEqual([item.label, item.description, item.icon.codicon], ['kind-dev', description, codicon]);
    assert.match(item.spoken, /kind-dev, /);
    assert.equal(item.collapsible, 'expanded');
  }
});

test('a job has its counts, and what of them is not known in words and with a warning', () => {
  const cases: readonly (readonly [Knowledge, string, string])[] = [
    [{ state: 'complete' }, '12 targets · 3 dropped · 1 failed', 'broadcast'],
    [{ state: 'loading' }, 'loading… · 12 targets · 3 dropped · 1 failed', 'loading~spin'],
    [{ state: 'partial', missing: ['Pods of kube-system.'] }, 'partial · 12 targets · 3 dropped · 1 failed', 'warning'],
    [
      { state: 'stale', since: AT_10_32, why: 'The connection was cut.' },
      'stale since 10:32 · 12 targets · 3 dropped · 1 failed',
      'warning',
    ],
    [{ state: 'unknown', why: 'Role consul is not run here.' }, 'unknown', 'question'],
  ];
  for (const [knowledge, description, codicon] of cases) {
    const item = job(knowledge);
    assert.deepEqual([item.description, item.icon.codicon, item.click], [description, codicon, 'reveal']);
  }
  assert.equal(job({ state: 'loading' }, NONE).description, 'loading…', 'what is not known yet is no zero');
  assert.equal(job({ state: 'complete' }, NONE).description, '0 targets');
  assert.match(job({ state: 'partial', missing: ['Pods of kube-system.'] }).spoken, /Pods of kube-system/);
  assert.match(job({ state: 'unknown', why: 'Role x is not run here.' }).tooltip, /Role x is not run here/);
});

test('a job tells what the edit that is not saved does, and has the menu for it', () => {
  const effect = { added: 2, removed: 10, relabelled: 0, newlyDropped: 10 };
  const item = drawn({
    kind: 'job',
    name: 'pods',
    place: PLACE,
    counts: COUNTS,
    knowledge: { state: 'complete' },
    effect,
    account: 'monitoring/prometheus',
    refusal: null,
  });
  assert.equal(item.description, '12 targets · 3 dropped · 1 failed · +2 −10 (10 newly dropped) since saved');
  assert.equal(item.contextValue, 'job.edited');
  assert.match(item.tooltip, /Runs as monitoring\/prometheus/);
});

test('a job whose account may not list something says so, and what there would be', () => {
  const reasons = ['monitoring/prometheus may not list and watch services in all namespaces: no rule in rbac.yaml.'];
  const all = { extent: 'all', what: 'services', reasons, counts: NONE } as const;
  const part = { extent: 'part', what: 'pods in shop', reasons, counts: { ...NONE, active: 2 } } as const;
  const labels = { extent: 'labels', what: 'replicasets', reasons, counts: COUNTS } as const;
  const partial: Knowledge = { state: 'partial', missing: ['x'] };
  const complete: Knowledge = { state: 'complete' };
  const unknown: Knowledge = { state: 'unknown', why: 'x' };
  const cases: readonly (readonly [Knowledge, CountedRefusal, string, string])[] = [
    [complete, all, '0 targets: may not list services (12 if it could)', 'lock'],
    [partial, all, '0 targets: may not list services (at least 12 if it could) · partial', 'lock'],
    [unknown, all, '0 targets: may not list services · unknown', 'lock'],
    [{ state: 'loading' }, all, '0 targets: may not list services · loading…', 'lock'],
    [complete, part, '2 targets · 10 more if it could list pods in shop', 'warning'],
    [partial, part, 'partial · 2 targets · at least 10 more if it could list pods in shop', 'warning'],
    [unknown, part, 'unknown · may not list pods in shop', 'warning'],
    [complete, { ...part, counts: COUNTS }, '12 targets · 3 dropped · 1 failed · may not list pods in shop', 'warning'],
    [complete, labels, '12 targets · 3 dropped · 1 failed · may not list replicasets', 'warning'],
  ];
  for (const [knowledge, refusal, description, codicon] of cases) {
    const item = job(knowledge, COUNTS, refusal);
    assert.deepEqual([item.description, item.icon.codicon, item.contextValue], [description, codicon, 'job.refused']);
    assert.match(item.spoken, /Job pods, .*no rule in rbac\.yaml.*Reveal Needed Access/);
    assert.match(item.tooltip, /no rule in rbac\\\.yaml/);
  }
});

test('a configuration is named by file or key, and says when it is an old text', () => {
  const content = {
    kind: 'configuration',
    name: 'prometheus.yml',
    folder: 'deploy/prod',
    uri: 'file:///w/deploy/prod/prometheus.yml',
    configuration: 'c',
    text: 'current',
    counts: COUNTS,
    jobs: 2,
    refused: 0,
    account: null,
  } as const;
  const current = drawn(content);
  assert.deepEqual([current.label, current.description, current.click], ['prometheus.yml', 'deploy/prod', 'open-file']);
  const old = drawn({ ...content, text: 'last-that-loads' });
  assert.equal(old.description, 'deploy/prod · as it was when it last loaded');
  assert.equal(old.icon.codicon, 'warning');
  assert.match(old.spoken, /the last text that loads/);
  assert.match(current.spoken, /2 jobs/);
  const refused = drawn({ ...content, account: 'monitoring/prometheus', refused: 1 });
  assert.equal(refused.description, 'deploy/prod · for monitoring/prometheus');
  assert.match(refused.spoken, /1 job lacks what monitoring\/prometheus may not list/);
  assert.equal(drawn({ ...content, text: 'last-that-loads', jobs: 0 }).description, 'deploy/prod · does not load');
  assert.equal(drawn(content, 5).collapsible, 'expanded');
  assert.equal(drawn(content, 6).collapsible, 'collapsed');
});

test('a target has its address and object; URL and labels in full are in the tooltip', () => {
  const item = drawn({
    kind: 'target',
    place: PLACE,
    address: '10.0.0.1:8080',
    url: 'http://10.0.0.1:8080/metrics',
    labels: [
      ['instance', '10.0.0.1:8080'],
      ['job', 'a "b" `c`'],
    ],
    object: POD,
    merged: 2,
    standing: 'target',
  });
  assert.equal(item.label, '10.0.0.1:8080');
  assert.equal(item.description, 'Pod shop/checkout-1 · 2 discovered targets');
  assert.match(item.tooltip, /```text\nhttp:\/\/10\.0\.0\.1:8080\/metrics\n```/);
  assert.match(item.tooltip, /instance="10\.0\.0\.1:8080"\njob="a \\"b\\" `c`"/);
  assert.equal(item.spoken, 'Target 10.0.0.1:8080, Pod shop/checkout-1, 2 discovered targets');
});

test('long values are cut; the tooltip has them whole, whatever is in them', () => {
  const value = `${'v'.repeat(58)}𝄞 and more\n${'`'.repeat(4)}[x](command:evil)`;
  const item = drawn({ kind: 'label', name: '__meta_kubernetes_pod_annotation_x', value });
  assert.equal(item.description, `${'v'.repeat(58)}…`);
  assert.ok(item.tooltip.startsWith('`````text\n'), item.tooltip);
  assert.ok(item.tooltip.includes(JSON.stringify(value)));
  assert.equal(drawn({ kind: 'label', name: 'a', value: '' }).description, '""');
});

test('every other row', () => {
  const cases: readonly (readonly [TargetsRowContent, Partial<RowItem>])[] = [
    [
      { kind: 'namespace', name: 'shop', count: 1234 },
      { label: 'shop', description: '1,234', collapsible: 'collapsed', spoken: 'Namespace shop, 1,234 targets' },
    ],
    [
      { kind: 'namespace', name: '', count: 1 },
      { label: 'No namespace', spoken: 'No namespace, 1 target' },
    ],
    [
      { kind: 'group', group: 'dropped', count: 3 },
      { label: 'Dropped', description: '3', collapsible: 'collapsed' },
    ],
    [
      { kind: 'group', group: 'failed', count: 3 },
      { label: 'Failed', collapsible: 'collapsed' },
    ],
    [
      { kind: 'group', group: 'undecided', count: 3 },
      { label: 'Undecided', collapsible: 'collapsed' },
    ],
    [
      { kind: 'reason', group: 'dropped', text: 'keep namespace = shop', place: { ...PLACE, rule: 2 }, count: 3 },
      { label: 'keep namespace = shop', description: '3', contextValue: 'reason.rule', click: 'reveal' },
    ],
    [
      { kind: 'reason', group: 'failed', text: 'no address', place: PLACE, count: 3 },
      { contextValue: 'reason', spoken: 'Failed: no address, 3 targets' },
    ],
    [
      { kind: 'discovered', place: PLACE, address: '', object: POD, labels: [] },
      { label: 'No address', description: 'Pod shop/checkout-1', collapsible: 'collapsed' },
    ],
    [
      { kind: 'labels', which: 'final', labels: [['a', 'b']] },
      { label: 'Labels', description: '1' },
    ],
    [
      { kind: 'labels', which: 'discovered', labels: [] },
      { label: 'Discovered labels', tooltip: 'None.' },
    ],
    [
      { kind: 'object', object: { kind: 'Node', namespace: '', name: 'worker' } },
      { label: 'Node worker', collapsible: 'none', click: 'show-object' },
    ],
    [
      { kind: 'more', parent: 'p', remaining: 1700 },
      { label: 'Show 500 more', description: '1,700 are not shown', click: 'show-more', collapsible: 'none' },
    ],
    [
      { kind: 'more', parent: 'p', remaining: 37 },
      { label: 'Show 37 more', description: '' },
    ],
    [
      { kind: 'note', severity: 'warning', text: 'Only *some* files.' },
      { label: 'Only *some* files.', tooltip: 'Only \\*some\\* files\\.', spoken: 'Warning: Only *some* files.' },
    ],
  ];
  for (const [content, wanted] of cases) {
    const item: Partial<RowItem> = drawn(content);
    for (const [name, value] of Object.entries(wanted)) {
      assert.deepEqual(item[name as keyof RowItem], value, `${content.kind}: ${name}`);
    }
  }
});
