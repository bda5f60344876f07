import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration, readDuration } from '../../../src/prometheus/duration.ts';

const READ: readonly (readonly [text: string, milliseconds: number | undefined])[] = [
  ['0', 0],
  ['0s', 0],
  ['324ms', 324],
  ['3s', 3000],
  ['1h30m', 5_400_000],
  ['0001s', 1000],
  ['4d1h', 349_200_000],
  ['1y2w3d4h5m6s7ms', (365 + 14 + 3) * 86_400_000 + 4 * 3_600_000 + 5 * 60_000 + 6007],
  ['106751d23h47m16s854ms', 9_223_372_036_854],
  ['106751d23h47m16s855ms', undefined],
  ['293y', undefined],
  ['99999999999999999999s', undefined],
  ['', undefined],
  ['00', undefined],
  ['1', undefined],
  ['-1s', undefined],
  ['1.5h', undefined],
  ['1 h', undefined],
  [' 1h', undefined],
  ['1m1d', undefined],
  ['1m1m', undefined],
  ['1M', undefined],
  ['s', undefined],
];

for (const [text, milliseconds] of READ) {
  test(`duration ${JSON.stringify(text)}`, () => assert.equal(parseDuration(text), milliseconds));
}

const WRITTEN: readonly (readonly [text: string, canonical: string])[] = [
  ['0', '0s'],
  ['60s', '1m'],
  ['90s', '1m30s'],
  ['14d', '2w'],
  ['8d', '8d'],
  ['365d', '1y'],
  ['372d', '372d'],
  ['1y2w', '379d'],
  ['3600s1ms', '1h1ms'],
];

for (const [text, canonical] of WRITTEN) {
  test(`duration ${text} is printed as ${canonical}`, () => {
    assert.equal(formatDuration(parseDuration(text) ?? Number.NaN), canonical);
  });
}

const MESSAGES: readonly (readonly [text: string, message: string])[] = [
  ['', 'empty duration string'],
  ['1x', 'unknown unit "x" in duration "1x"'],
  ['x', 'not a valid duration string: "x"'],
  ['1m1h', 'not a valid duration string: "1m1h"'],
  ['300y', 'duration out of range'],
];

for (const [text, message] of MESSAGES) {
  test(`duration ${JSON.stringify(text)} is refused in Prometheus' words`, () => {
    assert.deepEqual(readDuration(text), { ok: false, message });
  });
}
