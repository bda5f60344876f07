import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOf, type ObjectShape, objectOf, type Shape, STRING } from '../../../src/schema/shape.ts';
import { unknownField } from '../../../src/schema/unknown-field.ts';

function mapping(title: string, fields: { readonly [name: string]: Shape }): ObjectShape {
  const entries = Object.entries(fields).map(([name, shape]) => [name, { shape, doc: '' }] as const);
  return objectOf({ title, link: undefined, fields: Object.fromEntries(entries) });
}

const pods = mapping('pods', { account: STRING, dogs: STRING });
const inner = mapping('a template', { pods, cats: STRING, dogs: STRING });
const list = listOf(mapping('an entry', { birds: STRING }));
const root = mapping('a shop', {
  template: inner,
  other: mapping('another', { cats: STRING }),
  list: mapping('lists', { list }),
});

const CASES: readonly { readonly name: string; readonly belongsTo: string | undefined }[] = [
  { name: 'pods', belongsTo: 'template' },
  { name: 'account', belongsTo: 'template.pods' },
  // The one that is nearer.
  { name: 'dogs', belongsTo: 'template' },
  { name: 'birds', belongsTo: undefined },
  { name: 'surprise', belongsTo: undefined },
];

for (const { name, belongsTo } of CASES)
  test(`an unknown field ${name} belongs to ${belongsTo ?? 'nothing'}`, () => {
    assert.equal(unknownField(name, root, [], new Set()).data['belongsTo'], belongsTo);
  });

test('what two mappings inside of mappings have belongs to none of them', () => {
  const deep = mapping('a town', {
    a: mapping('a', { x: mapping('x', { fish: STRING }) }),
    b: mapping('b', { y: mapping('y', { fish: STRING }) }),
  });
  assert.equal(unknownField('fish', deep, [], new Set()).data['belongsTo'], undefined);
});
