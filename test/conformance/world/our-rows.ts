import { targetIdentity } from '../../../src/prometheus/targets/identity.ts';
import { publicLabels, type Target } from '../../../src/prometheus/targets/target.ts';
import type { OurTarget } from './our-targets.ts';
import { type LabelTexts, labelsKey, type Row } from './rows.ts';

type Labels = ReadonlyMap<string, string>;

/**
 * Our targets as Prometheus shows them: those with the same final labels and URL are one, with the discovered labels of
 * any group's last one. Where `shown` has one of these, it is that: which one is chance.
 */
export function ourRows(targets: readonly OurTarget[], shown: ReadonlySet<string>): readonly Row[] {
  const merged = new Map<string, OurTarget[]>();
  const rows: Row[] = [];
  for (const one of targets) {
    const { target } = one;
    if (target.state !== 'active') rows.push(ourRow(target));
    else {
      const identity = targetIdentity(target.labels, target.url);
      const others = merged.get(identity);
      if (others) others.push(one);
      else merged.set(identity, [one]);
    }
  }
  for (const all of merged.values()) {
    const groups = Map.groupBy(all, ({ group }) => group);
    rows.push(activeRow([...groups.values()].flatMap(possiblyLast), shown));
  }
  return rows;
}

/** The last of a group. Container ports that no endpoint names come at the end, pod by pod in the order of a Go map. */
function possiblyLast(group: readonly OurTarget[]): readonly Target[] {
  const further = group.filter(({ target }) => isFurtherPort(target.discovered));
  return (further.length > 0 ? further : group.slice(-1)).map(({ target }) => target);
}

function isFurtherPort(labels: Labels): boolean {
  const isOf = (kind: string, address: string) =>
    labels.has(`__meta_kubernetes_${kind}_name`) && !labels.has(`__meta_kubernetes_${address}_address_target_kind`);
  const isOfPod = labels.has('__meta_kubernetes_pod_name');
  return isOfPod && (isOf('endpoints', 'endpoint') || isOf('endpointslice', 'endpointslice'));
}

function activeRow(candidates: readonly Target[], shown: ReadonlySet<string>): Row {
  const rows = candidates.map(ourRow);
  const [first] = rows;
  if (!first) throw new Error('no target');
  return rows.find(({ discovered }) => shown.has(labelsKey(discovered))) ?? first;
}

/** What is compared of a target. */
export function ourRow(target: Target): Row {
  const discovered = texts(target.discovered);
  switch (target.state) {
    case 'active':
      return { state: 'active', labels: texts(publicLabels(target.labels)), url: target.url, discovered };
    case 'dropped':
      return { state: 'dropped', rule: target.droppedBy, discovered };
    case 'failed':
      return { state: 'failed', message: target.message, discovered };
    case 'undecided':
      return { state: 'undecided', message: target.why, discovered };
  }
}

export function texts(labels: Labels): LabelTexts {
  return Object.fromEntries(labels);
}
