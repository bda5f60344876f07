import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

/**
 * Whether there is a certificate in PEM among the bytes: client-go refuses a certificate authority without one, Node
 * ignores it silently and then trusts nobody.
 */
export function hasCertificate(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  const blocks = text.match(/^-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/gm) ?? [];
  return blocks.some(isCertificate);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Whether both can be read and belong together. */
export function isKeyPair(cert: Uint8Array, key: Uint8Array): boolean {
  try {
    createSecureContext({ cert: Buffer.from(cert), key: Buffer.from(key) });
    return true;
  } catch {
    return false;
  }
}
