import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../../../src/cluster/api/api-failure.ts';
import { errorCode } from '../../../../src/cluster/session/error-code.ts';

const CODES: readonly (readonly [what: string, error: unknown, code: string])[] = [
  ['Node', Object.assign(new Error('secret'), { code: 'ENOENT' }), 'ENOENT'],
  ['a code that may be anything', Object.assign(new Error('secret'), { code: 'se cret' }), 'Error'],
  ['a class', new TypeError('secret'), 'TypeError'],
  ['ours', new ApiError({ kind: 'garbage', message: 'secret' }), 'garbage'],
  ['a text', 'secret', 'string'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'object'],
  ['no prototype', Object.create(null), 'unknown error'],
];

for (const [what, error, code] of CODES) {
  test(`what is told of an error is its code: ${what}`, () => {
    assert.equal(errorCode(error), code);
  });
}
