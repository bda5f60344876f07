import { validateRule } from '../../../src/prometheus/relabel/validate.ts';
import { EMPTY_WRITTEN_RULE, type WrittenRule } from '../../../src/prometheus/relabel/written-rule.ts';
import type { Random } from '../random.ts';
import { randomLabels, randomRule, yamlRules } from '../relabel/random-rules.ts';
import { VALUES } from '../relabel/vocabulary.ts';
import { yamlText } from '../yaml-text.ts';
import { type TargetRequest, TODAY } from './target-answer.ts';

const INTERVALS = [
  ['1m', '10s'],
  ['30s', '30s'],
  ['90s', '1s500ms'],
  ['14d', '1d'],
  ['372d', '52w'],
] as const;
const PATHS = [
  '/metrics',
  '/',
  'metrics',
  '/a b',
  '/a?b=c',
  '*',
  '/ä/😀',
  '/%41',
  '/a;b,c',
  'x:y',
  '/#f',
  '//h',
  '/"<>\\^`{|}',
];
const PARAMS = ['module', 'x y', 'ä', '', 'match[]', '😀', '\uffee', 'a'];
const SPECIAL: readonly (readonly [name: string, values: readonly string[]])[] = [
  [
    '__address__',
    ['h:1', 'h', '[::1]:80', '::1', 'a b', 'h/x', '', 'ä.de:9', 'h%41', 'h?x', 'h#x', 'u@h', 'h\\x', '*'],
  ],
  ['__scheme__', ['http', 'https', '', 'HTTP', 'ftp', 'ä']],
  ['__metrics_path__', PATHS],
  ['__scrape_interval__', ['1m', '60s', '0', '0s', '5', 'x', '1h30m', '2notseconds', '1ä', '99999y', '15s']],
  ['__scrape_timeout__', ['10s', '1m', '2m', '0', '', '1.5s', '5ms']],
  ['__convert_classic_histograms_to_nhcb__', ['true', 'T', 'yes', '', '0', 'TrUe', 'maybe"']],
  ['__always_scrape_classic_histograms__', ['false', 'FALSE', 'no', 'ä']],
  ['__scrape_native_histograms__', ['1', 'f', '2']],
  ['__unix_socket__', ['/run/x.sock', '']],
  ['__param_module', ['m', '', 'a&b=c d+e', 'ä']],
  ['__param_', ['empty']],
  ['__param_x y', ['z']],
  ['instance', ['i', '']],
  ['job', ['j2', '']],
];

/** A target of a group and a job that Prometheus loads. */
export function randomTarget(random: Random): TargetRequest {
  return { op: 'target', job: randomJob(random), labels: targetLabels(random), group: groupLabels(random) };
}

function targetLabels(random: Random): Readonly<Record<string, string>> {
  const address = random.happens(9, 10) ? { __address__: 'h:1' } : {};
  return { ...address, ...groupLabels(random) };
}

function groupLabels(random: Random): Readonly<Record<string, string>> {
  const special = random.list(0, 2, () => {
    const [name, values] = random.pick(SPECIAL);
    return [name, random.pick(values)] as const;
  });
  return { ...Object.fromEntries(randomLabels(random)), ...Object.fromEntries(special) };
}

function randomJob(random: Random): string {
  const lines = [`job_name: ${yamlText(random.pick(['j', 'a/b', 'ä 😀']))}`];
  const maybe = (line: () => string) => {
    if (random.happens(1, 3)) lines.push(line());
  };
  maybe(() => intervals(random));
  maybe(() => `metrics_path: ${yamlText(random.pick(PATHS))}`);
  maybe(() => `scheme: ${random.pick(['http', 'https'])}`);
  maybe(() => `params: {${params(random)}}`);
  maybe(() => `convert_classic_histograms_to_nhcb: ${random.pick(['true', 'false'])}`);
  maybe(() => `always_scrape_classic_histograms: ${random.pick(['true', 'false'])}`);
  maybe(() => `scrape_native_histograms: ${random.pick(['true', 'false'])}`);
  const rules = random.list(0, 3, () => validRule(random));
  if (rules.length > 0) lines.push('relabel_configs:', yamlRules(rules));
  return lines.join('\n');
}

function intervals(random: Random): string {
  const [interval, timeout] = random.pick(INTERVALS);
  return `scrape_interval: ${interval}\nscrape_timeout: ${timeout}`;
}

function params(random: Random): string {
  const keys = new Set(random.list(0, 3, () => random.pick(PARAMS)));
  const value = (key: string) =>
    `${yamlText(key)}: [${random.list(0, 3, () => yamlText(random.pick(VALUES))).join(', ')}]`;
  return [...keys].map(value).join(', ');
}

/** Rules that drop everything are rare among those of real jobs too. */
function validRule(random: Random): WrittenRule {
  if (random.happens(1, 3)) return specialRule(random);
  for (;;) {
    const rule = randomRule(random);
    if (/^(?:keep|labelkeep)/i.test(rule.action ?? '') && random.happens(3, 4)) continue;
    const settings = { names: 'utf8', version: 'unknown', regexes: TODAY.relabel.regexes } as const;
    if (validateRule(rule, settings).length === 0) return rule;
  }
}

function specialRule(random: Random): WrittenRule {
  const [targetLabel, values] = random.pick(SPECIAL);
  return { ...EMPTY_WRITTEN_RULE, targetLabel, replacement: random.pick(values) };
}
