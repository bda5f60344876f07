/** The letters that Kubernetes makes names of: none that spell words. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Always the same letters for the same text, as many as that. */
export function generatedName(text: string, length: number): string {
  let state = hash(text);
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ALPHABET[Math.floor((state / 2 ** 32) * ALPHABET.length)];
  }).join('');
}

/** Always the same UID for the same text. */
export function generatedUid(text: string): string {
  const digits = [0, 1, 2, 3].map(part => hash(`${part} ${text}`).toString(16).padStart(8, '0')).join('');
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digits.slice(from, to));
  return `${a}-${b}-4${c}-a${d}-${e}`;
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(text)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  return state;
}
