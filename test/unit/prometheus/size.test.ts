import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSize } from '../../../src/prometheus/size.ts';

const SIZES: readonly (readonly [text: string, bytes: number | undefined])[] = [
  ['0', 0],
  ['-0', 0],
  ['-0B', 0],
  ['0B', 0],
  ['1B', 1],
  ['1KB', 1024],
  ['1KiB', 1024],
  ['1.5MiB', 1_572_864],
  ['.5KB', 512],
  ['1.KB', 1024],
  ['1MB1KB25B', 1_049_625],
  ['1KB1MB', 1_049_600],
  ['-1KB', -1024],
  ['+1KB', 1024],
  ['7EiB', 7 * 2 ** 60],
  ['8EiB', -(2 ** 63)],
  ['9EiB', undefined],
  ['1KB1KiB', undefined],
  ['100', undefined],
  ['1kB', undefined],
  ['1K', undefined],
  ['1 KB', undefined],
  ['.KB', undefined],
  ['', undefined],
  ['-', undefined],
  ['9223372036854775798B', undefined],
];

for (const [text, bytes] of SIZES) {
  test(`size ${JSON.stringify(text)}`, () => assert.equal(parseSize(text), bytes));
}
