import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CredentialRenewal } from '../../../../src/cluster/watch/credential-renewal.ts';
import { FakeConnection } from './fake-connection.ts';

test('many watches that are refused with the same credentials renew them once', () => {
  const connection = new FakeConnection();
  connection.renewals.push('renewed', 'renewed');
  const renewal = new CredentialRenewal(connection);
  const sent = renewal.generation;
  assert.deepEqual(
    [renewal.refused(sent), renewal.refused(sent), renewal.refused(sent), connection.renewed],
    ['renewed', 'renewed', 'renewed', 1],
  );
  // Nobody was let in with the new ones: no loop.
  const next = renewal.generation;
  assert.deepEqual([renewal.refused(next), connection.renewed], ['same', 1]);
  renewal.accepted(sent);
  assert.deepEqual([renewal.refused(next), connection.renewed], ['same', 1]);
  renewal.accepted(next);
  assert.deepEqual([renewal.refused(next), connection.renewed], ['renewed', 2]);
  // Asked by the user.
  assert.equal(renewal.refused(renewal.generation), 'same');
  renewal.reset();
  connection.renewals.push('renewed');
  assert.deepEqual([renewal.refused(renewal.generation), connection.renewed], ['renewed', 3]);
});
