import type { Random } from '../random.ts';
import { type KubeconfigCase, several } from './kubeconfig-case.ts';

/** A field, values that mostly load, and values most of which do not. */
type Field = readonly [name: string, good: readonly string[], odd: readonly string[]];

const ODD_TEXTS = ['5', '0x1f', 'yes', 'true', '1.5', '[a]', '{a: b}', '!!int "5"', '.inf'];
const TEXTS = ['x', '""', "''", 'null', '~', '2024-01-01', '"5"', '!!str 5', '" "', 'é', '"a\\tb"', '"x\\e[1m"'];
const SERVERS = [
  ...['https://a:1', 'https://a', 'http://a', 'a', 'a:1', 'https://a/', 'https://a/b//c/../d/', 'https://a/%41%2f?x'],
  ...[
    'https://a?x',
    'https://a/b#f',
    'https://',
    'https:///x',
    'https://[::1]',
    'https://[::1]:5/x y',
    '//a',
    'https:a',
  ],
  ...[
    'https://a:',
    'https://u@a',
    'https://u:p%41@a/b',
    'HTTP://A',
    'https://a/ü!$&()*+,;=:@',
    'https://a b',
    'https://a:b',
    '',
  ],
].map(text => JSON.stringify(text));
const PROXIES = [
  'http://p:1',
  'socks5://p',
  'https://u:p@p',
  '',
  'HTTP://P',
  'ftp://p',
  'p',
  'http://p p',
  'socks5h://p',
].map(text => JSON.stringify(text));
const BYTES = ['{ca}', '{cert}', '{key}', 'aGVsbG8=', '""', 'null'];
const ODD_BYTES = ['"@"', 'abc', '5'];
const FILES = ['ca.pem', 'c.pem', 'k.pem', '"{dir}/ca.pem"', '""', 'null', './sub/../token', 'empty', 'gone.pem'];
const BOOLS = ['true', 'false', 'null', 'yes', 'off'];
const ODD_BOOLS = ['"true"', '1', 'x'];
const LISTS = ['[]', '[a]', '[a, b]', 'null', '[null]'];
const ODD_LISTS = ['[1]', 'a', '{a: b}'];
const EXTENSION = 'client.authentication.k8s.io/exec';
const VERSION = 'client.authentication.k8s.io/v1';

const SERVER: Field = ['server', SERVERS, ODD_TEXTS];
const CLUSTER: readonly Field[] = [
  ['certificate-authority', FILES, ODD_TEXTS],
  ['certificate-authority-data', BYTES, ODD_BYTES],
  ['insecure-skip-tls-verify', BOOLS, ODD_BOOLS],
  ['tls-server-name', TEXTS, ODD_TEXTS],
  ['proxy-url', PROXIES, ODD_TEXTS],
  ['disable-compression', BOOLS, ODD_BOOLS],
  [
    'extensions',
    ['[]', 'null', `[{name: ${EXTENSION}, extension: {a: 1}}]`, '[null]', '[{name: x}, {name: x}]'],
    ['[{name: x, extension: 1}, {name: x, extension: 2}]', '{}'],
  ],
];

const USER: readonly Field[] = [
  ['token', TEXTS, ODD_TEXTS],
  ['tokenFile', ['token', 'gone', 'empty', '""', 'sub'], ODD_TEXTS],
  ['username', TEXTS, ODD_TEXTS],
  ['password', TEXTS, ODD_TEXTS],
  ['client-certificate', FILES, ODD_TEXTS],
  ['client-certificate-data', BYTES, ODD_BYTES],
  ['client-key', FILES, ODD_TEXTS],
  ['client-key-data', BYTES, ODD_BYTES],
  ['as', TEXTS, ODD_TEXTS],
  ['as-uid', TEXTS, ODD_TEXTS],
  ['as-groups', LISTS, ODD_LISTS],
  ['as-user-extra', ['{}', '{a: [b]}', '{a: [b, c], d: null}', 'null', '{1: [x]}'], ['{a: b}', '[a]']],
  [
    'auth-provider',
    ['null', '{name: gcp}', '{name: oidc}', '{}', '{name: x, config: {a: b}}'],
    ['[]', '{config: {a: 1}}'],
  ],
];

const EXEC: readonly Field[] = [
  ['apiVersion', [VERSION, VERSION, VERSION, `${VERSION}beta1`, `${VERSION}alpha1`, '""', 'null', 'v1'], ODD_TEXTS],
  ['command', ['plugin', './plugin', 'a//b/', '/x/../y', '..', '""', 'null'], ODD_TEXTS],
  ['interactiveMode', ['Never', 'IfAvailable', 'Always', 'Never', 'never', '""', 'null'], ODD_TEXTS],
  ['args', LISTS, ODD_LISTS],
  ['env', ['[]', 'null', '[{name: a, value: b}]', '[{name: a}]', '[{value: b}]'], ['[{name: 1}]', '{a: b}']],
  ['installHint', TEXTS, ODD_TEXTS],
  ['provideClusterInfo', BOOLS, ODD_BOOLS],
];

/** One or two kubeconfigs with values at the edges, which client-go refuses at all its stages. */
export function randomKubeconfig(random: Random, number: number): KubeconfigCase {
  const files = {
    'ca.pem': '{caPem}',
    'c.pem': '{certPem}',
    'k.pem': '{keyPem}',
    token: ' t\n',
    empty: '',
    'sub/x': '',
  };
  const two = random.happens(1, 4) ? { other: kubeconfig(random) } : {};
  const all = { ...files, config: kubeconfig(random), ...two };
  return several(`random kubeconfig ${number}`, '{dir}/config:{dir}/other', all);
}

function kubeconfig(random: Random): string {
  const head = [
    'kind: Pod\n',
    'apiVersion: v2\n',
    'kind: null\n',
    'x: [\n',
    'preferences: {colors: yes}\n',
    'KIND: Config\n',
  ];
  const current = random.happens(1, 12) ? odd(random) : 'c';
  return [
    random.happens(1, 15) ? random.pick(head) : '',
    entries(random, 'clusters', 'cluster', () => clusterFields(random)),
    entries(random, 'users', 'user', () => userFields(random)),
    entries(random, 'contexts', 'context', () => contextFields(random)),
    `current-context: ${current}\n`,
  ].join('');
}

/** Mostly one entry `c`. */
function entries(random: Random, list: string, inner: string, make: () => string): string {
  const names = random.happens(1, 10) ? ['c', odd(random)] : ['c'];
  return `${list}:\n${names.map(name => `- name: ${name}\n  ${inner}: ${make()}\n`).join('')}`;
}

function odd(random: Random): string {
  return random.pick(['d', '""', 'null', '"1"', 'é', 'd', 'c', '1']);
}

function clusterFields(random: Random): string {
  const server = random.happens(9, 10) ? [field(random, SERVER)] : [];
  return `{${[...server, ...some(random, CLUSTER, 3)].join(', ')}}`;
}

function userFields(random: Random): string {
  const own = some(random, USER, 4);
  if (random.happens(2, 3)) return `{${own.join(', ')}}`;
  const [version, command, mode, ...others] = EXEC;
  const main = [version, command, mode].flatMap(one => (one && random.happens(9, 10) ? [field(random, one)] : []));
  return `{${[`exec: {${[...main, ...some(random, others, 2)].join(', ')}}`, ...own].join(', ')}}`;
}

function contextFields(random: Random): string {
  const name = () => (random.happens(1, 15) ? odd(random) : 'c');
  return `{cluster: ${name()}, user: ${name()}, namespace: ${random.pick(['x', '""', 'null', 'a b'])}}`;
}

/** Up to `most` of the fields, each once. */
function some(random: Random, fields: readonly Field[], most: number): readonly string[] {
  const chosen = new Set(random.list(0, most, () => random.pick(fields)));
  return [...chosen].map(one => field(random, one));
}

function field(random: Random, [name, good, bad]: Field): string {
  return `${name}: ${random.pick(random.happens(1, 25) ? bad : good)}`;
}
