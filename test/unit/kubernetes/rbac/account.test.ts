import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountInWords, accountOfUser, accountRequester } from '../../../../src/kubernetes/rbac/account.ts';
import { readAccountText } from '../../../../src/kubernetes/rbac/account-text.ts';
import { accountOfToken } from '../../../../src/kubernetes/rbac/token-account.ts';

test('what people write about an account', () => {
  const table: readonly (readonly [text: string, expected: unknown])[] = [
    ['monitoring/prometheus', ['monitoring/prometheus']],
    [' a/b.c ', ['a/b.c']],
    ['user jane', ['user jane']],
    ['user jane@example.com', ['user jane@example.com']],
    ['user https://issuer.example/#1', ['user https://issuer.example/#1']],
    ['user jane groups dev ops', ['user jane', 'dev', 'ops']],
    ['user\tjane  groups   dev', ['user jane', 'dev']],
    ['user "Jane Doe" groups "CN=ops,OU=x y" dev', ['user Jane Doe', 'CN=ops,OU=x y', 'dev']],
    ['user "a \\"b\\" \\\\c"', ['user a "b" \\c']],
    ['user groups', ['user groups']],
    ['user system:serviceaccount:a:b', ['a/b']],
    ['user system:serviceaccount:a:b groups c', ['user system:serviceaccount:a:b', 'c']],
  ];
  for (const [text, expected] of table) {
    const read = readAccountText(text);
    assert.equal(read.state, 'read', text);
    if (read.state !== 'read') continue;
    const { account } = read;
    assert.deepEqual([accountInWords(account), ...(account.kind === 'user' ? account.groups : [])], expected, text);
  }
});

test('what cannot be read is refused with the way to write it', () => {
  const refused = [
    '',
    'jane',
    'User jane',
    'Monitoring/prometheus',
    'a/b c',
    'user',
    'user ""',
    'user Jane Doe',
    'user jane group dev',
    'user jane groups',
    'user jane groups ""',
    'user "jane',
    'user "jane"x',
    'user jane groups "dev',
    'group dev',
  ];
  for (const text of refused) {
    const read = readAccountText(text);
    assert.equal(read.state, 'refused', text);
    if (read.state === 'refused') assert.match(read.why, /^[A-Z].*\.$/);
  }
});

test('the groups that the API server adds', () => {
  const groups = (name: string, own: readonly string[]) => accountRequester(accountOfUser(name, own)).groups;
  assert.deepEqual(groups('jane', ['dev']), ['dev', 'system:authenticated']);
  assert.deepEqual(groups('jane', ['system:authenticated']), ['system:authenticated']);
  assert.deepEqual(groups('jane', ['system:unauthenticated']), ['system:unauthenticated']);
  assert.deepEqual(groups('system:anonymous', []), ['system:unauthenticated']);
  assert.deepEqual(groups('system:serviceaccount:a:b', []), [
    'system:serviceaccounts',
    'system:serviceaccounts:a',
    'system:authenticated',
  ]);
  assert.deepEqual(groups('system:serviceaccount:a:b', ['c']), ['c', 'system:authenticated']);
});

function tokenOf(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}

test('the service account that a token says', () => {
  const sub = 'system:serviceaccount:monitoring:prometheus';
  assert.deepEqual(accountOfToken(tokenOf({ sub, iss: 'ü' })), { namespace: 'monitoring', name: 'prometheus' });
  assert.deepEqual(accountOfToken(` ${tokenOf({ sub })}\n`), { namespace: 'monitoring', name: 'prometheus' });
  const others = [
    '',
    'abc',
    'a.b.c',
    'a.!.c',
    tokenOf({}),
    tokenOf({ sub: 'jane' }),
    tokenOf(null),
    tokenOf({ sub: 1 }),
  ];
  for (const other of others) assert.equal(accountOfToken(other), undefined, other);
});
