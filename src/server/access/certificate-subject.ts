import { X509Certificate } from 'node:crypto';
import type { Account } from '../../kubernetes/rbac/account.ts';

/** Keys may stand in the same file: nothing else of it is looked at. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/;

/**
 * The user that a client certificate says, as API servers read it: the common name, with the organizations as groups.
 * Undefined for what is no certificate, and for one without a common name, which is nobody's. Of several in the text the
 * first one counts: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates
 */
export function certificateUser(bytes: Uint8Array): Account | undefined {
  const [pem] = CERTIFICATE.exec(Buffer.from(bytes).toString('latin1')) ?? [];
  const subject = pem === undefined ? undefined : subjectOf(pem);
  // Of several common names Go keeps the last one.
  const name = subject?.names.at(-1) ?? '';
  return subject && name !== '' ? { kind: 'user', name, groups: subject.groups } : undefined;
}

function subjectOf(pem: string): { readonly names: readonly string[]; readonly groups: readonly string[] } | undefined {
  try {
    const { subject } = new X509Certificate(pem).toLegacyObject();
    return { names: textsOf(subject.CN), groups: textsOf(subject.O) };
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter(one => typeof one === 'string');
}
