import { once, type RequestCase, TLS_SERVER } from './request-case.ts';

const V1 = 'client.authentication.k8s.io/v1';
const EXEC = `apiVersion: ${V1}, command: ./plugin, interactiveMode: Never`;
const CERTIFICATE = '{"clientCertificateData":{certJson},"clientKeyData":{keyJson}}';
const TOKEN = status('{"token":"t"}');

/** A plugin that writes down its runs and what it was told, and then does what the shell lines say. */
function plugin(lines: string): string {
  return `#!/bin/sh
echo run >> "{dir}/runs"
printf '%s' "$KUBERNETES_EXEC_INFO" > "{dir}/info"
${lines}
`;
}

/** Shell lines that print an answer with this status. */
function status(fields: string, version = V1): string {
  return `cat <<'END'\n{"kind":"ExecCredential","apiVersion":"${version}","status":${fields}}\nEND`;
}

/** The same with a token in which the shell replaces variables. */
function printedToken(text: string): string {
  return `printf '{"kind":"ExecCredential","apiVersion":"%s","status":{"token":"%s"}}' ${V1} "${text}"`;
}

/** A plugin beside the kubeconfig, with further fields of its entry. */
function exec(id: string, lines: string, fields = '', cluster = TLS_SERVER, times = 1): RequestCase {
  return { ...beside(id, lines, `exec: {${EXEC}${fields}}`, cluster), times };
}

/** A plugin beside the kubeconfig, for a user of these fields. */
function beside(id: string, lines: string, user: string, cluster = TLS_SERVER): RequestCase {
  return once(id, cluster, user, { plugin: plugin(lines) });
}

/** Credential plugins: what they are told, what of their answers counts, how often they run. */
export const PLUGIN_REQUEST_CASES: readonly RequestCase[] = [
  exec('exec: a token', status('{"token":"from-plugin"}')),
  exec('exec: a client certificate', status(CERTIFICATE)),
  exec('exec: a token and a client certificate', status(CERTIFICATE.replace('{"', '{"token":"from-plugin","'))),
  exec(
    'exec: what it is told of the cluster',
    TOKEN,
    ', provideClusterInfo: true',
    `${TLS_SERVER}, tls-server-name: localhost, extensions: [{name: client.authentication.k8s.io/exec, extension: {b: [1, 2.5, null], a: {x: true}}}]`,
  ),
  exec(
    'exec: what it is told of a cluster without much',
    TOKEN,
    ', provideClusterInfo: true',
    'server: "https://{https}/path?x=1", insecure-skip-tls-verify: true, disable-compression: true',
  ),
  exec(
    'exec: what it is told of a proxy',
    TOKEN,
    ', provideClusterInfo: true',
    `${TLS_SERVER}, proxy-url: "http://{httpProxy}"`,
  ),
  exec(
    'exec: arguments and variables',
    printedToken('$1-$2-$WORD-$#'),
    ', args: [one, "two words", ""], env: [{name: WORD, value: first}, {name: WORD, value: last}]',
  ),
  beside(
    'exec: v1beta1',
    status('{"token":"t"}', 'client.authentication.k8s.io/v1beta1'),
    'exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./plugin}',
  ),
  {
    ...once(
      'exec: found in PATH',
      TLS_SERVER,
      `exec: {apiVersion: ${V1}, command: my-plugin, interactiveMode: Never}`,
      {
        'bin/my-plugin': plugin(status('{"token":"from-path"}')),
      },
    ),
    env: { PATH: '{dir}/bin:/usr/bin:/bin' },
  },
  {
    ...once(
      'exec: not found in a relative PATH',
      TLS_SERVER,
      `exec: {apiVersion: ${V1}, command: my-plugin, interactiveMode: Never}`,
      { 'bin/my-plugin': plugin(status('{"token":"from-path"}')) },
    ),
    env: { PATH: 'bin:/usr/bin:/bin' },
  },
  once(
    'exec: not found anywhere',
    TLS_SERVER,
    `exec: {apiVersion: ${V1}, command: there-is-no-such-plugin, interactiveMode: Never}`,
  ),
  once(
    'exec: below the kubeconfig',
    TLS_SERVER,
    `exec: {apiVersion: ${V1}, command: tools/plugin, interactiveMode: Never}`,
    {
      'tools/plugin': plugin(TOKEN),
    },
  ),
  exec('exec: it reads its input, which is empty', `read line; ${TOKEN}`),
  exec('exec: it talks on its error output', `echo hello >&2; ${TOKEN}`),
  exec('exec: it talks on its output', `echo hello; ${TOKEN}`),
  exec('exec: it prints nothing', ':'),
  exec('exec: it fails', `${TOKEN}\nexit 3`),
  exec('exec: it is killed', 'kill -9 $$'),
  exec('exec: it answers in another version', status('{"token":"t"}', 'client.authentication.k8s.io/v1beta1')),
  exec('exec: it answers with another kind', `echo '{"kind":"Pod","apiVersion":"v1"}'`),
  exec('exec: it answers without a status', `echo '{"kind":"ExecCredential","apiVersion":"${V1}"}'`),
  exec('exec: it answers with an empty status', status('{}')),
  exec('exec: it answers with half a certificate', status('{"clientKeyData":{keyJson}}')),
  exec('exec: it answers with a garbage certificate', status('{"clientCertificateData":"x","clientKeyData":"y"}')),
  exec('exec: it answers with a bad time', status('{"token":"t","expirationTimestamp":"tomorrow"}')),
  exec('exec: it answers in YAML', `printf 'kind: ExecCredential\\napiVersion: ${V1}\\nstatus: {token: t}\\n'`),
  exec('exec: unknown fields in the answer', status('{"token":"t","colour":"blue"}')),
  exec('exec: three requests, one run', TOKEN, '', TLS_SERVER, 3),
  { ...exec('exec: five requests at once, one run', `sleep 0.2; ${TOKEN}`, '', TLS_SERVER, 5), manner: 'at-once' },
  exec(
    'exec: three requests, one run until it expires',
    status('{"token":"t","expirationTimestamp":"2100-01-01T00:00:00Z"}'),
    '',
    TLS_SERVER,
    3,
  ),
  exec(
    'exec: a rejected token is had anew',
    `n=$(wc -l < "{dir}/runs" | tr -d " ")\nword=rejected; [ "$n" -ge 2 ] && word=good\n${printedToken('$word-$n')}`,
    '',
    TLS_SERVER,
    3,
  ),
  beside('exec: it must ask', TOKEN, `exec: {apiVersion: ${V1}, command: ./plugin, interactiveMode: Always}`),
  beside(
    'exec: it must ask, beside a token',
    TOKEN,
    `exec: {apiVersion: ${V1}, command: ./plugin, interactiveMode: Always}, token: own`,
  ),
  beside('exec: never run beside a token', TOKEN, `exec: {${EXEC}}, token: own`),
  beside('exec: never run beside a password', TOKEN, `exec: {${EXEC}}, username: me, password: p`),
  beside(
    'exec: never run beside a certificate',
    TOKEN,
    `exec: {${EXEC}}, client-certificate-data: {cert}, client-key-data: {key}`,
  ),
  beside('exec: with impersonation', TOKEN, `exec: {${EXEC}}, as: other, as-groups: [a]`),
  exec('exec: never run over plain HTTP', TOKEN, '', 'server: "http://{http}"'),
];

/** client-go runs such a plugin for every request and may open a browser each time: we run it twice a minute at most. */
export const ALWAYS_EXPIRED_CASE = exec(
  'exec: three requests, expired each time',
  status('{"token":"t","expirationTimestamp":"2001-01-01T00:00:00Z"}'),
  '',
  TLS_SERVER,
  3,
);
