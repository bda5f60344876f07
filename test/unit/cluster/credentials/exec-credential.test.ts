import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readExecCredential } from '../../../../src/cluster/credentials/exec-credential.ts';
import { CertificateAuthority } from '../../../cluster/certificates.ts';

const V1 = 'client.authentication.k8s.io/v1';
const answer = (status: unknown, more: object = {}) =>
  JSON.stringify({ kind: 'ExecCredential', apiVersion: V1, status, ...more });

test('a good answer', () => {
  const token = readExecCredential(answer({ token: 't', expirationTimestamp: null, extra: 1 }), V1);
  assert.deepEqual(token, { ok: true, token: 't', certificate: undefined, expires: undefined });
  const times: readonly (readonly [string, string])[] = [
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T02:00:00.5+02:00', '2026-01-01T00:00:00.500Z'],
  ];
  for (const [given, expected] of times) {
    const read = readExecCredential(`\n${answer({ token: 't', expirationTimestamp: given })}\n`, V1);
    assert.equal(read.ok && read.expires !== undefined && new Date(read.expires).toISOString(), expected);
  }
  const { cert, key } = new CertificateAuthority('one').certificate;
  const pair = readExecCredential(answer({ clientCertificateData: cert, clientKeyData: key }), V1);
  assert.deepEqual(pair, { ok: true, token: '', certificate: { cert, key }, expires: undefined });
});

test('an answer that is none says why and quotes nothing', () => {
  const noCredential = 'printed something that is no ExecCredential';
  const unreadable = 'printed an ExecCredential whose status cannot be read';
  const cases: readonly (readonly [string, string])[] = [
    ['', 'printed nothing'],
    [' \n', 'printed nothing'],
    ['Refreshing...\n{"a":1}', noCredential],
    ['[]', noCredential],
    ['null', noCredential],
    ['"x"', noCredential],
    [answer({ token: 't' }, { kind: 'Token' }), noCredential],
    [answer({ token: 't' }).slice(0, -1), noCredential],
    [`${answer({ token: 't' })} trailing`, noCredential],
    [answer({ token: 't' }, { apiVersion: `${V1}beta1` }), `answered in ${V1}beta1, and the kubeconfig asks for ${V1}`],
    [
      answer({ token: 't' }, { apiVersion: 'planted' }),
      `answered in another version, and the kubeconfig asks for ${V1}`,
    ],
    [
      answer({ token: 't' }, { apiVersion: undefined }),
      `answered in another version, and the kubeconfig asks for ${V1}`,
    ],
    [answer(undefined), 'printed an ExecCredential without a status'],
    [answer(null), 'printed an ExecCredential without a status'],
    [answer('t'), unreadable],
    [answer({ token: 5 }), unreadable],
    [answer({}), 'gave neither a token nor a certificate'],
    [answer({ token: 't', clientKeyData: 'k' }), 'gave only one of certificate and key'],
    [
      answer({ token: 't', clientCertificateData: 'c', clientKeyData: 'k' }),
      'gave a certificate and a key that cannot be used',
    ],
    [answer({ token: 't', expirationTimestamp: 'soon' }), 'gave an expirationTimestamp that is no time'],
    [answer({ token: 't', expirationTimestamp: '' }), 'gave an expirationTimestamp that is no time'],
    [answer({ token: 't', expirationTimestamp: 17 }), 'gave an expirationTimestamp that is no time'],
    [answer({ token: 't', expirationTimestamp: '2026-01-01' }), 'gave an expirationTimestamp that is no time'],
  ];
  for (const [stdout, problem] of cases) {
    assert.deepEqual(readExecCredential(stdout, V1), { ok: false, problem }, stdout);
  }
});
