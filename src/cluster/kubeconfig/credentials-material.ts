import { createSecureContext } from 'node:tls';
import { readAuthorities } from '../api/authorities.ts';

/** Whether client-go takes the bytes for a certificate authority; Node would silently trust nobody. */
export function hasCertificate(bytes: Uint8Array): boolean {
  return readAuthorities(Buffer.from(bytes).toString('latin1')).ok;
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
