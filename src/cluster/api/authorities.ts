import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';

export type Authorities =
  | { readonly ok: true; readonly certificates: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/**
 * The certificates of a CA bundle, as Go reads one: blocks of other types and those that are no certificate are passed
 * over, and one that is good is enough. The problems are worded as client-go's.
 */
export function readAuthorities(pem: string): Authorities {
  const blocks = pemBlocks(pem);
  if (blocks.length === 0) return { ok: false, problem: 'unable to parse bytes as PEM block' };
  const ofCertificates = blocks.filter(block => block.label === 'CERTIFICATE');
  const certificates = ofCertificates.map(block => block.text).filter(isCertificate);
  if (certificates.length > 0) return { ok: true, certificates };
  const problem =
    ofCertificates.length > 0 ? 'failed to parse certificate' : 'no valid certificate authority data seen';
  return { ok: false, problem };
}

/**
 * Whom the machine trusts, for a kubeconfig that names no authority: as Go, what the system has and not what Node brings
 * along. Undefined, for Node's own, where the system has none to show.
 */
export function systemAuthorities(): string[] | undefined {
  try {
    const certificates = getCACertificates('system');
    return certificates.length > 0 ? certificates : undefined;
  } catch {
    return undefined;
  }
}

interface PemBlock {
  readonly label: string;
  readonly text: string;
}

function pemBlocks(pem: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  const begin = /^-----BEGIN ([^\r\n]*?)-----[ \t]*\r?$/gm;
  for (let found = begin.exec(pem); found; found = begin.exec(pem)) {
    const label = found[1] ?? '';
    const closing = `-----END ${label}-----`;
    const end = pem.indexOf(closing, begin.lastIndex);
    if (end === -1) continue;
    blocks.push({ label, text: `${pem.slice(found.index, end + closing.length)}\n` });
    begin.lastIndex = end;
  }
  return blocks;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
