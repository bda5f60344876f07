import { compileRegex, createRegexCache } from '../../../src/prometheus/relabel/regex.ts';
import { RELABEL_ACTIONS, type RelabelRule } from '../../../src/prometheus/relabel/rule.ts';
import { loadRules } from './our-answer.ts';
import type { RelabelCase } from './random-rules.ts';

const PATHS = ['literal', 'alternatives', 'everything', 'something', 'prefix', 'suffix', 're2'];

/** How many cases that load have a rule of each action, and how many match through each path. */
export function countCases(cases: Iterable<RelabelCase>): ReadonlyMap<string, number> {
  const keys = [...RELABEL_ACTIONS.map(action => `action ${action}`), ...PATHS.map(path => `path ${path}`), 'refused'];
  const counts = new Map(keys.map(key => [key, 0]));
  for (const one of cases) {
    const rules = loadRules(one);
    const seen = 'refused' in rules ? ['refused'] : rules.flatMap(keysOf);
    for (const key of new Set(seen)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keysOf(rule: RelabelRule): readonly string[] {
  const key = `action ${rule.action}`;
  const usesRegex = ['replace', 'keep', 'drop', 'labelmap', 'labeldrop', 'labelkeep'].includes(rule.action);
  return usesRegex ? [key, `path ${pathOf(rule.regex)}`] : [key];
}

function pathOf(source: string): string {
  const compiled = compileRegex(source, 'everything', createRegexCache(1));
  if (!compiled.ok || compiled.regex.kind === 're2') return 're2';
  const { pattern } = compiled.regex;
  if (pattern.kind === 'alternatives')
    return pattern.texts.size === 1 && !pattern.captured ? 'literal' : 'alternatives';
  if (pattern.suffix !== '') return 'suffix';
  if (pattern.prefix !== '') return 'prefix';
  return pattern.least === 1 ? 'something' : 'everything';
}
