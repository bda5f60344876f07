import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterAccess } from '../../../src/cluster/kubeconfig/cluster-access.ts';
import { CertificateAuthority } from '../certificates.ts';
import { until } from '../until.ts';
import { accessTo, ask, failureFrom, openTest, PLAIN, VERSION } from './accesses.ts';
import { startHttpProxy, startSocksProxy } from './stub-proxies.ts';
import { OK, startStub } from './stub-server.ts';

const authority = new CertificateAuthority('the authority');
const server = authority.issue('server', ['api.example', '10.1.2.3']);
const BASIC = `Basic ${Buffer.from('ann:p@ss').toString('base64')}`;

const at = (url: string, proxyUrl: string): ClusterAccess => ({
  ...accessTo(url),
  ca: { from: 'data', pem: authority.certificate.cert },
  proxyUrl,
});

test('an http proxy is asked for a tunnel, with its password', async t => {
  const stub = await startStub(t, { server, clientAuthority: undefined }, OK);
  const proxy = await startHttpProxy(t, undefined, stub.port);
  const { connection } = openTest(t, at('https://api.example', `http://ann:p%40ss@127.0.0.1:${proxy.port}`), PLAIN);
  await ask(connection, VERSION);
  await ask(connection, VERSION);
  await ask(openTest(t, at('https://10.1.2.3:6443', `http://127.0.0.1:${proxy.port}`), PLAIN).connection, VERSION);
  assert.deepEqual(proxy.asked, ['CONNECT api.example:443', 'CONNECT 10.1.2.3:6443']);
  assert.deepEqual(proxy.logins, [BASIC, '']);
  assert.equal(stub.seen[0]?.headers['host'], 'api.example');
  assert.equal(stub.seen[0]?.headers['proxy-authorization'], undefined);
});

test('an https proxy is verified by the authority of the kubeconfig', async t => {
  const stub = await startStub(t, { server, clientAuthority: undefined }, OK);
  const proxy = await startHttpProxy(t, authority.issue('proxy', ['127.0.0.1']), stub.port);
  const url = `https://127.0.0.1:${proxy.port}`;
  const { connection } = openTest(t, at('https://api.example', url), PLAIN);
  await ask(connection, VERSION);
  assert.deepEqual(proxy.asked, ['CONNECT api.example:443']);
  connection.dispose();
  await until('both ends are closed', () => (stub.open === 0 ? true : undefined));
  const untrusted = { ...at('https://api.example', url), ca: undefined };
  assert.equal((await failureFrom(openTest(t, untrusted, PLAIN).connection, VERSION)).kind, 'tls');
});

test('an http server behind an http proxy is asked for by its whole URL', async t => {
  const plain = await startHttpProxy(t, undefined, 1);
  const { connection } = openTest(t, at('http://api.example/base', `http://ann:p%40ss@127.0.0.1:${plain.port}`), PLAIN);
  assert.deepEqual(await ask(connection, VERSION), { from: 'proxy' });
  assert.deepEqual(plain.asked, ['GET http://api.example/base/version']);
  assert.deepEqual(plain.logins, [BASIC]);
  const secure = await startHttpProxy(t, authority.issue('proxy', ['127.0.0.1']), 1);
  await ask(openTest(t, at('http://api.example', `https://127.0.0.1:${secure.port}`), PLAIN).connection, VERSION);
  assert.deepEqual(secure.asked, ['GET http://api.example/version']);
});

test('a SOCKS5 proxy looks the name up, with and without a password', async t => {
  const stub = await startStub(t, { server, clientAuthority: undefined }, OK);
  const open = await startSocksProxy(t, undefined, stub.port);
  const locked = await startSocksProxy(t, 'p@ss', stub.port);
  await ask(openTest(t, at('https://api.example:6443', `socks5://127.0.0.1:${open.port}`), PLAIN).connection, VERSION);
  await ask(
    openTest(t, at('https://10.1.2.3', `socks5://ann:p%40ss@127.0.0.1:${locked.port}`), PLAIN).connection,
    VERSION,
  );
  assert.deepEqual(open.asked, ['socks5 api.example:6443']);
  assert.deepEqual(locked.asked, ['socks5 10.1.2.3:443']);
  assert.deepEqual(locked.logins, ['ann:p@ss']);
  const skipping = {
    ...at('https://[2001:db8::1]:443', `socks5://127.0.0.1:${open.port}`),
    ca: undefined,
    insecureSkipTlsVerify: true,
  };
  await ask(openTest(t, skipping, PLAIN).connection, VERSION);
  assert.equal(open.asked[1], 'socks5 20010db8000000000000000000000001:443');
  const plain = await startStub(t, undefined, OK);
  const toPlain = await startSocksProxy(t, undefined, plain.port);
  await ask(openTest(t, at('http://api.example', `socks5://127.0.0.1:${toPlain.port}`), PLAIN).connection, VERSION);
  assert.equal(plain.seen[0]?.path, '/version');
});

test('a proxy that says no', async t => {
  const http = await startHttpProxy(t, undefined, 1);
  const socks = await startSocksProxy(t, undefined, 1);
  const locked = await startSocksProxy(t, 'secret-word', 1);
  const stub = await startStub(t, undefined, OK);
  const none = '127.0.0.1:1';
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'https://refused.example',
      `http://127.0.0.1:${http.port}`,
      `The proxy 127.0.0.1:${http.port} does not connect to refused.example:443 (403).`,
    ],
    [
      'https://locked.example',
      `http://x:y@127.0.0.1:${http.port}`,
      `The proxy 127.0.0.1:${http.port} wants another user name or password (407).`,
    ],
    [
      'https://refused.example',
      `socks5://127.0.0.1:${socks.port}`,
      `The SOCKS5 proxy 127.0.0.1:${socks.port} does not connect to refused.example: connection refused.`,
    ],
    [
      'https://a.example',
      `socks5://127.0.0.1:${locked.port}`,
      `The SOCKS5 proxy 127.0.0.1:${locked.port} wants a user name and a password.`,
    ],
    [
      'https://a.example',
      `socks5://ann:wrong@127.0.0.1:${locked.port}`,
      `The SOCKS5 proxy 127.0.0.1:${locked.port} refuses the user name or the password.`,
    ],
    [
      'https://a.example',
      `socks5://127.0.0.1:${stub.port}`,
      `The SOCKS5 proxy 127.0.0.1:${stub.port} is no SOCKS5 proxy.`,
    ],
    ['https://a.example', `http://${none}`, `Nothing listens at the proxy ${none}.`],
  ];
  for (const [url, proxyUrl, message] of cases) {
    const failure = await failureFrom(openTest(t, at(url, proxyUrl), PLAIN).connection, VERSION);
    assert.deepEqual([failure.kind, failure.message], ['unreachable', message]);
  }
});

test('a proxy that cannot be used is not gone past', async t => {
  const stub = await startStub(t, undefined, OK);
  for (const proxyUrl of [
    'ftp://127.0.0.1:1',
    '127.0.0.1:1',
    'proxy.example:3128',
    'socks5h://127.0.0.1:1',
    'socks4://a',
    '/x',
  ]) {
    const failure = await failureFrom(openTest(t, at(stub.url, proxyUrl), PLAIN).connection, VERSION);
    const message =
      'The proxy of the kubeconfig (proxy-url) cannot be used: its URL must begin with http://, https:// or socks5://.';
    assert.deepEqual(failure, { kind: 'unreachable', code: 'EPROXY', message });
  }
  assert.equal(stub.seen.length, 0);
});

test('the proxy of the environment is used where there is none in the kubeconfig', async t => {
  const stub = await startStub(t, { server, clientAuthority: undefined }, OK);
  const proxy = await startHttpProxy(t, undefined, stub.port);
  const other = await startHttpProxy(t, undefined, stub.port);
  const environment = { HTTPS_PROXY: `127.0.0.1:${proxy.port}`, NO_PROXY: 'direct.example' };
  await ask(openTest(t, at('https://api.example', ''), { ...PLAIN, environment }).connection, VERSION);
  await ask(
    openTest(t, at('https://api.example', `http://127.0.0.1:${other.port}`), { ...PLAIN, environment }).connection,
    VERSION,
  );
  assert.deepEqual([proxy.asked.length, other.asked.length], [1, 1]);
});
