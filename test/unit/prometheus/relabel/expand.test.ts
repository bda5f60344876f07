import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandTemplate } from '../../../../src/prometheus/relabel/expand.ts';

const NAMES = ['', '', 'n', 'n', '01'];
const GROUPS = ['all', 'one', undefined, 'named', 'zero'];

const TEMPLATES: readonly (readonly [template: string, expanded: string])[] = [
  ['plain', 'plain'],
  ['$1', 'one'],
  ['${1}', 'one'],
  ['$0', 'all'],
  ['$1-$0', 'one-all'],
  ['${1}x', 'onex'],
  ['$1x', ''],
  ['$1_0', ''],
  ['$1-x', 'one-x'],
  ['$2', ''],
  ['$n', 'named'],
  ['${n}', 'named'],
  ['$9', ''],
  ['$01', 'zero'],
  ['$001', ''],
  ['$$', '$'],
  ['$$1', '$1'],
  ['a$', 'a$'],
  ['$-1', '$-1'],
  ['${', '${'],
  ['${1', '${1'],
  ['${}', '${}'],
  ['${a-b}', '${a-b}'],
  ['$ä', ''],
  ['$😀', '$😀'],
  ['\\1', '\\1'],
  ['$99999999999999999999', ''],
];

for (const [template, expanded] of TEMPLATES) {
  test(`template ${template}`, () => assert.equal(expandTemplate(template, GROUPS, NAMES), expanded));
}
