import { CA, once, type RequestCase, TLS_SERVER } from './request-case.ts';

/** TLS and the address of the server. */
export const SERVER_REQUEST_CASES: readonly RequestCase[] = [
  once('TLS: a CA file', 'server: "https://{https}", certificate-authority: ca.pem', 'token: t', {
    'ca.pem': '{caPem}',
  }),
  once('TLS: a CA nobody named', 'server: "https://{https}"', 'token: t'),
  once('TLS: an empty CA file', 'server: "https://{https}", certificate-authority: ca.pem', 'token: t', {
    'ca.pem': '',
  }),
  once('TLS: another CA', 'server: "https://{https}", certificate-authority: ca.pem', 'token: t', {
    'ca.pem': '{otherCertPem}',
  }),
  once('TLS: without verifying', 'server: "https://{https}", insecure-skip-tls-verify: true', 'token: t'),
  once('TLS: without a user, with a CA', TLS_SERVER, ''),
  once('TLS: a certificate for another name', `server: "https://{named}", ${CA}`, 'token: t'),
  once('TLS: tls-server-name', `server: "https://{named}", ${CA}, tls-server-name: kubernetes.test`, 'token: t'),
  once(
    'TLS: tls-server-name of a context without a user',
    `server: "https://{named}", ${CA}, tls-server-name: kubernetes.test`,
    '',
  ),
  once('TLS: tls-server-name that is another', `${TLS_SERVER}, tls-server-name: other.test`, 'token: t'),
  once(
    'TLS: tls-server-name without verifying',
    'server: "https://{https}", insecure-skip-tls-verify: true, tls-server-name: other.test',
    'token: t',
  ),
  once('TLS: localhost by name', `server: "https://localhost:{httpsPort}", ${CA}`, 'token: t'),
  once('TLS: a server that speaks none', `server: "https://{http}", ${CA}`, 'token: t'),
  once('server: with a path', TLS_SERVER.replace('{https}', '{https}/k8s/clusters/c-1'), 'token: t'),
  once('server: with a path and a slash', TLS_SERVER.replace('{https}', '{https}/k8s/clusters/c-1/'), 'token: t'),
  once('server: with a path that has escapes', TLS_SERVER.replace('{https}', '{https}/a%20b/ü(c)?x=1'), 'token: t'),
  once('server: plain HTTP, to which no credentials go', 'server: "http://{http}"', 'token: t'),
  once('server: plain HTTP, and no password either', 'server: "http://{http}"', 'username: me, password: p'),
  once('server: without a scheme', 'server: "{http}"', 'token: t'),
  once('server: FTP', 'server: "ftp://{http}"', 'token: t'),
  once('server: nobody listens', `server: "https://127.0.0.1:1", ${CA}`, 'token: t'),
  once('server: without compression', `${TLS_SERVER}, disable-compression: true`, 'token: t'),
];
