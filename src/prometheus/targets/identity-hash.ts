import type { Labels } from '../relabel/rule.ts';

/**
 * A whole number from 0 below 2^53 that stands for the identity of an active target: equal for equal final labels and
 * URL, whatever their order, and for others practically never. Prometheus compares 64 bits of a hash too.
 */
export function identityHash(labels: Labels, url: string): number {
  let high = 0;
  let low = 0;
  // No text is put together for it: this is done for every label of every target.
  const add = (name: string, value: string): void => {
    let h1 = 0x9e3779b9 ^ (name.length + value.length);
    let h2 = 0x41c6ce57;
    for (let at = 0; at <= name.length + value.length; at++) {
      const unit =
        at < name.length ? name.charCodeAt(at) : at === name.length ? 0 : value.charCodeAt(at - name.length - 1);
      h1 = Math.imul(h1 ^ unit, 0x85ebca6b);
      h1 = (h1 << 13) | (h1 >>> 19);
      h2 = Math.imul(h2 ^ unit, 0xc2b2ae35);
      h2 = (h2 << 17) | (h2 >>> 15);
    }
    high = (high + mixed(h1 ^ Math.imul(h2, 5))) >>> 0;
    low = (low + mixed(h2 ^ Math.imul(h1, 9))) >>> 0;
  };
  for (const [name, value] of labels) add(name, value);
  add('', url);
  return (high & 0x1fffff) * 0x100000000 + low;
}

function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16);
  mix = Math.imul(mix, 0x85ebca6b);
  mix ^= mix >>> 13;
  mix = Math.imul(mix, 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}
