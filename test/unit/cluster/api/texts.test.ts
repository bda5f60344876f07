import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionFailure } from '../../../../src/cluster/api/connection-failure.ts';
import { printable } from '../../../../src/cluster/api/printable.ts';
import { withoutSecrets } from '../../../../src/cluster/api/without-secrets.ts';

const OTHER = { name: 'https://10.0.0.1:6443', host: '10.0.0.1' };
const coded = (code: string) => Object.assign(new Error('secret text of the library'), { code });

test('errors of sockets, TLS and HTTP are of their kind, and their own text is left out', () => {
  const cases: readonly (readonly [string, kind: string, message: string])[] = [
    ['ECONNREFUSED', 'unreachable', 'Nothing listens at https://10.0.0.1:6443.'],
    ['ENOTFOUND', 'unreachable', 'The name of https://10.0.0.1:6443 is not known to the name server.'],
    ['EWHATEVER', 'unreachable', 'There is no connection to https://10.0.0.1:6443 (EWHATEVER).'],
    ['CERT_HAS_EXPIRED', 'tls', 'The certificate of 10.0.0.1 has expired.'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'tls',
      'The certificate of 10.0.0.1 is signed by an authority that the kubeconfig does not trust.',
    ],
    [
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      'tls',
      'TLS with https://10.0.0.1:6443 failed (ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE).',
    ],
    ['HPE_INVALID_CONSTANT', 'garbage', 'What https://10.0.0.1:6443 answers cannot be read (HPE_INVALID_CONSTANT).'],
    ['Z_DATA_ERROR', 'garbage', 'What https://10.0.0.1:6443 answers cannot be read (Z_DATA_ERROR).'],
    ['ERR_INVALID_CHAR', 'credentials', 'The credentials hold characters that no request can carry.'],
  ];
  for (const [code, kind, message] of cases) {
    const failure = connectionFailure(coded(code), OTHER);
    assert.deepEqual([failure.kind, failure.message], [kind, message]);
  }
  const several = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
  assert.equal(connectionFailure(several, OTHER).message, 'Nothing listens at https://10.0.0.1:6443.');
  assert.equal(
    connectionFailure('odd', OTHER).message,
    'There is no connection to https://10.0.0.1:6443 (unknown error).',
  );
});

test('texts of others are one line of bounded length without control characters', () => {
  assert.equal(printable(' a\n\tb\u001b[0m\u202ec\u0000 ', 20), 'a b [0m c');
  assert.equal(printable('😀😀😀', 2), '😀😀…');
  assert.equal(printable('x'.repeat(100_000), 3), 'xxx…');
});

test('secrets in a text give way, longer ones first', () => {
  assert.equal(withoutSecrets('a secret-token and secret', ['secret', 'secret-token', 'a']), 'a … and …');
});
