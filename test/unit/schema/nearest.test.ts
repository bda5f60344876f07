import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, nearest, nearestWithin } from '../../../src/schema/nearest.ts';

const FIELDS = ['role', 'regex', 'relabel_configs', 'kubernetes_sd_configs', 'job_name', 'scrape_interval', 'labels'];

const MEANT: readonly (readonly [written: string, meant: string | undefined])[] = [
  ['rol', 'role'],
  ['roel', 'role'],
  ['jobName', 'job_name'],
  ['job-name', 'job_name'],
  ['kubernetes_sd_config', 'kubernetes_sd_configs'],
  ['relable_configs', 'relabel_configs'],
  ['scrape-intervall', 'scrape_interval'],
  ['label', 'labels'],
  ['x', undefined],
  ['foo', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
];

for (const [written, meant] of MEANT) {
  test(`${written.slice(0, 20)} means ${meant}`, () => assert.equal(nearest(written, FIELDS), meant));
}

test('the nearest of several', () => {
  assert.equal(nearest('endpoint', ['endpointslice', 'endpoints']), 'endpoints');
  assert.equal(nearestWithin('namespac', ['namespaces', 'namespace'], 1), 'namespace');
});

test('distances: insertion, removal, replacement, swap', () => {
  assert.equal(editDistance('abc', 'abc', 5), 0);
  assert.equal(editDistance('abc', 'ab', 5), 1);
  assert.equal(editDistance('abc', 'abxc', 5), 1);
  assert.equal(editDistance('abc', 'axc', 5), 1);
  assert.equal(editDistance('abc', 'acb', 5), 1);
  assert.equal(editDistance('kitten', 'sitting', 5), 3);
  assert.ok(editDistance('kitten', 'sitting', 1) > 1);
});
