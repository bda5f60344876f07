import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityHash } from '../../../../src/prometheus/targets/identity-hash.ts';
import type { Target } from '../../../../src/prometheus/targets/target.ts';
import { readVerdict, verdictOf } from '../../../../src/prometheus/targets/verdict.ts';

const NONE = new Map<string, string>();

test('a verdict says what the target came to', () => {
  const rows: readonly (readonly [target: Target, read: unknown])[] = [
    [
      { state: 'dropped', discovered: NONE, droppedBy: 0 },
      { state: 'dropped', rule: 0 },
    ],
    [
      { state: 'dropped', discovered: NONE, droppedBy: 700 },
      { state: 'dropped', rule: 700 },
    ],
    [
      { state: 'failed', discovered: NONE, reason: 'no-address', message: '' },
      { state: 'failed', reason: 'no-address' },
    ],
    [
      { state: 'failed', discovered: NONE, reason: 'invalid-label-value', message: '' },
      { state: 'failed', reason: 'invalid-label-value' },
    ],
    [
      { state: 'undecided', discovered: NONE, undecidedBy: 3, why: '' },
      { state: 'undecided', rule: 3 },
    ],
  ];
  for (const [target, read] of rows) assert.deepEqual(readVerdict(verdictOf(target)), read);
});

test('the identity goes by labels and URL, not by their order', () => {
  const one = identityHash(
    new Map([
      ['a', '1'],
      ['b', '2'],
    ]),
    'http://x',
  );
  assert.equal(
    one,
    identityHash(
      new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
      'http://x',
    ),
  );
  assert.ok(Number.isSafeInteger(one) && one >= 0);
  const others = [
    identityHash(
      new Map([
        ['a', '2'],
        ['b', '1'],
      ]),
      'http://x',
    ),
    identityHash(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
      'http://y',
    ),
    identityHash(new Map([['a', '1']]), 'http://x'),
    identityHash(
      new Map([
        ['a1', ''],
        ['b', '2'],
      ]),
      'http://x',
    ),
  ];
  assert.equal(new Set([one, ...others]).size, 5);
});

test('a quarter of a million targets that differ in one character have as many identities', () => {
  const seen = new Set<number>();
  for (let a = 0; a < 500; a++) {
    for (let b = 0; b < 500; b++) {
      const address = `10.0.${a}.${b}:80`;
      seen.add(
        identityHash(
          new Map([
            ['__address__', address],
            ['instance', address],
            ['job', 'a'],
          ]),
          `http://${address}/`,
        ),
      );
    }
  }
  assert.equal(seen.size, 250_000);
});
