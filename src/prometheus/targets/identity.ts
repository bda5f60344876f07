import type { Labels } from '../relabel/rule.ts';
import { compareUtf8 } from '../utf8-order.ts';

/**
 * The identity of an active target within its job: targets with the same final labels, internal ones included, and the
 * same URL are one target. Prometheus compares a hash of this.
 */
export function targetIdentity(labels: Labels, url: string): string {
  const sorted = [...labels].sort(([one], [other]) => compareUtf8(one, other));
  return JSON.stringify([url, ...sorted.flat()]);
}
