import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { openConnection } from '../../../src/cluster/api/https-connection.ts';
import { readJson } from '../../../src/cluster/api/read-json.ts';
import type { ClusterAccess, UserCredentials } from '../../../src/cluster/kubeconfig/cluster-access.ts';
import { CertificateAuthority } from '../certificates.ts';
import { accessTo, NOBODY, PLAIN, VERSION, withPlugin, withToken } from './accesses.ts';
import { printing, writePlugin } from './stub-plugin.ts';
import { startHttpProxy, startSocksProxy } from './stub-proxies.ts';
import { OK, sendStatus, startStub } from './stub-server.ts';

const TOKEN = 'pl4nted-token-in-kubeconfig';
const PASSWORD = 'pl4nted-password';
const PLUGIN_TOKEN = 'pl4nted-plugin-token';
const PLUGIN_ENV = 'pl4nted-env-value';
const PLUGIN_ARG = 'pl4nted-arg-value';
const PROXY_PASSWORD = 'pl4nted-proxy-password';
const JWT = `eyJhbGciOiJub25lIn0.${Buffer.from('{"pl4nted":"jwt"}').toString('base64url')}.c2lnbmF0dXJl`;

const authority = new CertificateAuthority('the authority');
const serverPair = authority.issue('server', ['127.0.0.1']);
const clientPair = authority.issue('client', []);

/** Everything that must be nowhere, also in the encodings in which it goes over the wire. */
const SECRETS: readonly string[] = [
  'pl4nted',
  JWT,
  ...[PASSWORD, PROXY_PASSWORD].map(password => Buffer.from(`ann:${password}`).toString('base64')),
  ...[...lines(clientPair.key), ...lines(clientPair.cert), ...lines(authority.certificate.cert)],
];

function lines(pem: string): readonly string[] {
  return pem.split('\n').filter(line => line.length > 20 && !line.startsWith('-----'));
}

/** All that one failed request lets out: the error in every form, and the log. */
async function letOut(access: ClusterAccess): Promise<string> {
  const out: string[] = [];
  const log = (level: string, text: string) => out.push(`${level} ${text}`);
  const connection = openConnection(access, { ...PLAIN, userAgent: 'test', log });
  try {
    out.push(inspect(connection));
    const response = await connection.get(VERSION, new AbortController().signal);
    out.push(inspect(response));
    await readJson(response, 1024);
    out.push('it did not fail');
  } catch (error) {
    out.push(inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), String(error));
    out.push(error instanceof Error ? String(error.stack) : '');
  } finally {
    connection.dispose();
  }
  return out.join('\n');
}

function found(text: string): readonly string[] {
  return SECRETS.filter(secret => text.includes(secret));
}

test('no secret is in an error or in the log, whatever fails', async t => {
  const echo = await startStub(t, undefined, (request, response) => {
    sendStatus(response, 401, 'Unauthorized', `you sent ${request.headers['authorization']} ${request.url}`);
  });
  const pageEcho = await startStub(t, undefined, (request, response) => {
    response.end(`{"broken": "${request.headers['authorization']}"`);
  });
  const secure = await startStub(t, { server: serverPair, clientAuthority: undefined }, OK);
  const rude = await startStub(t, undefined, (request, _response) => {
    request.socket.end(`HTTP/1.1 ${request.headers['authorization']}\r\n\r\n`);
  });
  const httpProxy = await startHttpProxy(t, undefined, 1);
  const socksProxy = await startSocksProxy(t, 'another', 1);
  const basic: UserCredentials = { ...NOBODY, basic: { username: 'ann', password: PASSWORD } };
  const pair = (key: string): UserCredentials => ({
    ...NOBODY,
    certificate: { cert: { from: 'data', pem: clientPair.cert }, key: { from: 'data', pem: key } },
  });
  const token = withToken(TOKEN);
  const proxied = (scheme: string, port: number) => `${scheme}://ann:${PROXY_PASSWORD}@127.0.0.1:${port}`;
  const ca = { from: 'data', pem: `${authority.certificate.cert.slice(0, 200)}pl4nted` } as const;
  const plugins = await Promise.all(
    [
      `echo '${PLUGIN_TOKEN}'`,
      `${printing({ token: PLUGIN_TOKEN })}exit 1`,
      `${printing({ token: PLUGIN_TOKEN })}echo "debug: got ${PLUGIN_TOKEN}" >&2; exit 1`,
      `echo "env $SECRET_TOKEN args $*" >&2; exit 1`,
      `echo "Authorization: Bearer pl4nted-bearer" >&2; echo "token=pl4nted-x password: pl4nted-1" >&2; exit 1`,
      `echo 'sent ${JWT} to https://ann:pl4nted@host/' >&2; exit 1`,
      `cat >&2 <<KEY\n${clientPair.key}KEY\nexit 1`,
      `cat >&2 <<KEY\n${clientPair.cert}KEY\nexit 1`,
      printing({ clientCertificateData: clientPair.cert, clientKeyData: 'pl4nted' }),
      printing({ clientCertificateData: clientPair.cert }),
      printing({ token: PLUGIN_TOKEN, expirationTimestamp: 'pl4nted' }),
      printing({ token: PLUGIN_TOKEN }).replace('k8s.io/v1', 'k8s.io/pl4nted'),
      `head -c 2000000 /dev/zero; echo ${PLUGIN_TOKEN} >&2`,
      printing({ token: PLUGIN_TOKEN }),
      printing({ token: PLUGIN_TOKEN, clientCertificateData: clientPair.cert, clientKeyData: clientPair.key }),
    ].map(script => writePlugin(t, `${script}\n`)),
  );
  const ofPlugin = (command: string) =>
    withPlugin({
      command,
      args: [`--client-secret=${PLUGIN_ARG}`, '--token', PLUGIN_ARG],
      env: new Map([['SECRET_TOKEN', PLUGIN_ENV]]),
    });
  const accesses: readonly ClusterAccess[] = [
    ...[token, basic].flatMap(user => [echo, pageEcho, rude, secure].map(stub => ({ ...accessTo(stub.url), user }))),
    { ...accessTo(secure.url.replace('://', `://ann:${PASSWORD}@`)), user: NOBODY },
    { ...accessTo(echo.url.replace('://', `://ann:${PASSWORD}@`)), user: NOBODY },
    { ...accessTo(`nonsense://ann:${PASSWORD}@host`), user: NOBODY },
    { ...accessTo(`https://ann:${PASSWORD}@127.0.0.1:1`), user: token },
    { ...accessTo('https://127.0.0.1:1'), user: pair(clientPair.key) },
    { ...accessTo('https://127.0.0.1:1'), user: pair(authority.certificate.key) },
    { ...accessTo('https://127.0.0.1:1'), user: pair(`${clientPair.key.slice(0, 120)}pl4nted`) },
    { ...accessTo('https://127.0.0.1:1'), user: token, ca },
    { ...accessTo(echo.url), user: withToken(`${TOKEN}\n${TOKEN}`) },
    { ...accessTo(echo.url), user: { ...token, basic: basic.basic } },
    { ...accessTo('https://refused.example'), user: token, proxyUrl: proxied('http', httpProxy.port) },
    { ...accessTo('https://a.example'), user: token, proxyUrl: proxied('socks5', socksProxy.port) },
    { ...accessTo('https://a.example'), user: token, proxyUrl: proxied('http', 1) },
    { ...accessTo('https://a.example'), user: token, proxyUrl: proxied('ftp', 1) },
    { ...accessTo('http://a.example'), user: token, proxyUrl: proxied('http', rude.port) },
    ...plugins.flatMap(({ command }) => [{ ...accessTo(echo.url), user: ofPlugin(command) }]),
    ...plugins.flatMap(({ command }) => [{ ...accessTo(secure.url), user: ofPlugin(command) }]),
    { ...accessTo(echo.url), user: withPlugin({ command: 'missing-tool', env: new Map([['X', `${PLUGIN_ENV}\0`]]) }) },
    {
      ...accessTo(echo.url),
      user: withPlugin({ command: plugins[0]?.command ?? '', env: new Map([['X', `${PLUGIN_ENV}\0`]]) }),
    },
    { ...accessTo(echo.url), user: withPlugin({ command: plugins[0]?.command ?? '', args: [`${PLUGIN_ARG}\0`] }) },
  ];
  const all = await Promise.all(accesses.map(letOut));
  all.forEach((text, index) => {
    assert.deepEqual(found(text), [], `case ${index}: ${text}`);
    assert.ok(!text.includes('it did not fail'), `case ${index} fails`);
  });
  assert.ok(
    echo.seen.some(seen => seen.headers['authorization'] === `Bearer ${PLUGIN_TOKEN}`),
    'they were sent',
  );
});

test('the search finds what is there', () => {
  const leak = new Error('request failed', { cause: { headers: { authorization: `Bearer ${TOKEN}` } } });
  assert.deepEqual(found(inspect(leak)), ['pl4nted']);
  assert.equal(found(clientPair.key).length, lines(clientPair.key).length);
});
