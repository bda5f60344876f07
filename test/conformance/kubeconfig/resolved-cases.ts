import { cluster, config, explicit, type KubeconfigCase, pinned, several, single, user } from './kubeconfig-case.ts';

const S = 'server: https://127.0.0.1:6443';
const EXEC = 'apiVersion: client.authentication.k8s.io/v1, command: plugin, interactiveMode: Never';
const A = config('server: "https://a:1"', 'token: a').replaceAll('k\n', 'ka\n');
const B = config('server: "https://b:1"', 'token: b, as: other', 'cluster: c, user: u, namespace: nb');

/** Files: which are read, how they are merged, what is refused. */
const FILES: readonly KubeconfigCase[] = [
  single('a plain file', user('token: t')),
  several('overlapping names: the first file wins', '{dir}/a:{dir}/b', { a: A, b: B }),
  several('overlapping names, the other way round', '{dir}/b:{dir}/a', { a: A, b: B }),
  several('the same file twice', '{dir}/a:{dir}/a', { a: B }),
  several('a missing file is skipped', '{dir}/none:{dir}/b', { b: B }),
  several('only a missing file', '{dir}/none', {}),
  several('only missing files', '{dir}/none:{dir}/nothing', {}),
  several('an empty file is skipped', '{dir}/empty:{dir}/b', { empty: '', b: B }),
  several('only an empty file', '{dir}/empty', { empty: '' }),
  several('a file of comments and blanks', '{dir}/empty:{dir}/b', { empty: '\n# nothing\n\n', b: B }),
  several('empty entries', ':{dir}/b:', { b: B }),
  several('nothing but empty entries', ':', { config: B }),
  several('relative names in KUBECONFIG', 'sub/b', { 'sub/b': B }),
  several('current-context: the first file that has one', '{dir}/a:{dir}/b', {
    a: A.replace(/current-context.*\n/, ''),
    b: B,
  }),
  several('current-context: an empty one does not count', '{dir}/a:{dir}/b', {
    a: A.replace(/current-context.*/, 'current-context: ""'),
    b: B,
  }),
  several('current-context of the first although the last has one', '{dir}/a:{dir}/b', { a: A, b: B }),
  several('entries of one context in three files', '{dir}/a:{dir}/b:{dir}/c', {
    a: 'current-context: k\ncontexts: [{name: k, context: {cluster: c, user: u}}]',
    b: 'clusters: [{name: c, cluster: {server: "https://b:1"}}]',
    c: 'users: [{name: u, user: {token: t}}]',
  }),
  several('the default file in the home', '', { '.kube/config': B }),
  several('no default file', '', {}),
  several('the file of very old versions', '', { '.kube/.kubeconfig': B }),
  several('the default file before that of very old versions', '', { '.kube/config': B, '.kube/.kubeconfig': A }),
  several('the home is not read beside KUBECONFIG', '{dir}/none', { '.kube/config': B }),
  explicit('an explicit file', '{dir}/other', { other: B, config: A }),
  explicit('an explicit file, relative', 'other', { other: B }),
  explicit('an explicit file that is missing', '{dir}/none', { config: B }),
  explicit('an explicit file is one name, not a list', '{dir}/config:{dir}/other', { config: A, other: B }),
  explicit('an explicit empty file', '{dir}/other', { other: '', config: B }),
  several('a bad file spoils the good one', '{dir}/b:{dir}/bad', { b: B, bad: 'a: [' }),
  several('two bad files', '{dir}/worse:{dir}/b:{dir}/bad', { b: B, bad: 'a: [', worse: '- 1' }),
  several('a folder for a file', '{dir}/sub:{dir}/b', { 'sub/x': '', b: B }),
  single('text of another kind', 'hello\n'),
  single('a list for a file', '- a\n- b\n'),
  single('broken YAML', 'clusters: [\n'),
  single('a tab for indentation', 'clusters:\n\t- name: c\n'),
  single('a NUL in the text', `${user('token: t')}# \u0000\n`),
  single('bytes that are no UTF-8', Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0a)),
  single('UTF-8 with a byte order mark', `\ufeff${user('token: t')}`),
  single('UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${user('token: t')}`, 'utf16le')),
  single('UTF-16, big endian', Buffer.from(`\ufeff${user('token: t')}`, 'utf16le').swap16()),
  single('CRLF', user('token: t').replaceAll('\n', '\r\n')),
  single(
    'JSON',
    '{"current-context":"k","contexts":[{"name":"k","context":{"cluster":"c"}}],"clusters":[{"name":"c","cluster":{"server":"https://j"}}]}',
  ),
  single('a second document does not count', `${user('token: t')}---\nclusters: 5\n`),
  single('a broken second document does not count', `${user('token: t')}---\na: [\n`),
  single('a document end', `---\n${user('token: t')}...\nnonsense: [\n`),
  single(
    'anchors, aliases and merges',
    'x: &c {server: "https://m:1"}\nclusters: [{name: c, cluster: {<<: *c, tls-server-name: name}}]\ncontexts: [{name: k, context: {cluster: c}}]\ncurrent-context: k\n',
  ),
  single('an alias of nothing', `${user('token: t')}x: *nothing\n`),
  single('no kind and no apiVersion', user('token: t').replace(/^apiVersion.*\nkind.*\n/, '')),
  single('another kind', user('token: t').replace('Config', 'Pod')),
  single('a kind with a capital key', user('token: t').replace('kind: Config', 'Kind: Pod')),
  single('another apiVersion', user('token: t').replace('apiVersion: v1', 'apiVersion: v2')),
  single('an apiVersion of a group', user('token: t').replace('apiVersion: v1', 'apiVersion: client/v1')),
  single('a kind that is a number', user('token: t').replace('kind: Config', 'kind: 5')),
  single('unknown fields', `${user('token: t, colour: blue')}extra: {a: 1}\n`),
  single('keys in another case are unknown', user('Token: t, TOKENFILE: x')),
  single('a duplicate key: the last counts', `${user('token: t')}current-context: other\ncurrent-context: k\n`),
  single('a duplicate key in a user', user('token: a, token: b')),
  single(
    'a duplicate cluster name in one file',
    'clusters: [{name: c, cluster: {server: "https://a"}}, {name: c, cluster: {server: "https://b"}}]\n',
  ),
  single('a duplicate user name in one file', 'users: [{name: u, user: {}}, {name: u, user: {}}]\n'),
  single('a duplicate context name in one file', 'contexts: [{name: k, context: {}}, {name: k, context: {}}]\n'),
  single('duplicate extensions', cluster(`${S}, extensions: [{name: x, extension: 1}, {name: x, extension: 2}]`)),
  single('a number as name, 010 that is 8', user('token: t').replace('- name: k', '- name: 010')),
  single('a number as server', cluster('server: 127')),
  single('a number as token', user('token: 123')),
  single('a quoted number as token', user('token: "123"')),
  single('a date as name is text', user('token: t').replaceAll('k\n', '2024-01-01\n')),
  single('yes as name is a boolean', user('token: t').replace('- name: k', '- name: yes')),
  single(
    'null for names and lists',
    'users: null\nclusters: [null, {name: c, cluster: {server: "https://n"}}]\ncontexts: [{name: k, context: {cluster: c, user: null}}]\ncurrent-context: k\n',
  ),
  single('text for a list', 'clusters: c\n'),
  single('a mapping for a list', 'clusters: {c: {server: "https://a"}}\n'),
  single('text for a boolean', cluster(`${S}, insecure-skip-tls-verify: "true"`)),
  single('yes for a boolean', cluster(`${S}, insecure-skip-tls-verify: yes`)),
  single('CA data that is no base64', cluster(`${S}, certificate-authority-data: "@@@"`)),
  single('CA data with line breaks', cluster(`${S}, certificate-authority-data: "{caWrapped}"`)),
  single('a null key', 'null: 1\n'),
  single('binary text', user('token: !!binary dG9rZW4=')),
  single('a float as name', user('token: t').replace('- name: k', '- name: 1.5')),
];

/** Contexts and what they name. */
const CONTEXTS: readonly KubeconfigCase[] = [
  single('no current-context', user('token: t').replace(/current-context.*\n/, '')),
  single('an empty current-context', user('token: t').replace(/current-context.*/, 'current-context: ""')),
  single('a dangling current-context', user('token: t').replace(/current-context.*/, 'current-context: gone')),
  pinned(
    'another context',
    'other',
    `${user('token: t')}`.replace('contexts:', 'contexts:\n- name: other\n  context: {cluster: c, namespace: ns}'),
  ),
  pinned('another context that is missing', 'gone', user('token: t')),
  pinned('another context, without a current one', 'k', user('token: t').replace(/current-context.*\n/, '')),
  single('a context without a cluster', config(S, 'token: t', 'user: u')),
  single('a context with a dangling cluster', config(S, 'token: t', 'cluster: gone, user: u')),
  single(
    'a dangling cluster and a bad user',
    config(S, 'token: t, username: me, password: p', 'cluster: gone, user: u'),
  ),
  single(
    'a context without a user',
    config(`${S}, certificate-authority-data: {ca}, tls-server-name: name`, 'token: t', 'cluster: c'),
  ),
  single(
    'a context with a dangling user',
    config(`${S}, insecure-skip-tls-verify: true`, 'token: t', 'cluster: c, user: gone'),
  ),
  single('a namespace', config(S, 'token: t', 'cluster: c, user: u, namespace: team')),
  single('a namespace that cannot be', config(S, 'token: t', 'cluster: c, user: u, namespace: "Not A Name"')),
  single('a cluster without a name, and no context', 'clusters: [{cluster: {server: "https://nameless"}}]\n'),
  single(
    'unfinished entries beside a good one',
    `${user('token: t')}`
      .replace('clusters:', 'clusters:\n- name: bad\n  cluster: {}')
      .replace('contexts:', 'contexts:\n- name: bad\n  context: {}'),
  ),
  single('names with odd characters', user('token: t').replaceAll('k\n', '"arn:aws:eks:x/ü y"\n')),
];

/** Clusters. */
const CLUSTERS: readonly KubeconfigCase[] = [
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

/** Users. */
const USERS: readonly KubeconfigCase[] = [
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

/** Plugins. */
const PLUGINS: readonly KubeconfigCase[] = [
  single('an exec plugin', user(`exec: {${EXEC}}`)),
  single(
    'an exec plugin with everything',
    user(
      `exec: {${EXEC}, args: [a, "b c"], env: [{name: X, value: "1"}, {name: Z, value: "2"}, {name: X, value: "3"}], installHint: "brew\\tinstall \\e[1mx"}`,
    ),
  ),
  single(
    'an exec plugin of v1beta1',
    user('exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: plugin}'),
  ),
  single(
    'an exec plugin of v1alpha1',
    user('exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plugin}'),
  ),
  single(
    'an exec plugin of a version that never was',
    user('exec: {apiVersion: client.authentication.k8s.io/v9, command: plugin, interactiveMode: Never}'),
  ),
  single(
    'an exec plugin of v1 without interactiveMode',
    user('exec: {apiVersion: client.authentication.k8s.io/v1, command: plugin}'),
  ),
  single(
    'an exec plugin with an odd interactiveMode',
    user('exec: {apiVersion: client.authentication.k8s.io/v1, command: plugin, interactiveMode: Sometimes}'),
  ),
  single('an exec plugin without apiVersion', user('exec: {command: plugin, interactiveMode: Never}')),
  single(
    'an exec plugin without a command',
    user('exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}'),
  ),
  single('an empty exec plugin', user('exec: {}')),
  single('no exec plugin', user('exec: null, token: t')),
  single('an exec plugin with a nameless variable', user(`exec: {${EXEC}, env: [{value: x}]}`)),
  single('an exec plugin below the kubeconfig', user(`exec: {${EXEC.replace('plugin', './bin/../plugin')}}`)),
  single('an exec plugin below the kubeconfig, in a folder', user(`exec: {${EXEC.replace('plugin', 'bin/plugin')}}`)),
  single('an exec plugin by its absolute name', user(`exec: {${EXEC.replace('plugin', '/opt//plugin')}}`)),
  single('an exec plugin beside a token', user(`exec: {${EXEC}}, token: t`)),
  single('an exec plugin beside a password', user(`exec: {${EXEC}}, username: me`)),
  single(
    'an exec plugin beside a certificate',
    user(`exec: {${EXEC}}, client-certificate-data: {cert}, client-key-data: {key}`),
  ),
  single(
    'an exec plugin of v1alpha1 beside a token',
    user('exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plugin}, token: t'),
  ),
  single('an exec plugin beside an auth-provider', user(`exec: {${EXEC}}, auth-provider: {name: oidc}`)),
  single(
    'an exec plugin that gets the cluster',
    config(
      `${S}, certificate-authority-data: {ca}, extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: a, list: [1, 2.5, true, null]}}]`,
      `exec: {${EXEC}, provideClusterInfo: true}`,
    ),
  ),
  single('an exec plugin over plain HTTP', config('server: "http://a"', `exec: {${EXEC}}`)),
  single(
    'an exec plugin of v1alpha1 over plain HTTP',
    config('server: "http://a"', 'exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plugin}'),
  ),
  single('args that are no texts', user(`exec: {${EXEC}, args: [1]}`)),
  single('the auth-provider gcp', user('auth-provider: {name: gcp, config: {cmd-path: "false"}}')),
  single('the auth-provider azure', user('auth-provider: {name: azure}')),
  single('an auth-provider that never was', user('auth-provider: {name: magic}')),
  single('an auth-provider without a name', user('auth-provider: {}')),
  single('oidc without an issuer', user('auth-provider: {name: oidc, config: {client-id: c}}')),
  single('oidc without a client', user('auth-provider: {name: oidc, config: {idp-issuer-url: "https://issuer"}}')),
  single('gcp beside a token', user('auth-provider: {name: gcp}, token: t')),
  single('an auth-provider with a number in its settings', user('auth-provider: {name: oidc, config: {a: 1}}')),
];

/** Cases whose resolved values decide; `request-cases.ts` has those that need a server. */
export const RESOLVED_CASES: readonly KubeconfigCase[] = [...FILES, ...CONTEXTS, ...CLUSTERS, ...USERS, ...PLUGINS];
