import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesFields, parseFieldSelector } from '../../../src/kubernetes/field-selector.ts';

test('conditions, empty terms and escapes', () => {
  assert.deepEqual(parseFieldSelector('a=b,,c!=d,e==,f=\\,\\=\\\\'), {
    ok: true,
    selector: [
      { field: 'a', operator: '=', value: 'b' },
      { field: 'c', operator: '!=', value: 'd' },
      { field: 'e', operator: '=', value: '' },
      { field: 'f', operator: '=', value: ',=\\' },
    ],
  });
});

const REFUSED: readonly (readonly [text: string, offset: number])[] = [
  ['a', 0],
  ['a=b,c', 4],
  ['a=b=c', 3],
  ['a=\\x', 2],
  ['a=\\', 2],
];

for (const [text, offset] of REFUSED) {
  test(`refuses ${JSON.stringify(text)} at ${offset}`, () => {
    const reading = parseFieldSelector(text);
    assert.equal(reading.ok ? undefined : reading.problem.offset, offset);
  });
}

test('a field that is not there counts as empty', () => {
  const fields = new Map([['status.phase', 'Running']]);
  const matches = (text: string) => {
    const reading = parseFieldSelector(text);
    return reading.ok && matchesFields(reading.selector, fields);
  };
  assert.equal(matches('status.phase=Running,gone='), true);
  assert.equal(matches('status.phase!=Running'), false);
  assert.equal(matches('gone!=x'), true);
});
