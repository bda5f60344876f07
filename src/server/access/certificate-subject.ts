import { X509Certificate } from 'node:crypto';
import type { Account } from '../../kubernetes/rbac/account.ts';

/** Keys may stand in the same file: nothing else of it is looked at. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/;

/**
 * The user that a client certificate says, as API servers read it: the common name, with the organizations as groups.
 * `nobody` for one without a common name, undefined for what is no certificate. Of several in the text the first one counts: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates
 */
export function certificateUser(bytes: Uint8Array): Account | 'nobody' | undefined {
  const [, base64] = CERTIFICATE.exec(Buffer.from(bytes).toString('latin1')) ?? [];
  const subject = base64 === undefined ? undefined : subjectOf(Buffer.from(base64, 'base64'));
  if (!subject) return undefined;
  // Of several common names Go keeps the last one.
  const name = subject.names.at(-1) ?? '';
  return name === '' ? 'nobody' : { kind: 'user', name, groups: subject.groups };
}

function subjectOf(der: Buffer): { readonly names: readonly string[]; readonly groups: readonly string[] } | undefined {
  try {
    const { subject } = new X509Certificate(der).toLegacyObject();
    return { names: textsOf(subject.CN), groups: textsOf(subject.O) };
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter(one => typeof one === 'string');
}
