import { valueOr } from '../prometheus/config/field.ts';
import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { plainPattern } from '../prometheus/relabel/plain-pattern.ts';
import type { Finding } from '../schema/finding.ts';
import type { Fix } from '../schema/fix.ts';
import { spanOf } from '../yaml/source.ts';
import { addField, changeField } from './config-edits.ts';
import { fixOf } from './fix-of.ts';
import type { Lint, LintContext } from './lint.ts';
import { listed } from './phrases.ts';
import { findingOf } from './report.ts';

/** Rules of one action that match everything, in both lists of the job, as findings of the lint. */
export function matchingEverything(
  lint: Pick<Lint, 'code' | 'severity'>,
  job: ScrapeConfig,
  action: 'keep' | 'drop',
): readonly Finding[] {
  const consequence = (what: string) => (action === 'keep' ? `keeps every ${what}` : `drops every ${what} of the job`);
  const judge = (rules: readonly RelabelConfig[], what: string) =>
    rules.flatMap(rule => {
      if (rule.action.state !== 'set' || rule.action.value !== action || !isAlwaysTrue(rule)) return [];
      const regex = presenceRegex(rule);
      const message = `This rule ${consequence(what)}: ${reason(rule)}. ${advice(rule, action, regex)}`;
      const data: Finding['data'] = regex === undefined ? {} : { regex };
      return [findingOf(lint, { span: spanOf(rule.action.node), message, related: [], data })];
    });
  return [...judge(job.relabelConfigs, 'target'), ...judge(job.metricRelabelConfigs, 'sample')];
}

/** Makes the rule of such a finding ask for the presence of its source labels. */
export function askForPresence(finding: Finding, job: ScrapeConfig, context: LintContext): readonly Fix[] {
  const rule = [...job.relabelConfigs, ...job.metricRelabelConfigs].find(
    one => one.action.state === 'set' && spanOf(one.action.node).start === finding.span.start,
  );
  const regex = finding.data['regex'];
  if (rule?.action.state !== 'set' || rule.sourceLabels.state !== 'set' || typeof regex !== 'string') return [];
  const labels = rule.sourceLabels.value.length === 1 ? 'source label' : 'source labels';
  const purpose = `to ${rule.action.value} only what has the ${labels}`;
  const { file } = context;
  if (rule.regex.state === 'set') {
    return fixOf(
      `Change the regex to \`${regex}\` ${purpose}`,
      [changeField(file, rule.regex.node, regex)],
      'alternative',
    );
  }
  const edit = addField(file, rule.node, 'action', { name: 'regex', text: regex });
  return fixOf(`Add \`regex: ${regex}\` ${purpose}`, [edit], 'alternative');
}

/** Whether the rule's regex matches every value: when it is absent, `(.*)` or `.*`, with or without anchors. */
function isAlwaysTrue(rule: RelabelConfig): boolean {
  const regex = valueOr(rule.regex, '(.*)');
  if (regex === undefined) return false;
  const pattern = plainPattern(regex.replace(/^\^/, '').replace(/\$$/, ''));
  return pattern?.kind === 'wildcard' && pattern.prefix === '' && pattern.suffix === '' && pattern.least === 0;
}

/** The regex that matches where every source label has a value; undefined where that takes thought. */
function presenceRegex(rule: RelabelConfig): string | undefined {
  const names = sourceLabels(rule);
  if (names.length === 0 || (names.length > 1 && rule.separator.state !== 'absent')) return undefined;
  return names.map(() => '.+').join(';');
}

function sourceLabels(rule: RelabelConfig): readonly string[] {
  return rule.sourceLabels.state === 'set' ? rule.sourceLabels.value.map(node => node.text) : [];
}

function reason(rule: RelabelConfig): string {
  const subject = rule.regex.state === 'set' ? 'its regex' : 'without `regex` it';
  const also = sourceLabels(rule).length === 0 ? '' : ', also the empty one of a label that is not there';
  return `${subject} matches every value${also}`;
}

function advice(rule: RelabelConfig, action: string, regex: string | undefined): string {
  if (regex === undefined) return 'Write the regex that decides, or remove the rule.';
  return `To ${action} only what has ${listed(sourceLabels(rule), 'and')}, write \`regex: ${regex}\`.`;
}
