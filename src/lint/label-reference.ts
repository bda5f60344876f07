import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { plainPattern } from '../prometheus/relabel/plain-pattern.ts';
import type { YamlNode } from '../yaml/node.ts';
import { spanOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import type { WantedLabel } from './wanted-label.ts';

/** A place in `relabel_configs` that names a label, or labels by how they begin. */
export interface LabelReference {
  readonly wanted: WantedLabel;
  /** Where the rule stands among the job's rules. */
  readonly index: number;
  readonly rule: RelabelConfig;
  /** `read`: an absent label makes the rule do nothing useful; `removed`: it is harmless. */
  readonly use: 'read' | 'mapped' | 'removed';
  readonly node: YamlNode;
  /** What follows the label's name in the scalar, such as `(.+)`. */
  readonly rest: string;
}

/** No job that people write has more; what is beyond is not looked at. */
const MOST_RULES = 500;
const MOST_REFERENCES = 1000;

/**
 * Every label that the job's target relabelling names: source labels, and the regexes of labelmap, labelkeep and
 * labeldrop that are one literal name or, for labelmap, a literal beginning such as `__meta_kubernetes_pod_label_(.+)`.
 */
export function labelReferences(job: ScrapeConfig): readonly LabelReference[] {
  return job.relabelConfigs
    .slice(0, MOST_RULES)
    .flatMap((rule, index) => [...sourceLabels(rule, index), ...namesInRegex(rule, index)])
    .slice(0, MOST_REFERENCES);
}

/** The reference that a finding at `span` speaks of. */
export function labelReferenceAt(job: ScrapeConfig, span: Span): LabelReference | undefined {
  return labelReferences(job).find(({ node }) => {
    const { start, end } = spanOf(node);
    return start === span.start && end === span.end;
  });
}

function sourceLabels(rule: RelabelConfig, index: number): readonly LabelReference[] {
  if (rule.sourceLabels.state !== 'set') return [];
  return rule.sourceLabels.value.map(node => ({
    wanted: { kind: 'name', text: node.text },
    index,
    rule,
    use: 'read',
    node,
    rest: '',
  }));
}

function namesInRegex(rule: RelabelConfig, index: number): readonly LabelReference[] {
  if (rule.action.state !== 'set' || rule.regex.state !== 'set') return [];
  const action = rule.action.value;
  if (action !== 'labelmap' && action !== 'labelkeep' && action !== 'labeldrop') return [];
  const { value: regex, node } = rule.regex;
  const wanted = literalLabel(regex);
  if (!wanted || (wanted.kind === 'beginning' && action !== 'labelmap')) return [];
  const use = action === 'labelmap' ? 'mapped' : 'removed';
  return [{ wanted, index, rule, use, node, rest: regex.slice(wanted.text.length) }];
}

function literalLabel(regex: string): WantedLabel | undefined {
  if (/^\w+$/.test(regex)) return { kind: 'name', text: regex };
  const pattern = plainPattern(regex);
  if (pattern?.kind !== 'wildcard' || !/^\w+$/.test(pattern.prefix)) return undefined;
  return regex.startsWith(pattern.prefix) ? { kind: 'beginning', text: pattern.prefix } : undefined;
}
