import { cluster, config, type KubeconfigCase, single } from './kubeconfig-case.ts';

const S = 'server: https://127.0.0.1:6443';

/** Clusters. */
export const CLUSTER_CASES: readonly KubeconfigCase[] = [
  single('a cluster without a server', cluster('tls-server-name: name')),
  single('an empty cluster', cluster('')),
  single('a server with a path', cluster('server: "https://rancher.example/k8s/clusters/c-1"')),
  single('a server with a path and a slash', cluster('server: "https://rancher.example/k8s/clusters/c-1/"')),
  single('a server with a path and a query', cluster('server: "https://rancher.example/a%20b?x=1"')),
  single('a server with a query only', cluster('server: "https://rancher.example?x=1"')),
  single('a server with an escaped slash in the path', cluster('server: "https://rancher.example/a%2Fb(c)/../d"')),
  single(
    'a server over plain HTTP',
    config('server: "http://127.0.0.1:8001", certificate-authority-data: {ca}', 'token: t, as: other, as-groups: [g]'),
  ),
  single('a server without a scheme', config('server: "10.0.0.1:6443", certificate-authority-data: {ca}', 'token: t')),
  single('a named server without a scheme', cluster('server: "example:6443"')),
  single('a server without a scheme but with a path', cluster('server: "example/path"')),
  single('a server with capitals', cluster('server: "HTTPS://Example:6443"')),
  single('an IPv6 server', cluster('server: "https://[::1]:6443/x"')),
  single('a server with a bad port', cluster('server: "https://example:64x43"')),
  single('a server with two ports', cluster('server: "https://example:1:2"')),
  single('a server with a blank', cluster('server: "https://exa mple"')),
  single('a server with a bad escape', cluster('server: "https://example/%zz"')),
  single('a server with an unclosed bracket', cluster('server: "https://[::1"')),
  single('CA data', cluster(`${S}, certificate-authority-data: {ca}`)),
  single('a CA file, relative', cluster(`${S}, certificate-authority: certs/ca.pem`), { 'certs/ca.pem': '{caPem}' }),
  single('a CA file, absolute', cluster(`${S}, certificate-authority: "{dir}/ca.pem"`), { 'ca.pem': '{caPem}' }),
  single('a CA file, missing', cluster(`${S}, certificate-authority: gone.pem`)),
  single('CA data and file', cluster(`${S}, certificate-authority: ca.pem, certificate-authority-data: {ca}`), {
    'ca.pem': '{caPem}',
  }),
  single('CA data that is garbage', cluster(`${S}, certificate-authority-data: aGVsbG8=`)),
  single('CA data whose certificate is garbage', cluster(`${S}, certificate-authority-data: {badCa}`)),
  single('a CA file that is garbage', cluster(`${S}, certificate-authority: ca.pem`), { 'ca.pem': 'hello' }),
  single('a CA file that is empty', cluster(`${S}, certificate-authority: ca.pem`), { 'ca.pem': '' }),
  single('CA data with other text around', cluster(`${S}, certificate-authority: ca.pem`), {
    'ca.pem': 'subject=x\n{caPem}\n{keyPem}',
  }),
  single('insecure-skip-tls-verify', cluster(`${S}, insecure-skip-tls-verify: true`)),
  single(
    'insecure-skip-tls-verify with a CA',
    cluster(`${S}, insecure-skip-tls-verify: true, certificate-authority-data: {ca}`),
  ),
  single(
    'insecure-skip-tls-verify with a CA over plain HTTP',
    cluster('server: "http://a", insecure-skip-tls-verify: true, certificate-authority-data: {ca}'),
  ),
  single('tls-server-name', cluster(`${S}, tls-server-name: kubernetes.default`)),
  single('disable-compression', cluster(`${S}, disable-compression: true`)),
  single('a proxy', cluster(`${S}, proxy-url: "http://proxy:3128"`)),
  single('a proxy with a password', cluster(`${S}, proxy-url: "http://me:secret@proxy:3128"`)),
  single('a proxy by HTTPS', cluster(`${S}, proxy-url: "https://proxy"`)),
  single('a proxy by SOCKS5', cluster(`${S}, proxy-url: "socks5://proxy:1080"`)),
  single('a proxy by socks5h', cluster(`${S}, proxy-url: "socks5h://proxy:1080"`)),
  single('a proxy by FTP', cluster(`${S}, proxy-url: "ftp://proxy"`)),
  single('a proxy without a scheme', cluster(`${S}, proxy-url: "proxy:3128"`)),
  single('a proxy that is no URL', cluster(`${S}, proxy-url: "http://pro xy"`)),
  single('a tls-server-name that is a boolean to YAML', cluster(`${S}, tls-server-name: n`)),
  single('no server and a bad proxy', cluster('proxy-url: "ftp://proxy"')),
];
