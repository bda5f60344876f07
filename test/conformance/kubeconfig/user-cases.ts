import { cluster, type KubeconfigCase, single, user } from './kubeconfig-case.ts';

/** Users. */
export const USER_CASES: readonly KubeconfigCase[] = [
  single('a token', user('token: t')),
  single('a token file', user('tokenFile: "{dir}/token"'), { token: 'from-file\n' }),
  single('a token file, relative', user('tokenFile: sub/token'), { 'sub/token': 'from-file' }),
  single('the key that client-node reads', user('token-file: sub/token'), { 'sub/token': 'from-file' }),
  single('a token and a file', user('token: t, tokenFile: token'), { token: 'from-file' }),
  single('a token and a missing file', user('token: t, tokenFile: gone')),
  single('a missing token file', user('tokenFile: gone')),
  single('an empty token file', user('tokenFile: token'), { token: '' }),
  single('a user with a password', user('username: me, password: secret')),
  single('a user without a password', user('username: me')),
  single('a password alone', user('password: secret')),
  single('a token and a password', user('token: t, username: me, password: secret')),
  single('a token file and a password', user('tokenFile: token, username: me, password: secret'), { token: 't' }),
  single('a client certificate', user('client-certificate-data: {cert}, client-key-data: {key}')),
  single('client certificate files', user('client-certificate: c.pem, client-key: k.pem'), {
    'c.pem': '{certPem}',
    'k.pem': '{keyPem}',
  }),
  single('a certificate file with key data', user('client-certificate: c.pem, client-key-data: {key}'), {
    'c.pem': '{certPem}',
  }),
  single('a client certificate without a key', user('client-certificate-data: {cert}')),
  single('a client key without a certificate', user('client-key-data: {key}')),
  single('a client certificate with another key', user('client-certificate-data: {cert}, client-key-data: {otherKey}')),
  single('a client certificate that is garbage', user('client-certificate-data: aGVsbG8=, client-key-data: {key}')),
  single(
    'client certificate data and file',
    user('client-certificate-data: {cert}, client-certificate: c.pem, client-key-data: {key}'),
    { 'c.pem': '{certPem}' },
  ),
  single(
    'client key data and file',
    user('client-certificate-data: {cert}, client-key: k.pem, client-key-data: {key}'),
    { 'k.pem': '{keyPem}' },
  ),
  single('client certificate files that are missing', user('client-certificate: c.pem, client-key: k.pem')),
  single(
    'everything wrong with a certificate',
    user('client-certificate-data: {cert}, client-certificate: c.pem, token: t, password: p'),
  ),
  single('a certificate and a token', user('client-certificate-data: {cert}, client-key-data: {key}, token: t')),
  single('impersonation', user('token: t, as: other')),
  single(
    'impersonation with everything',
    user(
      'token: t, as: other, as-uid: "7", as-groups: [a, b], as-user-extra: {scopes: [one, two], "k/ü": [z], none: null}',
    ),
  ),
  single('groups without a user to impersonate', user('token: t, as-groups: [a]')),
  single('a uid without a user to impersonate', user('token: t, as-uid: "7"')),
  single('extra without a user to impersonate', user('token: t, as-user-extra: {a: [b]}')),
  single('extra that is no list', user('token: t, as: o, as-user-extra: {a: b}')),
  single('credentials in the URL', cluster('server: "https://me:p%40ss@127.0.0.1:6443/x"')),
];
