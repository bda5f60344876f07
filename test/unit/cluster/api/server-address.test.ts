import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostAndPort, originOf, readServerAddress } from '../../../../src/cluster/api/server-address.ts';

test('a server address has a host to dial, a port and a path', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['https://10.0.0.1:6443', 'https 10.0.0.1 6443 10.0.0.1:6443 '],
    ['https://API.example/', 'https api.example 443 api.example '],
    ['http://a', 'http a 80 a '],
    ['https://[fd00::1]:6443/k8s/c-1/?x#y', 'https fd00::1 6443 [fd00::1]:6443 /k8s/c-1'],
  ];
  for (const [url, expected] of cases) {
    const read = readServerAddress(url);
    assert.ok(read);
    assert.equal(`${read.scheme} ${read.host} ${read.port} ${read.authority} ${read.path}`, expected);
  }
});

test('a user in the URL is read, decoded, and in no message', () => {
  const read = readServerAddress('https://an%40n:p%zz@a.example');
  assert.ok(read);
  assert.deepEqual(read.userInfo, { name: 'an@n', password: 'p%zz' });
  assert.equal(originOf(read), 'https://a.example');
});

test('what is no http URL', () => {
  for (const url of ['', 'a', 'a:6443', '10.0.0.1', 'ws://a', 'https://', 'https://a:99999']) {
    assert.equal(readServerAddress(url), undefined, url);
  }
});

test('an address with its port', () => {
  assert.equal(hostAndPort('fd00::1', 1), '[fd00::1]:1');
  assert.equal(hostAndPort('a.example', 443), 'a.example:443');
});
