import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAuthorities } from '../../../../src/cluster/api/authorities.ts';
import { CertificateAuthority } from '../../../cluster/certificates.ts';

const { cert, key } = new CertificateAuthority('one').certificate;

test('a bundle is read as Go reads it', () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  const cases: readonly (readonly [string, number | string])[] = [
    [cert, 1],
    [`text before\r\n${cert.replaceAll('\n', '\r\n')}\n# between\n${key}${broken}${cert}`, 2],
    ['', 'unable to parse bytes as PEM block'],
    ['-----BEGIN CERTIFICATE-----\nAAAA', 'unable to parse bytes as PEM block'],
    [key, 'no valid certificate authority data seen'],
    [broken, 'failed to parse certificate'],
  ];
  for (const [pem, expected] of cases) {
    const read = readAuthorities(pem);
    assert.equal(read.ok ? read.certificates.length : read.problem, expected);
  }
});
