import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSnapshot } from '../../../../src/cluster/snapshot/parse-snapshot.ts';
import { MAX_SNAPSHOT_LENGTH, SNAPSHOT_FORMAT } from '../../../../src/cluster/snapshot/snapshot.ts';

const HEAD = { format: SNAPSHOT_FORMAT, version: 1, recorded: '2026-01-02T03:04:05Z', context: 'dev' } as const;

const REFUSED: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ['empty', '', /no JSON/],
  ['cut', JSON.stringify(HEAD).slice(0, -1), /no JSON/],
  ['null', 'null', /no JSON/],
  ['a list', '[]', /no JSON/],
  ['a YAML file', 'format: prometheus-kubernetes-tools/snapshot', /no JSON/],
  ['another format', '{"format":"other","version":1}', /no recording of a cluster/],
  ['no version', JSON.stringify({ ...HEAD, version: undefined }), /does not say its version/],
  ['a version as text', JSON.stringify({ ...HEAD, version: '1' }), /does not say its version/],
  ['a newer version', JSON.stringify({ ...HEAD, version: 2 }), /newer version/],
  ['deep nesting', '['.repeat(1_000_000), /no JSON/],
  ['too long', ' '.repeat(MAX_SNAPSHOT_LENGTH + 1), /too large/],
];

for (const [what, text, message] of REFUSED) {
  test(`what is no recording is refused with a reason: ${what}`, () => {
    const reading = parseSnapshot(text);
    assert.ok(!reading.ok);
    assert.match(reading.message, message);
  });
}

const NAMELESS = [null, 1, 'x', [], {}, { metadata: null }, { metadata: { name: 1 } }] as const;

const TOLERATED: readonly (readonly [what: string, more: object, objects: readonly string[], skipped: number])[] = [
  ['no objects', {}, [], 0],
  ['objects of the wrong type', { objects: [1] }, [], 0],
  ['a kind that is no list', { objects: { Pod: { metadata: { name: 'a' } } } }, [], 0],
  ['a kind that discovery does not read', { objects: { Secret: [{ metadata: { name: 'a' } }] } }, [], 0],
  ['entries without a name', { objects: { Pod: NAMELESS } }, [], NAMELESS.length],
  ['unknown fields', { more: 1, objects: { Node: [{ metadata: { name: 'a' }, more: 1 }] } }, ['Node a'], 0],
  ['odd fields', { objects: { Pod: [{ metadata: { name: 'a', labels: 7 }, spec: [], status: 1 }] } }, ['Pod a'], 0],
];

for (const [what, more, objects, skipped] of TOLERATED) {
  test(`a recording is read as far as it can be: ${what}`, () => {
    const reading = parseSnapshot(JSON.stringify({ ...HEAD, ...more }));
    assert.ok(reading.ok);
    assert.deepEqual(
      reading.snapshot.objects.map(one => `${one.kind} ${one.metadata.name}`),
      objects,
    );
    assert.equal(reading.snapshot.skipped, skipped);
  });
}

test('a byte order mark, a time that is none and odd missing kinds do no harm', () => {
  const missing = [{ kind: 'Node', why: 'forbidden' }, { kind: 'Secret', why: 'x' }, { kind: 'Pod' }, null];
  const reading = parseSnapshot(`\uFEFF${JSON.stringify({ ...HEAD, recorded: 'yesterday', context: 7, missing })}`);
  assert.ok(reading.ok);
  assert.deepEqual(reading.snapshot, {
    recorded: '',
    context: '',
    missing: [
      { kind: 'Node', why: 'forbidden' },
      { kind: 'Pod', why: 'Pod objects were not recorded.' },
    ],
    objects: [],
    skipped: 0,
  });
});
