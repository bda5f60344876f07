import { valueOr } from '../prometheus/config/field.ts';
import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { matches } from '../prometheus/relabel/match.ts';
import { compileRegex, createRegexCache } from '../prometheus/relabel/regex.ts';
import type { Finding } from '../schema/finding.ts';
import type { YamlNode } from '../yaml/node.ts';
import { spanOf } from '../yaml/source.ts';
import { mayBeSetBefore } from './label-origin.ts';
import type { Lint } from './lint.ts';
import { replaceName } from './replace-label.ts';
import { findingOf } from './report.ts';
import { almostSpecialLabel, PARAMETER } from './special-label.ts';

/**
 * A label that misses a special one by an underscore or a letter, such as `_address_`. As a target label it changes
 * nothing of the scrape; as a source label it is empty.
 */
export const ALMOST_SPECIAL_LABEL: Lint = {
  code: 'relabel/almost-special-label',
  severity: 'warning',
  summary: 'A label that misses a special one, such as `__address__`, by an underscore or a letter.',
  check: job =>
    job.relabelConfigs
      .slice(0, MOST_RULES)
      .flatMap((rule, index) => [...inTarget(job, rule, index), ...inSources(job, rule, index)])
      .slice(0, MOST_FINDINGS),
  fixes: (finding, _job, context) => {
    const { label, replacement } = finding.data;
    if (typeof label !== 'string' || typeof replacement !== 'string') return [];
    return replaceName(context.file, finding.span, label, replacement, 'preferred');
  },
};

/** No job that people write has more rules; what is beyond is not looked at. */
const MOST_RULES = 500;
const MOST_FINDINGS = 1000;

const SETTING = ['replace', 'hashmod', 'lowercase', 'uppercase', 'labelmap'];

function inTarget(job: ScrapeConfig, rule: RelabelConfig, index: number): readonly Finding[] {
  const action = valueOr(rule.action, 'replace');
  if (action === undefined || !SETTING.includes(action)) return [];
  const target = action === 'labelmap' ? rule.replacement : rule.targetLabel;
  if (target.state !== 'set') return [];
  const label = target.value;
  const meant = almostSpecialLabel(label);
  if (meant === undefined || isReadLater(job, index, label)) return [];
  const fate = label.startsWith('__')
    ? 'which nothing reads and Prometheus drops after relabelling'
    : 'an ordinary label';
  const message = `This rule does not change \`${meant}\`: it sets \`${label}\`, ${fate}. Did you mean \`${meant}\`?`;
  return [report(target.node, message, label, meant)];
}

function inSources(job: ScrapeConfig, rule: RelabelConfig, index: number): readonly Finding[] {
  if (rule.sourceLabels.state !== 'set') return [];
  return rule.sourceLabels.value.flatMap(node => {
    const meant = almostSpecialLabel(node.text);
    if (meant === undefined || mayBeSetBefore(job, index, { kind: 'name', text: node.text })) return [];
    const message = `\`${node.text}\` is always empty: nothing sets a label of this name. Did you mean \`${meant}\`?`;
    return [report(node, message, node.text, meant)];
  });
}

function report(node: YamlNode, message: string, label: string, replacement: string): Finding {
  const data = replacement.endsWith(PARAMETER) ? { label } : { label, replacement };
  return findingOf(ALMOST_SPECIAL_LABEL, { span: spanOf(node), message, related: [], data });
}

/** Whether some rule behind the one at `index` may look at the label. */
function isReadLater(job: ScrapeConfig, index: number, label: string): boolean {
  return [...job.relabelConfigs.slice(index + 1), ...job.metricRelabelConfigs].some(rule => mayRead(rule, label));
}

function mayRead(rule: RelabelConfig, label: string): boolean {
  const action = valueOr(rule.action, 'replace');
  if (rule.sourceLabels.state === 'unreadable' || action === undefined) return true;
  if (rule.sourceLabels.state === 'set' && rule.sourceLabels.value.some(node => node.text === label)) return true;
  if (action === 'keepequal' || action === 'dropequal') return valueOr(rule.targetLabel, label) === label;
  if (action !== 'labelmap') return false;
  const regex = valueOr(rule.regex, '(.*)');
  if (regex === undefined) return true;
  const compiled = compileRegex(regex, 'everything', createRegexCache(1));
  return !compiled.ok || matches(compiled.regex, label);
}
