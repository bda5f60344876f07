import type { CertificateAuthority, SubjectAttribute, TestCertificate } from '../../cluster/certificates.ts';

/** A kubeconfig and the files beside it, by their names. */
export interface UserCase {
  readonly id: string;
  readonly kubeconfig: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What the kubeconfigs of one API server are made of. */
export interface UserMeans {
  readonly server: string;
  /** PEM of what signs for the API server. */
  readonly serverAuthority: string;
  /** What signs for its clients. */
  readonly authority: CertificateAuthority;
  /** Of `system:serviceaccount:monitoring:prometheus`. */
  readonly accountToken: string;
  /** Of `system:serviceaccount:shop:default`, as a Secret has it. */
  readonly otherToken: string;
}

type Subject = readonly (readonly SubjectAttribute[])[];

/** Each attribute by itself: `CN=jane`, `O=dev`. */
export function subjectOf(...attributes: readonly string[]): Subject {
  return attributes.map(text => [attributeOf(text)]);
}

/** `CN=jane`, or with the type of text before it: `bmp CN=jane`. */
function attributeOf(text: string): SubjectAttribute {
  const [, as = 'utf8', type = 'CN', value = ''] =
    /^(?:(utf8|printable|ia5|bmp) )?(CN|O|OU)=([\s\S]*)$/.exec(text) ?? [];
  return { as, type, text: value } as SubjectAttribute;
}

/** A kubeconfig in flow style with one context, for a user with these fields. */
export function kubeconfigFor({ server, serverAuthority }: UserMeans, user: string): string {
  return `apiVersion: v1
kind: Config
current-context: test
clusters:
- name: test
  cluster: {server: "${server}", certificate-authority-data: ${base64(serverAuthority)}}
contexts:
- name: test
  context: {cluster: test, user: test}
users:
- name: test
  user: {${user}}
`;
}

/** The fields of a user with a certificate inside. */
export function certificateData({ cert, key }: TestCertificate): string {
  return `client-certificate-data: ${base64(cert)}, client-key-data: ${base64(key)}`;
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
