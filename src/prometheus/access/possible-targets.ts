import type { RegexCache } from '../relabel/regex.ts';
import type { RelabelRule } from '../relabel/rule.ts';
import { relabelSettings } from '../relabel/settings.ts';
import { ADDRESS, METRICS_PATH, SCHEME } from '../targets/internal-labels.ts';
import type { ScrapeJob } from '../targets/scrape-job.ts';
import { possibleOutcomes } from './possible-outcomes.ts';
import type { PossibleTarget } from './possible-target.ts';

/** More possibilities than this are not followed. */
const MOST = 128;

const SCRAPED = [ADDRESS, SCHEME, METRICS_PATH];

/**
 * What the rules of a job may make of a target; undefined when they cannot be followed. Rules that decide neither whether
 * it is kept nor what of it is scraped are left out.
 */
export function possibleTargets(
  start: PossibleTarget,
  { pool, names, version }: ScrapeJob,
  regexes: RegexCache,
): readonly PossibleTarget[] | undefined {
  const settings = relabelSettings(names, version, regexes);
  let targets: readonly PossibleTarget[] = [start];
  for (const [index, rule] of decidingRules(pool.relabelRules).entries()) {
    if (!rule) continue;
    const outcomes = targets.map(target => possibleOutcomes(target, { rule, index, settings }));
    if (outcomes.includes(undefined)) return undefined;
    targets = distinct(outcomes.flatMap(some => some ?? []));
    if (targets.length > MOST) return undefined;
  }
  return targets;
}

/** The rules, undefined in the place of those that change nothing that counts. */
export function decidingRules(rules: readonly RelabelRule[]): readonly (RelabelRule | undefined)[] {
  const counts = new Set<string>(SCRAPED);
  const deciding: (RelabelRule | undefined)[] = [];
  for (const rule of rules.toReversed()) {
    const isDeciding = decides(rule, counts);
    deciding.unshift(isDeciding ? rule : undefined);
    if (isDeciding) for (const name of readLabels(rule)) counts.add(name);
  }
  return deciding;
}

function decides(rule: RelabelRule, counts: ReadonlySet<string>): boolean {
  switch (rule.action) {
    case 'replace':
      return counts.has(rule.targetLabel) || mayBecome(rule.targetLabel, counts);
    case 'hashmod':
    case 'lowercase':
    case 'uppercase':
      return counts.has(rule.targetLabel);
    default:
      return true;
  }
}

/** Whether a target label with references, such as `__param_$1`, may become one that counts. */
function mayBecome(template: string, counts: ReadonlySet<string>): boolean {
  const dollar = template.indexOf('$');
  return dollar >= 0 && [...counts].some(name => name.startsWith(template.slice(0, dollar)));
}

function readLabels(rule: RelabelRule): readonly string[] {
  const isCompared = rule.action === 'keepequal' || rule.action === 'dropequal';
  return isCompared ? [...rule.sourceLabels, rule.targetLabel] : rule.sourceLabels;
}

function distinct(targets: readonly PossibleTarget[]): readonly PossibleTarget[] {
  const keyOf = ({ labels, filled }: PossibleTarget) => JSON.stringify([[...labels].sort(), [...filled].sort()]);
  return [...new Map(targets.map(target => [keyOf(target), target])).values()];
}
