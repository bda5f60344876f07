import { texts } from './our-rows.ts';
import type { OurTarget } from './our-targets.ts';
import { type LabelTexts, labelsKey } from './rows.ts';

/** The kinds of a target's object whose node Prometheus looks up again. */
const LOOKED_UP = new Set(['Pod', 'Node']);
const KINDS = ['__meta_kubernetes_endpoint_address_target_kind', '__meta_kubernetes_endpointslice_address_target_kind'];

export interface KeptRunning {
  readonly targets: readonly OurTarget[];
  /** How many have labels of a node as it was. */
  readonly stale: number;
}

/**
 * What a Prometheus that kept running has: it does not look again at an address that names a node, and no Pod or Node
 * as its target, when only the node has changed. Where it shows (`shown`) the labels that such an address had with the
 * nodes of before, and not those of now, the target is that of before.
 */
export function keptRunning(
  now: readonly OurTarget[],
  before: readonly OurTarget[],
  shown: ReadonlySet<string>,
): KeptRunning {
  const old = new Map(before.map(target => [target.ref, target]));
  let stale = 0;
  const targets = now.map(one => {
    const other = old.get(one.ref);
    const labels = texts(one.target.discovered);
    if (!other || !mayBeStale(labels) || shown.has(labelsKey(labels))) return one;
    if (!shown.has(labelsKey(texts(other.target.discovered)))) return one;
    stale++;
    return other;
  });
  return { targets, stale };
}

function mayBeStale(labels: LabelTexts): boolean {
  const isOfAddress = Object.keys(labels).some(name => /^__meta_kubernetes_endpoint(?:s|slice)_name$/.test(name));
  return isOfAddress && !KINDS.some(kind => LOOKED_UP.has(labels[kind] ?? ''));
}
