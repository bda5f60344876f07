import { targetIdentity } from '../../../src/prometheus/targets/identity.ts';
import { type ActiveTarget, publicLabels, type Target } from '../../../src/prometheus/targets/target.ts';
import type { OurTarget } from './our-targets.ts';
import { type LabelTexts, labelsKey, type Row } from './rows.ts';

type Labels = ReadonlyMap<string, string>;

/**
 * Our targets as Prometheus shows them: those with the same final labels and URL are one, with the discovered labels of
 * any group's last one. Where `shown` has one of these, it is that: which one is chance.
 */
export function ourRows(targets: readonly OurTarget[], shown: ReadonlySet<string>): readonly Row[] {
  const merged = new Map<string, Map<string, ActiveTarget>>();
  const rows: Row[] = [];
  for (const { group, target } of targets) {
    if (target.state !== 'active') rows.push(inactiveRow(target));
    else {
      const identity = targetIdentity(target.labels, target.url);
      const groups = merged.get(identity) ?? new Map<string, ActiveTarget>();
      merged.set(identity, groups.set(group, target));
    }
  }
  for (const groups of merged.values()) rows.push(activeRow([...groups.values()], shown));
  return rows;
}

function activeRow(candidates: readonly ActiveTarget[], shown: ReadonlySet<string>): Row {
  const rows = candidates.map(({ discovered, labels, url }) => ({
    state: 'active' as const,
    labels: texts(publicLabels(labels)),
    url,
    discovered: texts(discovered),
  }));
  const [first] = rows;
  if (!first) throw new Error('no target');
  return rows.find(({ discovered }) => shown.has(labelsKey(discovered))) ?? first;
}

function inactiveRow(target: Exclude<Target, ActiveTarget>): Row {
  const discovered = texts(target.discovered);
  switch (target.state) {
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
