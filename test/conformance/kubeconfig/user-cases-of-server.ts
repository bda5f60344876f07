import type { TestCertificate } from '../../cluster/certificates.ts';
import type { Random } from '../random.ts';
import { base64, certificateData, kubeconfigFor, subjectOf, type UserCase, type UserMeans } from './user-texts.ts';

const SUBJECTS: readonly (readonly string[])[] = [
  ['CN=jane'],
  ['CN=jane', 'O=dev'],
  ['O=dev', 'CN=jane', 'O=ops', 'O=dev'],
  ['OU=unit', 'CN=jane', 'OU=other'],
  ['CN=first', 'CN=second'],
  ['CN=second', 'O=dev', 'CN=first'],
  ['CN=Jänè Dœ', 'O=größe'],
  ['bmp CN=żółw', 'bmp O=日本'],
  ['printable CN=Jane Doe', 'ia5 O=dev@example.com'],
  ['CN=a, O=b + "c" \\ d=e', 'O=x,y=z'],
  ['CN=a\nb', 'O= c '],
  ['CN=system:serviceaccount:monitoring:prometheus'],
  ['CN=system:serviceaccount:monitoring:prometheus', 'O=dev'],
  ['CN=jane', 'O=system:authenticated'],
  ['CN=jane', 'O=system:unauthenticated'],
  ['CN=root', 'O=system:masters'],
  ['CN=system:node:worker', 'O=system:nodes'],
  ['CN=jane', 'O='],
  ['O=dev'],
  ['CN=', 'O=dev'],
];

/** What kubeconfigs can say about who asks, each once; then some at random. */
export function userCases(means: UserMeans, random: Random): readonly UserCase[] {
  const bySubject = SUBJECTS.map((subject, index): UserCase => {
    const certificate = means.authority.issueSubject(subjectOf(...subject));
    const user = certificateData(certificate);
    return { id: `subject ${index} ${subject.join(' ')}`, kubeconfig: kubeconfigFor(means, user), files: {} };
  });
  const randomly = Array.from({ length: 20 }, (_, index) => randomCase(means, random, index));
  const sets = means.authority.issueSubject([
    [
      { type: 'CN', as: 'utf8', text: 'jane' },
      { type: 'O', as: 'utf8', text: 'ops' },
      { type: 'O', as: 'utf8', text: 'dev' },
    ],
  ]);
  return [
    ...bySubject,
    { id: 'one set of several attributes', kubeconfig: kubeconfigFor(means, certificateData(sets)), files: {} },
    ...placedCases(means),
    ...tokenCases(means),
    ...impersonations(means),
    ...oddFiles(means),
    ...randomly,
  ];
}

function jane(means: UserMeans): TestCertificate {
  return means.authority.issueSubject(subjectOf('CN=jane', 'O=dev'));
}

/** Certificates in files. */
function placedCases(means: UserMeans): readonly UserCase[] {
  const { cert, key } = jane(means);
  const both = 'client-certificate: both.pem, client-key: both.pem';
  const authority = means.authority.certificate.cert;
  const table: readonly (readonly [id: string, user: string, files: UserCase['files']])[] = [
    ['in files', 'client-certificate: jane.crt, client-key: jane.key', { 'jane.crt': cert, 'jane.key': key }],
    ['in a folder', 'client-certificate: ./a/../jane.crt, client-key: a/k', { 'jane.crt': cert, 'a/k': key }],
    ['key first', both, { 'both.pem': `${key}${cert}` }],
    ['with its authority behind', both, { 'both.pem': `${cert}${authority}${key}` }],
    ['with words before and CRLF', both, { 'both.pem': `Subject: bob\n${cert}${key}`.replaceAll('\n', '\r\n') }],
    ['certificate inside, key in a file', `client-certificate-data: ${base64(cert)}, client-key: k`, { k: key }],
    ['gone', 'client-certificate: gone.crt, client-key: gone.key', {}],
  ];
  return table.map(([id, user, files]) => ({ id: `certificate ${id}`, kubeconfig: kubeconfigFor(means, user), files }));
}

function tokenCases(means: UserMeans): readonly UserCase[] {
  const { accountToken, otherToken } = means;
  const table: readonly (readonly [id: string, user: string, files: UserCase['files']])[] = [
    ['bound', `token: ${accountToken}`, {}],
    ['of a Secret', `token: ${otherToken}`, {}],
    ['in a file', 'tokenFile: token', { token: `${accountToken}\n` }],
    ['in a file before one inside', `tokenFile: token, token: ${accountToken}`, { token: otherToken }],
    ['in an empty file before one inside', `tokenFile: token, token: ${accountToken}`, { token: '\n' }],
    ['in an empty file', 'tokenFile: token', { token: '' }],
    ['behind a certificate', `${certificateData(jane(means))}, token: ${accountToken}`, {}],
    ['behind the certificate of nobody', `${certificateData(nobody(means))}, token: ${accountToken}`, {}],
    ['with a password', `token: ${accountToken}, username: a, password: b`, {}],
  ];
  return table.map(([id, user, files]) => ({ id: `token ${id}`, kubeconfig: kubeconfigFor(means, user), files }));
}

/** A certificate without a common name. */
function nobody(means: UserMeans): TestCertificate {
  return means.authority.issueSubject(subjectOf('O=dev'));
}

function impersonations(means: UserMeans): readonly UserCase[] {
  const root = certificateData(means.authority.issueSubject(subjectOf('CN=root', 'O=system:masters')));
  const table = [
    'as: jane',
    'as: jane, as-groups: [dev, ops]',
    'as: jane, as-groups: [system:authenticated]',
    'as: jane, as-groups: [dev, system:authenticated]',
    'as: jane, as-groups: [system:unauthenticated]',
    'as: "Jane Doe, ü"',
    'as: jane, as-uid: "1", as-user-extra: {a: [b]}',
    'as: system:anonymous',
    'as: system:anonymous, as-groups: [dev]',
    'as: system:serviceaccount:monitoring:prometheus',
    'as: system:serviceaccount:monitoring:prometheus, as-groups: [dev]',
    'as: system:serviceaccount:monitoring',
    'as-groups: [dev]',
    'as-uid: "1"',
  ];
  return table.map(fields => ({ id: fields, kubeconfig: kubeconfigFor(means, `${root}, ${fields}`), files: {} }));
}

/** Kubeconfigs that are written otherwise, or that clients refuse. */
function oddFiles(means: UserMeans): readonly UserCase[] {
  const { cert, key } = jane(means);
  const user = certificateData({ cert, key });
  const plain = kubeconfigFor(means, user);
  const token = kubeconfigFor(means, `token: ${means.accountToken}`);
  const second = `- name: other\n  user: {token: ${means.accountToken}}\n`;
  const twoContexts = plain.replace('users:', '- name: other\n  context: {cluster: test, user: other}\nusers:');
  const table: readonly (readonly [id: string, text: string])[] = [
    ['two contexts', `${twoContexts}${second}`],
    ['the other context', `${twoContexts}${second}`.replace('current-context: test', 'current-context: other')],
    ['no current context', plain.replace('current-context: test', '')],
    ['a context that is not there', plain.replace('current-context: test', 'current-context: gone')],
    ['a user that is not there', plain.replace('user: test}', 'user: gone}')],
    ['a cluster that is not there', plain.replace('cluster: test,', 'cluster: gone,')],
    ['nobody', kubeconfigFor(means, '')],
    ['an anchor', plain.replace('user: {', 'user: &u {').replace(/$/, '- name: again\n  user: *u\n')],
    ['a merge', `${plain.replace('  user: {', '  user:\n    <<: {')}`],
    ['a name twice', `${plain}- name: test\n  user: {token: ${means.accountToken}}\n`],
    ['a field twice', token.replace(/user: \{token/, 'user: {token: other, token')],
    ['JSON', JSON.stringify(jsonOf(means, key, cert))],
    ['a certificate without a key', kubeconfigFor(means, `client-certificate-data: ${base64(cert)}`)],
    ['a certificate twice', kubeconfigFor(means, `${user}, client-certificate: a`)],
    [
      'an exec beside',
      kubeconfigFor(
        means,
        `${user}, exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}`,
      ),
    ],
    ['an unfinished exec beside', kubeconfigFor(means, `${user}, exec: {command: a}`)],
    ['a key that is none', kubeconfigFor(means, `client-certificate-data: ${base64(cert)}, client-key-data: "!"`)],
    ['another kind', plain.replace('kind: Config', 'kind: Pod')],
    ['empty', ''],
    ['no YAML', 'a: ['],
  ];
  return table.map(([id, text]) => ({ id: `file ${id}`, kubeconfig: text, files: {} }));
}

function jsonOf({ server, serverAuthority }: UserMeans, key: string, cert: string): unknown {
  const cluster = { server, 'certificate-authority-data': base64(serverAuthority) };
  const user = { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) };
  return {
    'current-context': 'a',
    clusters: [{ name: 'a', cluster }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    users: [{ name: 'a', user }],
  };
}

const NAMES = [
  'jane',
  'Jane Doe',
  'jane@example.com',
  'a,b',
  'a+b',
  '#a',
  'system:x',
  'é',
  '"q"',
  'x=y',
  'a\\b',
  '/cn',
];

function randomCase(means: UserMeans, random: Random, index: number): UserCase {
  const types = ['utf8', 'utf8', 'bmp'] as const;
  const attributes = random.list(
    1,
    5,
    () => `${random.pick(types)} ${random.pick(['CN', 'O', 'O', 'OU'])}=${random.pick(NAMES)}`,
  );
  const certificate = means.authority.issueSubject(subjectOf(...attributes, 'CN=last'));
  const inFile = random.happens(1, 2);
  const user = inFile ? 'client-certificate: c, client-key: k' : certificateData(certificate);
  const files = inFile ? { c: certificate.cert, k: certificate.key } : {};
  return { id: `random ${index} ${attributes.join(' ')}`, kubeconfig: kubeconfigFor(means, user), files };
}
