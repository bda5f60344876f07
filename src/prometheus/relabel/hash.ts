import { md5 } from '@noble/hashes/legacy.js';

/**
 * What `hashmod` writes: the last 8 bytes of the MD5 of the value's UTF-8, as a big-endian number, modulo `modulus`.
 * A modulus of 0, which Prometheus refuses at load time, has no answer.
 */
export function hashMod(value: string, modulus: bigint): bigint | undefined {
  if (modulus <= 0n) return undefined;
  const hash = md5(new TextEncoder().encode(value));
  return new DataView(hash.buffer, hash.byteOffset, hash.byteLength).getBigUint64(8) % modulus;
}
