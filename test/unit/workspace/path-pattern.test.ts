import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitsPath } from '../../../src/workspace/path-pattern.ts';

test('which paths a pattern fits', () => {
  const table: readonly (readonly [pattern: string, path: string, fits: boolean])[] = [
    ['prometheus.yml', 'prometheus.yml', true],
    ['prometheus.yml', 'a/b/prometheus.yml', true],
    ['*.yml', 'a/prometheus.yml', true],
    ['*.yml', 'a/prometheus.yaml', false],
    ['prom?theus.yml', 'prometheus.yml', true],
    ['/prometheus.yml', 'a/prometheus.yml', false],
    ['./a/prometheus.yml', 'a/prometheus.yml', true],
    ['a/*.yml', 'a/b/c.yml', false],
    ['a/**/c.yml', 'a/c.yml', true],
    ['a/**/c.yml', 'a/b/b/c.yml', true],
    ['**/prod/*', 'x/prod/a.yml', true],
    ['**/prod/*', 'prod/a/b.yml', false],
    ['**', 'a/b', true],
    ['a/**', 'a/b/c', true],
    ['{dev,prod}/*.{yml,yaml}', 'prod/a.yaml', true],
    ['{dev,prod}/*.yml', 'test/a.yml', false],
    ['{a', '{a', true],
    ['a.c', 'abc', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['', '', true],
    ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}', 'aaaaaaa', false],
  ];
  for (const [pattern, path, fits] of table) assert.equal(fitsPath(pattern, path), fits, `${pattern} ${path}`);
});

test('a pattern of many stars takes no time', () => {
  assert.equal(fitsPath('*a'.repeat(500), `${'a'.repeat(2000)}b`), false);
});
