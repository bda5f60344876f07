import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobStatus } from '../../../src/cluster/worker-protocol.ts';
import type { Knowledge, Refusal, TargetCounts } from '../../../src/protocol/targets.ts';
import { effectText, refusalText, statusText } from '../../../src/server/targets/lens-text.ts';

const COMPLETE: Knowledge = { state: 'complete' };
const TEN_THIRTY_TWO = new Date(2026, 0, 5, 10, 32).getTime();

function title(counts: Partial<TargetCounts>, knowledge: Knowledge, text: 'current' | 'last-that-loads'): string {
  const all = { active: 0, dropped: 0, failed: 0, undecided: 0, ...counts };
  return statusText({ configuration: 'c', job: 'j', counts: all, knowledge, effect: null, refusal: null }, text).title;
}

test('counts and how much of them is known', () => {
  const cases: readonly (readonly [Partial<TargetCounts>, Knowledge, string])[] = [
    [{ active: 12, dropped: 3, failed: 1 }, COMPLETE, '12 targets · 3 dropped · 1 failed'],
    [{ active: 1 }, COMPLETE, '1 target'],
    [{}, COMPLETE, '0 targets'],
    [{ dropped: 7 }, COMPLETE, '0 targets · 7 dropped'],
    [{ active: 2, undecided: 4 }, COMPLETE, '2 targets · 4 undecided'],
    [{}, { state: 'loading' }, 'loading…'],
    [{ active: 5 }, { state: 'loading' }, '5 targets · loading…'],
    [{}, { state: 'partial', missing: ['Pods of kube-system.'] }, '0 targets · partly known'],
    [{ active: 3 }, { state: 'stale', since: TEN_THIRTY_TWO, why: 'gone' }, '3 targets · stale since 10:32'],
    [{}, { state: 'unknown', why: 'other discovery' }, 'targets unknown'],
    [{ active: 1 }, { state: 'unknown', why: 'other discovery' }, '1 target · the rest unknown'],
  ];
  for (const [counts, knowledge, wanted] of cases) assert.equal(title(counts, knowledge, 'current'), wanted);
  assert.equal(title({ active: 2 }, COMPLETE, 'last-that-loads'), '2 targets · of the last text that loads');
  assert.equal(statusText(undefined, 'current').title, 'loading…');
});

test('the reason is in the tooltip', () => {
  const counts = { active: 0, dropped: 0, failed: 0, undecided: 0 };
  const tooltip = (knowledge: Knowledge) =>
    statusText({ configuration: 'c', job: 'j', counts, knowledge, effect: null, refusal: null }, 'current').tooltip;
  assert.equal(tooltip({ state: 'partial', missing: ['One.', 'Two.'] }), 'One.\nTwo.');
  assert.equal(tooltip({ state: 'stale', since: 0, why: 'No answer.' }), 'No answer.');
  assert.equal(tooltip(COMPLETE), '');
});

test('what an account may not list is beside what it gets', () => {
  const none = { active: 0, dropped: 0, failed: 0, undecided: 0 };
  const status = (extent: Refusal['extent'], active: number, knowledge: Knowledge): JobStatus => ({
    configuration: 'c',
    job: 'j',
    counts: { ...none, active: 34, dropped: 2 },
    knowledge,
    effect: null,
    refusal: { extent, what: 'services', reasons: [], counts: { ...none, active } },
  });
  const cases: readonly (readonly [JobStatus, string, string])[] = [
    [status('all', 0, COMPLETE), '0 targets', 'may not list services (34 if it could)'],
    [status('all', 0, { state: 'unknown', why: 'x' }), '0 targets', 'may not list services'],
    [status('all', 0, { state: 'loading' }), '0 targets', 'may not list services'],
    [
      status('all', 0, { state: 'partial', missing: [] }),
      '0 targets',
      'may not list services (at least 34 if it could)',
    ],
    [status('part', 12, COMPLETE), '12 targets', '22 more if it could list services'],
    [status('part', 34, COMPLETE), '34 targets', 'may not list services'],
    [status('labels', 30, COMPLETE), '30 targets', 'may not list services'],
  ];
  for (const [one, title, refusal] of cases) {
    assert.deepEqual([statusText(one, 'current').title, refusalText(one)], [title, refusal]);
  }
});

test('the effect of an edit leaves out what is zero', () => {
  const effect = (added: number, removed: number, relabelled: number) =>
    effectText({ added, removed, relabelled, newlyDropped: removed });
  assert.equal(effect(2, 10, 0), '+2 −10 since saved');
  assert.equal(effect(2, 0, 0), '+2 since saved');
  assert.equal(effect(0, 1, 3), '−1, 3 relabelled since saved');
  assert.equal(effect(0, 0, 3), '3 relabelled since saved');
  assert.equal(effect(0, 0, 0), undefined);
});
