import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ClusterAccess, Material, UserCredentials } from '../../../src/cluster/kubeconfig/cluster-access.ts';
import { ManualClock } from '../../unit/cluster/session/manual-clock.ts';
import { CertificateAuthority, type TestCertificate } from '../certificates.ts';
import { until } from '../until.ts';
import { accessTo, ask, failureFrom, NOBODY, openTest, PLAIN, VERSION } from './accesses.ts';
import { OK, type StubServer, startStub } from './stub-server.ts';

const DAY = 24 * 60 * 60 * 1000;
const NEVER = new AbortController().signal;
const authority = new CertificateAuthority('the authority');
const other = new CertificateAuthority('another authority');
const loopback = authority.issue('server', ['127.0.0.1', 'localhost']);

const data = (pem: string): Material => ({ from: 'data', pem });
const file = (path: string): Material => ({ from: 'file', path });
const trusting = (stub: StubServer): ClusterAccess => ({ ...accessTo(stub.url), ca: data(authority.certificate.cert) });
const showing = (pair: TestCertificate): UserCredentials => ({
  ...NOBODY,
  certificate: { cert: data(pair.cert), key: data(pair.key) },
});

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'tls-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

const serve = (t: TestContext, server: TestCertificate) => startStub(t, { server, clientAuthority: undefined }, OK);

test('a server is verified by what the kubeconfig trusts, and nothing else', async t => {
  const stub = await serve(t, loopback);
  const port = String(stub.port);
  const byName = { ...trusting(stub), server: `https://localhost:${port}` };
  const several = `junk\n${other.certificate.cert}# comment\r\n${authority.certificate.cert}`;
  const good: readonly (readonly [string, ClusterAccess])[] = [
    ['authority', trusting(stub)],
    ['by name', byName],
    ['several authorities', { ...trusting(stub), ca: data(several) }],
    // Go takes whatever is in the bundle for trusted, whoever has signed it.
    ['the certificate itself', { ...trusting(stub), ca: data(loopback.cert) }],
    ['not verified', { ...accessTo(stub.url), insecureSkipTlsVerify: true }],
    ['not verified, other name', { ...accessTo(stub.url), insecureSkipTlsVerify: true, tlsServerName: 'x.example' }],
    ['name for the server', { ...trusting(stub), tlsServerName: 'localhost' }],
    ['address for the server', { ...byName, tlsServerName: '127.0.0.1' }],
  ];
  for (const [name, access] of good) {
    assert.deepEqual(await ask(openTest(t, access, PLAIN).connection, VERSION), { kind: 'APIVersions' }, name);
  }
});

test('a certificate that is not trusted says why', async t => {
  const named = authority.issue('server', ['api.example']);
  const bare = authority.issue('127.0.0.1', []);
  const old = authority.issueAs({
    commonName: 's',
    hosts: ['127.0.0.1'],
    from: new Date(Date.now() - 2 * DAY),
    until: new Date(Date.now() - DAY),
  });
  const early = authority.issueAs({
    commonName: 's',
    hosts: ['127.0.0.1'],
    from: new Date(Date.now() + DAY),
    until: new Date(Date.now() + 2 * DAY),
  });
  const foreign = other.issue('server', ['127.0.0.1']);
  const cases: readonly (readonly [TestCertificate, string])[] = [
    [
      named,
      'The certificate of 127.0.0.1 is for other names. The kubeconfig can name the right one (tls-server-name).',
    ],
    [bare, 'The certificate of 127.0.0.1 is for other names. The kubeconfig can name the right one (tls-server-name).'],
    [old, 'The certificate of 127.0.0.1 has expired.'],
    [early, 'The certificate of 127.0.0.1 is not valid yet; the clock of one of the two machines may be wrong.'],
    [foreign, 'The certificate of 127.0.0.1 is signed by an authority that the kubeconfig does not trust.'],
  ];
  for (const [server, message] of cases) {
    const stub = await serve(t, server);
    const failure = await failureFrom(openTest(t, trusting(stub), PLAIN).connection, VERSION);
    assert.deepEqual([failure.kind, failure.message], ['tls', message]);
    assert.equal(stub.seen.length, 0);
  }
  const stub = await serve(t, loopback);
  const failure = await failureFrom(openTest(t, accessTo(stub.url), PLAIN).connection, VERSION);
  assert.equal(
    failure.message,
    'The certificate of 127.0.0.1 is signed by an authority that the kubeconfig does not trust.',
  );
});

test('what cannot be read is said before anything is sent', async t => {
  const stub = await serve(t, loopback);
  const pair = authority.issue('ann', []);
  const cannot = 'The certificate authority of the kubeconfig cannot be read:';
  const cases: readonly (readonly [ClusterAccess, string])[] = [
    [{ ...trusting(stub), ca: data('garbage') }, `${cannot} unable to parse bytes as PEM block.`],
    [{ ...trusting(stub), ca: data(pair.key) }, `${cannot} no valid certificate authority data seen.`],
    [
      { ...trusting(stub), ca: data('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n') },
      `${cannot} failed to parse certificate.`,
    ],
    [
      { ...trusting(stub), ca: file('/nowhere/ca.crt') },
      'The file /nowhere/ca.crt with the certificate authority cannot be read (ENOENT).',
    ],
    [
      { ...trusting(stub), insecureSkipTlsVerify: true },
      'The kubeconfig names a certificate authority and asks not to verify the server (insecure-skip-tls-verify). Remove one of the two.',
    ],
    [
      { ...trusting(stub), user: showing({ ...pair, key: authority.certificate.key }) },
      'The client certificate and its key cannot be used: they do not belong together.',
    ],
  ];
  for (const [access, message] of cases) {
    const failure = await failureFrom(openTest(t, access, PLAIN).connection, VERSION);
    assert.deepEqual([failure.kind, failure.message], ['tls', message]);
  }
  const bad = { ...trusting(stub), user: showing({ ...pair, key: 'no key' }) };
  assert.match(
    (await failureFrom(openTest(t, bad, PLAIN).connection, VERSION)).message,
    /^The client certificate and its key cannot be used: /,
  );
  assert.equal(stub.connections, 0);
});

test('a client certificate is shown, from data and from files', async t => {
  const stub = await startStub(t, { server: loopback, clientAuthority: authority.certificate.cert }, OK);
  const pair = authority.issue('ann', []);
  const place = await folder(t);
  const [cert, key] = [path.join(place, 'cert'), path.join(place, 'key')];
  await Promise.all([writeFile(cert, pair.cert), writeFile(key, pair.key)]);
  const fromFiles = { ...NOBODY, certificate: { cert: file(cert), key: file(key) } };
  await ask(openTest(t, { ...trusting(stub), user: showing(pair) }, PLAIN).connection, VERSION);
  await ask(openTest(t, { ...trusting(stub), user: fromFiles }, PLAIN).connection, VERSION);
  assert.deepEqual(
    stub.seen.map(seen => seen.clientName),
    ['ann', 'ann'],
  );
});

test('a renewed client certificate is shown by new requests, while a watch goes on', async t => {
  const place = await folder(t);
  const [cert, key] = [path.join(place, 'cert'), path.join(place, 'key')];
  const replace = async (at: string, text: string) => {
    await writeFile(`${at}.new`, text);
    await rename(`${at}.new`, at);
  };
  const renew = (pair: TestCertificate) => Promise.all([replace(cert, pair.cert), replace(key, pair.key)]);
  await renew(authority.issue('first', []));
  const stub = await startStub(
    t,
    { server: loopback, clientAuthority: authority.certificate.cert },
    (request, response, seen) => {
      if (request.url !== '/watch') return OK(request, response, seen);
      response.write('{}\n');
    },
  );
  const clock = new ManualClock();
  const user = { ...NOBODY, certificate: { cert: file(cert), key: file(key) } };
  const { connection, logged } = openTest(t, { ...trusting(stub), user }, { ...PLAIN, clock });
  const name = async () => {
    await ask(connection, VERSION);
    return stub.seen.at(-1)?.clientName;
  };
  const watch = await connection.get({ ...VERSION, path: '/watch' }, NEVER);
  const pieces = watch.chunks[Symbol.asyncIterator]();
  await pieces.next();
  assert.equal(await name(), 'first');
  assert.equal(stub.open, 2);

  const second = authority.issue('second', []);
  await replace(cert, second.cert);
  clock.advance(10_000);
  assert.equal(await name(), 'first', 'half a renewal is none');
  await replace(key, second.key);
  clock.advance(10_000);
  assert.equal(await name(), 'second');
  await until('the idle connection of the first is closed', () => (stub.open === 2 ? true : undefined));
  assert.deepEqual(logged, ['info A certificate has changed: new connections use the new one.']);

  connection.dispose();
  await assert.rejects(pieces.next(), /was closed here/);
  await until('the watch of the first is closed', () => (stub.open === 0 ? true : undefined));
});

test('after a 401 a certificate file that has changed is worth another try', async t => {
  const place = await folder(t);
  const [cert, key] = [path.join(place, 'cert'), path.join(place, 'key')];
  const write = (pair: TestCertificate) => Promise.all([writeFile(cert, pair.cert), writeFile(key, pair.key)]);
  await write(authority.issue('first', []));
  const stub = await startStub(
    t,
    { server: loopback, clientAuthority: authority.certificate.cert },
    (request, response, seen) => {
      if (seen.clientName === 'second') return OK(request, response, seen);
      response.writeHead(401).end();
    },
  );
  const user = { ...NOBODY, certificate: { cert: file(cert), key: file(key) } };
  const { connection } = openTest(t, { ...trusting(stub), user }, { ...PLAIN, clock: new ManualClock() });
  await failureFrom(connection, VERSION);
  assert.equal(connection.renewCredentials(), 'same');
  await write(authority.issue('second', []));
  assert.equal(connection.renewCredentials(), 'renewed');
  assert.equal(connection.renewCredentials(), 'renewed', 'for all that were refused');
  await ask(connection, VERSION);
});
