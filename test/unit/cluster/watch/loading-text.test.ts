import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadingText } from '../../../../src/cluster/watch/loading-text.ts';

test('how much has been loaded, the most first', () => {
  assert.equal(
    loadingText(
      new Map([
        ['Service', 120],
        ['Node', 0],
        ['Pod', 8432],
      ]),
    ),
    '8,400 pods, 120 services…',
  );
  assert.equal(loadingText(new Map()), '');
});
