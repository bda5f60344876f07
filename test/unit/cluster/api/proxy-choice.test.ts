import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExempt } from '../../../../src/cluster/api/no-proxy.ts';
import { chooseProxy, type ProxyChoice } from '../../../../src/cluster/api/proxy-choice.ts';
import { readServerAddress, type ServerAddress } from '../../../../src/cluster/api/server-address.ts';

function address(url: string): ServerAddress {
  const read = readServerAddress(url);
  assert.ok(read, url);
  return read;
}

function inShort(choice: ProxyChoice): string {
  if (choice.via !== 'proxy') return choice.via;
  const { scheme, host, port, user } = choice.proxy;
  return `${scheme} ${user ? `${user.name}:${user.password}@` : ''}${host} ${port}`;
}

test('NO_PROXY exempts as Go reads it', () => {
  const cases: readonly (readonly [noProxy: string, exempt: readonly string[], not: readonly string[]])[] = [
    [
      '',
      ['https://localhost', 'https://127.0.0.1:6443', 'https://127.9.9.9', 'https://[::1]'],
      ['https://a.localhost', 'https://10.0.0.1'],
    ],
    ['*', ['https://10.0.0.1', 'https://a.example'], []],
    ['x, *', ['https://10.0.0.1', 'https://a.example'], []],
    [
      'example.com',
      ['https://example.com', 'https://a.b.example.com', 'https://EXAMPLE.com:1'],
      ['https://notexample.com', 'https://com'],
    ],
    ['.example.com', ['https://a.example.com'], ['https://example.com']],
    ['*.example.com', ['https://a.example.com'], ['https://example.com']],
    ['Example.COM:8443', ['https://example.com:8443', 'https://a.example.com:8443'], ['https://example.com']],
    ['example.com:443', ['https://example.com'], ['http://example.com', 'https://example.com:6443']],
    ['example.com:', ['https://example.com:6443'], []],
    ['10.0.0.1', ['https://10.0.0.1', 'https://10.0.0.1:6443'], ['https://10.0.0.10', 'https://a10.0.0.1.example']],
    ['10.0.0.1:6443', ['https://10.0.0.1:6443'], ['https://10.0.0.1']],
    ['10.0.0.0/8', ['https://10.9.9.9:1'], ['https://11.0.0.1', 'https://10.example']],
    ['10.0.0.7/8', ['https://10.9.9.9:1'], []],
    ['10.0.0.0/33,10.0.0.0/x,10.0.0.0/', [], ['https://10.0.0.1']],
    ['0.0.0.0/0', ['https://1.2.3.4'], ['https://[2001:db8::1]', 'https://a.example']],
    ['::/0', ['https://[2001:db8::1]'], ['https://1.2.3.4']],
    ['fd00::/8', ['https://[fd00::1]:6443'], ['https://[2001:db8::1]']],
    ['fd00::1', ['https://[fd00::1]', 'https://[fd00:0::1]:6443'], ['https://[fd00::2]']],
    ['[fd00::1]:6443', ['https://[fd00::1]:6443'], ['https://[fd00::1]']],
    ['[fd00::1]', [], ['https://[fd00::1]']],
    ['10.0.0.0/8', ['https://[::ffff:10.0.0.1]'], []],
    ['münchen.example', ['https://münchen.example', 'https://a.xn--mnchen-3ya.example'], []],
    [',, ,:443', [], ['https://a.example', 'https://10.0.0.1']],
    ['10.0.0.*', [], ['https://10.0.0.1']],
  ];
  for (const [noProxy, exempt, not] of cases) {
    for (const url of [...exempt, ...not]) {
      const { host, port } = address(url);
      assert.equal(isExempt(host, port, noProxy), exempt.includes(url), `${url} with NO_PROXY=${noProxy}`);
    }
  }
});

test('the proxy of the environment', () => {
  const cases: readonly (readonly [Record<string, string>, url: string, expected: string])[] = [
    [{}, 'https://a.example', 'direct'],
    [{ HTTPS_PROXY: 'http://p:3128' }, 'https://a.example', 'http p 3128'],
    [{ HTTPS_PROXY: 'http://p:3128' }, 'http://a.example', 'direct'],
    [{ HTTP_PROXY: 'http://p:3128' }, 'http://a.example', 'http p 3128'],
    [{ https_proxy: 'p' }, 'https://a.example', 'http p 80'],
    [{ https_proxy: 'low', HTTPS_PROXY: 'high' }, 'https://a.example', 'http high 80'],
    [{ https_proxy: 'low', HTTPS_PROXY: '' }, 'https://a.example', 'http low 80'],
    [{ HTTPS_PROXY: '10.1.1.1:3128' }, 'https://a.example', 'http 10.1.1.1 3128'],
    [{ HTTPS_PROXY: 'ann:p%40ss@p:1' }, 'https://a.example', 'http ann:p@ss@p 1'],
    [{ HTTPS_PROXY: 'https://p' }, 'https://a.example', 'https p 443'],
    [{ HTTPS_PROXY: 'socks5://p' }, 'https://a.example', 'socks5 p 1080'],
    [{ HTTPS_PROXY: 'socks5h://[fd00::1]:2' }, 'https://a.example', 'socks5 fd00::1 2'],
    [{ HTTPS_PROXY: 'ftp://p' }, 'https://a.example', 'refused'],
    [{ HTTPS_PROXY: '%zz' }, 'https://a.example', 'direct'],
    [{ HTTPS_PROXY: 'p', NO_PROXY: 'a.example' }, 'https://a.example', 'direct'],
    [{ HTTPS_PROXY: 'p', no_proxy: 'a.example' }, 'https://a.example', 'direct'],
    [{ HTTPS_PROXY: 'p', no_proxy: 'a.example', NO_PROXY: 'b' }, 'https://a.example', 'http p 80'],
  ];
  for (const [environment, url, expected] of cases) {
    assert.equal(inShort(chooseProxy(address(url), '', environment)), expected, JSON.stringify(environment));
  }
});

test('proxy-url counts for every server, and its scheme is one of three', () => {
  const environment = { HTTPS_PROXY: 'other', NO_PROXY: '*' };
  const cases: readonly (readonly [string, string])[] = [
    ['http://p:1', 'http p 1'],
    ['HTTP://p', 'http p 80'],
    ['https://u:w@p', 'https u:w@p 443'],
    ['socks5://u:w@p:1', 'socks5 u:w@p 1'],
    ['socks5h://p', 'refused'],
    ['socks5://', 'refused'],
    ['ftp://p', 'refused'],
    ['p:3128', 'refused'],
    ['10.0.0.1:3128', 'refused'],
    ['nonsense', 'refused'],
  ];
  for (const [proxyUrl, expected] of cases) {
    assert.equal(inShort(chooseProxy(address('https://localhost'), proxyUrl, environment)), expected, proxyUrl);
  }
});
