import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostText, readServerUrl } from '../../../../src/cluster/kubeconfig/server-url.ts';

test('a server is read as Go reads URLs', () => {
  const cases: readonly (readonly [server: string, url: string | undefined])[] = [
    ['https://a:6443', 'https://a:6443'],
    ['HTTPS://A/b//c/../d/?x#y', 'https://A/b/d'],
    ['10.0.0.1:6443', 'http://10.0.0.1:6443'],
    ['a', 'http://a'],
    ['a/b', undefined],
    ['https://a/b#c', 'https://a/b%23c'],
    ['https://a#c', 'https://a'],
    ['https://[::1]:5', 'https://[::1]:5'],
    ['https://[::1', undefined],
    ['https://[1.2.3.4]', undefined],
    ['https://a:b', undefined],
    ['https://a:1:2', undefined],
    ['https://a b', undefined],
    ['https://a\\b', undefined],
    ['https://a/%zz', undefined],
    ['https://a/\n', undefined],
    ['https:///x', undefined],
    ['https://', undefined],
    ['ftp://a', undefined],
    ['', undefined],
  ];
  for (const [server, url] of cases) {
    const read = readServerUrl(server);
    assert.equal(read.ok ? read.url : undefined, url, server);
  }
});

test('a login in the URL is taken out of it', () => {
  const read = readServerUrl('https://me:p%40ss@a/b');
  assert.deepEqual(read, { ok: true, scheme: 'https', url: 'https://a/b', user: { name: 'me', password: 'p@ss' } });
});

test('what plugins are told of the server has no query where it has a path', () => {
  assert.equal(hostText('https://a?x'), 'https://a?x');
  assert.equal(hostText('https://me:p@a/b%2Fc?x'), 'https://me:p@a/b%2Fc');
  assert.equal(hostText('https://a/b c?x'), 'https://a/b%20c');
});
