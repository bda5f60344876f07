import { once, type RequestCase, TLS_SERVER } from './request-case.ts';

function jwt(expires: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: expires })}.c2ln`;
}

function oidc(id: string, settings: string): RequestCase {
  const fixed = 'idp-issuer-url: "https://127.0.0.1:1", client-id: c';
  return once(id, TLS_SERVER, `auth-provider: {name: oidc, config: {${fixed}, ${settings}}}`);
}

/** What a user’s credentials become. */
export const CREDENTIAL_REQUEST_CASES: readonly RequestCase[] = [
  once('sent: a token', TLS_SERVER, 'token: t'),
  once('sent: a token file', TLS_SERVER, 'tokenFile: token', { token: ' from-file \n' }),
  once('sent: a token file before a token', TLS_SERVER, 'token: t, tokenFile: token', { token: 'from-file\n' }),
  once('sent: a token where its file is missing', TLS_SERVER, 'token: t, tokenFile: gone'),
  once('sent: a token where its file is empty', TLS_SERVER, 'token: t, tokenFile: token', { token: '\n' }),
  once('sent: a token file with nothing but blanks', TLS_SERVER, 'tokenFile: token', { token: ' \n' }),
  once('sent: a token with a line break', TLS_SERVER, 'token: "a\\nb"'),
  once('sent: a password', TLS_SERVER, 'username: me, password: "p:ä"'),
  once('sent: a password without a name', TLS_SERVER, 'password: p'),
  once('sent: credentials in the URL go first', TLS_SERVER.replace('https://', 'https://url:p%40ss@'), 'token: t'),
  once('sent: credentials in the URL over plain HTTP', 'server: "http://url:pass@{http}"', 'token: t'),
  once('sent: nobody', TLS_SERVER, ''),
  once(
    'sent: impersonation',
    TLS_SERVER,
    'token: t, as: other, as-uid: "7", as-groups: [a, b], as-user-extra: {scopes: [one, two], "K/ey%": [z]}',
  ),
  once(
    'sent: impersonation in other letters',
    TLS_SERVER,
    'token: t, as: "jürgen", as-groups: ["gruppe ä"], as-user-extra: {"schlüssel": ["wért"]}',
  ),
  once('sent: impersonation with a line break', TLS_SERVER, 'token: t, as: "a\\nb"'),
  once('sent: impersonation over plain HTTP', 'server: "http://{http}"', 'token: t, as: other, as-groups: [a]'),
  once('sent: a client certificate', TLS_SERVER, 'client-certificate-data: {cert}, client-key-data: {key}'),
  once('sent: client certificate files', TLS_SERVER, 'client-certificate: c.pem, client-key: k.pem', {
    'c.pem': '{certPem}',
    'k.pem': '{keyPem}',
  }),
  once(
    'sent: a client certificate and a token',
    TLS_SERVER,
    'client-certificate-data: {cert}, client-key-data: {key}, token: t',
  ),
  once(
    'sent: a client certificate without verifying',
    'server: "https://{https}", insecure-skip-tls-verify: true',
    'client-certificate-data: {cert}, client-key-data: {key}',
  ),
  once('sent: client certificate files that are garbage', TLS_SERVER, 'client-certificate: c.pem, client-key: k.pem', {
    'c.pem': 'hello',
    'k.pem': 'hello',
  }),
  once(
    'sent: client certificate files that do not belong together',
    TLS_SERVER,
    'client-certificate: c.pem, client-key: k.pem',
    { 'c.pem': '{certPem}', 'k.pem': '{otherKeyPem}' },
  ),
  oidc('sent: an OIDC token that is valid', `id-token: ${jwt(4_102_444_800)}`),
  oidc('sent: an OIDC token that has expired', `id-token: ${jwt(1_000_000_000)}`),
  oidc('sent: no OIDC token at all', 'client-secret: x'),
  oidc('sent: an OIDC token that is none', 'id-token: nonsense'),
  once(
    'sent: an OIDC token beside a token',
    TLS_SERVER,
    `auth-provider: {name: oidc, config: {idp-issuer-url: i, client-id: c, id-token: ${jwt(1)}}}, token: t`,
  ),
];

/** To use the refresh token client-go writes the kubeconfig, which is the user’s alone: we ask for a login instead. */
export const OIDC_REFRESH_CASE = oidc(
  'sent: an OIDC token that has expired, with a refresh token',
  `id-token: ${jwt(1_000_000_000)}, refresh-token: r`,
);
