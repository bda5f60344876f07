import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '../../../src/yaml/dialect.ts';
import type { ScalarNode } from '../../../src/yaml/node.ts';
import { isNull, readBool, readFloat, readInt, readString, resolveScalar } from '../../../src/yaml/scalar.ts';
import { parseSource } from '../../../src/yaml/source.ts';

const OK = <T>(value: T) => ({ ok: true, value }) as const;
const NO = { ok: false } as const;

function scalar(text: string, dialect: Dialect): ScalarNode {
  const root = parseSource(`a: ${text}\n`, dialect).documents[0]?.root;
  const value = root?.kind === 'map' ? root.pairs[0]?.value : undefined;
  assert.ok(value?.kind === 'scalar', text);
  return value;
}

test('what a scalar is without being asked for a type', () => {
  const cases: readonly (readonly [string, unknown, unknown, unknown])[] = [
    // text, prometheus.yml, rule files, manifests
    ['yes', true, 'yes', true],
    ['True', true, true, true],
    ['tRue', 'tRue', 'tRue', 'tRue'],
    ['"true"', 'true', 'true', 'true'],
    ['~', null, null, null],
    ['', null, null, null],
    ['017', 15n, 15n, 15n],
    ['089', 89, 89, 89n],
    ['0o17', 15n, 15n, 15n],
    ['0b11', 3n, 3n, 3n],
    ['0x_1F', 31n, 31n, 31n],
    ['1_000', 1000n, 1000n, 1000n],
    ['18446744073709551615', 18446744073709551615n, 18446744073709551615n, 18446744073709552000],
    ['1.0', 1, 1, 1n],
    ['1e3', 1000, 1000, 1000n],
    ['e1', 'e1', 'e1', 'e1'],
    ['1:30', '1:30', '1:30', '1:30'],
    ['!!str 1', '1', '1', '1'],
    ['!!float 1', 1, 1, 1n],
    ['!!int "12"', 12n, 12n, 12n],
    ['!!binary YQ==', 'a', 'a', 'a'],
    ['!foo 1', '1', '1', '1'],
    ['.inf', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 'refused'],
    ['!!int x', 'refused', 'refused', 'refused'],
    ['!!binary "@"', 'refused', 'refused', 'refused'],
    ['2001-12-14', '2001-12-14', '2001-12-14', '2001-12-14'],
  ];
  for (const [text, ...wanted] of cases) {
    const dialects: readonly Dialect[] = ['prometheus', 'rules', 'manifest'];
    const got = dialects.map(dialect => {
      const resolved = resolveScalar(scalar(text, dialect), dialect);
      if (resolved.type === 'null') return null;
      return 'value' in resolved ? resolved.value : resolved.type;
    });
    assert.deepEqual(got, wanted, text);
  }
  assert.equal(resolveScalar(scalar('2001-12-14', 'rules'), 'rules').type, 'timestamp');
  assert.equal(resolveScalar(scalar('2001-02-30', 'rules'), 'rules').type, 'string');
});

test('null', () => {
  for (const text of ['', '~', 'null', 'Null', 'NULL', '!!null ""'])
    assert.equal(isNull(scalar(text, 'rules'), 'rules'), true, text);
  for (const text of ['""', "'~'", 'nil', 'nULL', '!!str ~', '0'])
    assert.equal(isNull(scalar(text, 'rules'), 'rules'), false, text);
});

test('string fields keep the text; those of manifests take strings only', () => {
  for (const text of ['1', '1.50', 'yes', '2001-12-14', '0x1F', 'plain', '"quoted"']) {
    const plain = text.replaceAll('"', '');
    assert.deepEqual(readString(scalar(text, 'prometheus'), 'prometheus'), OK(plain), text);
    assert.deepEqual(readString(scalar(text, 'rules'), 'rules'), OK(plain), text);
  }
  for (const text of ['1', '1.5', 'yes', 'true'])
    assert.deepEqual(readString(scalar(text, 'manifest'), 'manifest'), NO, text);
  for (const text of ['"1"', 'text', '2001-12-14', '<<'])
    assert.ok(readString(scalar(text, 'manifest'), 'manifest').ok, text);
  assert.deepEqual(readString(scalar('~', 'prometheus'), 'prometheus'), OK(''));
  assert.deepEqual(readString(scalar('!!int x', 'prometheus'), 'prometheus'), NO);
});

test('boolean fields', () => {
  for (const text of ['y', 'On', 'yes', 'true'])
    assert.deepEqual(readBool(scalar(text, 'prometheus'), 'prometheus'), OK(true), text);
  for (const text of ['"true"', 'yEs', '1', 'maybe'])
    assert.deepEqual(readBool(scalar(text, 'prometheus'), 'prometheus'), NO, text);
  assert.deepEqual(readBool(scalar('"yes"', 'rules'), 'rules'), OK(true));
  assert.deepEqual(readBool(scalar('off', 'rules'), 'rules'), OK(false));
  assert.deepEqual(readBool(scalar('"true"', 'rules'), 'rules'), NO);
  assert.deepEqual(readBool(scalar('"yes"', 'manifest'), 'manifest'), NO);
  assert.deepEqual(readBool(scalar('~', 'manifest'), 'manifest'), OK(false));
});

test('whole-number fields', () => {
  const cases: readonly (readonly [string, ReturnType<typeof readInt>])[] = [
    ['1.7', OK(1n)],
    ['-1.7', OK(-1n)],
    ['1e3', OK(1000n)],
    ['1_000', OK(1000n)],
    ['+5', OK(5n)],
    ['~', OK(0n)],
    ['"5"', NO],
    ['.inf', NO],
    ['.nan', NO],
    ['e1', NO],
    ['1:30', NO],
    ['2001-01-01', NO],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(readInt(scalar(text, 'prometheus'), 'prometheus'), wanted, text);
  assert.deepEqual(readInt(scalar('1.7', 'manifest'), 'manifest'), NO);
  assert.deepEqual(readInt(scalar('1.0', 'manifest'), 'manifest'), OK(1n));
});

test('floating-point fields', () => {
  assert.deepEqual(readFloat(scalar('5', 'prometheus'), 'prometheus'), OK(5));
  assert.deepEqual(readFloat(scalar('.5', 'prometheus'), 'prometheus'), OK(0.5));
  assert.deepEqual(readFloat(scalar('-.inf', 'prometheus'), 'prometheus'), OK(Number.NEGATIVE_INFINITY));
  assert.deepEqual(readFloat(scalar('"5"', 'prometheus'), 'prometheus'), NO);
  assert.deepEqual(readFloat(scalar('~', 'prometheus'), 'prometheus'), OK(0));
});
