import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { groupNumber, referencesIn, type TemplateReference } from '../prometheus/relabel/expand.ts';
import { compileRegex, createRegexCache } from '../prometheus/relabel/regex.ts';
import type { RelabelRule } from '../prometheus/relabel/rule.ts';
import type { Finding } from '../schema/finding.ts';
import type { YamlNode } from '../yaml/node.ts';
import { spanOf } from '../yaml/source.ts';
import type { Lint } from './lint.ts';
import { findingOf } from './report.ts';

/** Of a tool that fills files in, such as envsubst: what will stand there is unknown. */
const PLACEHOLDER = /^\$\{?[A-Z][A-Z0-9_]*\}?$/;

/** A replacement or target label that refers to a group which the regex does not have: it stands for nothing. */
export const NO_SUCH_GROUP: Lint = {
  code: 'relabel/no-such-group',
  severity: 'warning',
  summary: 'A reference to a group that the regex does not have.',
  check: (job: ScrapeConfig) => [...job.relabelConfigs, ...job.metricRelabelConfigs].flatMap(missingGroups),
  fixes: () => [],
};

function missingGroups(config: RelabelConfig): readonly Finding[] {
  const { rule, replacement, targetLabel, regex } = config;
  if (!rule || (rule.action !== 'replace' && rule.action !== 'labelmap')) return [];
  const names = groupNames(rule);
  if (!names) return [];
  const isMissing = ({ name, text }: TemplateReference) => {
    const number = groupNumber(name);
    if (number !== undefined) return number >= names.length;
    return !names.includes(name) && !PLACEHOLDER.test(text);
  };
  const written = [replacement, rule.action === 'replace' ? targetLabel : undefined].flatMap(field => {
    if (field?.state !== 'set') return [];
    const missing = referencesIn(field.value).filter(isMissing);
    return missing.length === 0 ? [] : [finding(field.node, missing, names.length - 1)];
  });
  // The default replacement is `$1`.
  const byDefault = replacement.state === 'absent' && regex.state === 'set' && names.length === 1;
  return byDefault ? [...written, defaultFinding(regex.node, rule)] : written;
}

/** By number, the whole match first; undefined when the regex cannot be judged. */
function groupNames({ regex }: RelabelRule): readonly string[] | undefined {
  const compiled = compileRegex(regex, 'everything', createRegexCache(1));
  return compiled.ok ? compiled.regex.groupNames : undefined;
}

function finding(node: YamlNode, missing: readonly TemplateReference[], groups: number): Finding {
  const shown = missing.map(({ text }) => `\`${text}\``).join(', ');
  const has = groups === 0 ? 'no group' : groups === 1 ? 'one group' : `${groups} groups`;
  const message = `${shown} always stands for nothing: \`regex\` has ${has}${missing.some(isName) ? ' and none of that name' : ''}. Put what is meant between parentheses in \`regex\`, or write the text itself.`;
  return findingOf(NO_SUCH_GROUP, {
    span: spanOf(node),
    message,
    related: [],
    data: { groups: missing.map(({ name }) => name) },
  });
}

function isName({ name }: TemplateReference): boolean {
  return groupNumber(name) === undefined;
}

function defaultFinding(node: YamlNode, { action, targetLabel }: RelabelRule): Finding {
  const what = action === 'labelmap' ? 'This rule maps nothing' : `This rule only ever removes \`${targetLabel}\``;
  const message = `${what}: without \`replacement\` the value is \`$1\`, and \`regex\` has no group. Put what is meant between parentheses, or write the \`replacement\`.`;
  return findingOf(NO_SUCH_GROUP, { span: spanOf(node), message, related: [], data: { groups: ['1'] } });
}
