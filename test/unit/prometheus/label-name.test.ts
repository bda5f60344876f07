import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isValidLabelName, isValidTargetTemplate } from '../../../src/prometheus/label-name.ts';

const NAMES: readonly (readonly [name: string, utf8: boolean, legacy: boolean])[] = [
  ['a', true, true],
  ['_a9', true, true],
  ['__meta_x', true, true],
  ['9a', true, false],
  ['a.b', true, false],
  ['a b', true, false],
  ['ä', true, false],
  ['a\n', true, false],
  ['', false, false],
  ['\ud800', false, false],
];

for (const [name, utf8, legacy] of NAMES) {
  test(`label name ${JSON.stringify(name)}`, () => {
    assert.deepEqual([isValidLabelName(name, 'utf8'), isValidLabelName(name, 'legacy')], [utf8, legacy]);
  });
}

const TEMPLATES: readonly (readonly [template: string, legacy: boolean])[] = [
  ['$1', true],
  ['${1}', true],
  ['${1}_x', true],
  ['a$1b${name}c', true],
  ['$1$2', true],
  ['a', true],
  ['1$1', false],
  ['$', false],
  ['$$', false],
  ['a-$1', false],
  ['${a-b}', false],
  ['${}', false],
  ['${1', false],
  ['a$1\n', false],
  ['', false],
];

for (const [template, legacy] of TEMPLATES) {
  test(`target template ${JSON.stringify(template)}`, () => {
    assert.deepEqual(
      [isValidTargetTemplate(template, 'utf8'), isValidTargetTemplate(template, 'legacy')],
      [template !== '', legacy],
    );
  });
}
