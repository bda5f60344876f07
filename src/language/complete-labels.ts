import { ATTACH_METADATA_OPTIONS, type KubernetesSdConfig } from '../prometheus/config/kubernetes-sd-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { MetaLabel } from '../prometheus/discovery/meta-label.ts';
import { metaLabelsOf } from '../prometheus/discovery/meta-labels.ts';
import type { Cursor, CursorStep } from '../schema/cursor.ts';
import { startOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import { jobAround } from './job-around.ts';
import type { PartOffset } from './part-at.ts';
import type { Proposal } from './proposal.ts';
import { labelsMadeBy, TARGET_LABELS } from './target-labels.ts';

/** The labels that can be read at the cursor in `source_labels`: those that this job's targets have. Empty elsewhere. */
export function completeLabels(at: PartOffset, cursor: Cursor): readonly Proposal[] {
  const place = sourceLabelsAt(cursor.path);
  const job = place && jobAround(at);
  if (!place || !job) return [];
  const { replaces } = cursor;
  const made = labelsMadeBy(job, place === 'relabel_configs' ? ruleIndex(job, at.offset) : Number.POSITIVE_INFINITY);
  const own = made.map(name =>
    proposal(name, 'set by this job', 'A label that this job sets before this rule.', replaces),
  );
  if (place === 'metric_relabel_configs') {
    const name = proposal('__name__', 'metric name', 'The name of the metric.', replaces);
    const target = TARGET_LABELS.filter(one => !one.name.startsWith('__'));
    return [name, ...own, ...target.map(one => proposal(one.name, 'target label', one.documentation, replaces))];
  }
  const meta = metaLabels(job).map(label => metaProposal(label, replaces));
  return [
    ...meta,
    ...own,
    ...TARGET_LABELS.map(one => proposal(one.name, 'target label', one.documentation, replaces)),
  ];
}

/** Which list of rules the cursor stands in, when it is in the `source_labels` of one. */
function sourceLabelsAt(path: readonly CursorStep[]): 'relabel_configs' | 'metric_relabel_configs' | undefined {
  const names = path.map(step => (step.kind === 'item' ? '*' : step.name)).join('/');
  const list = /^scrape_configs\/\*\/((?:metric_)?relabel_configs)\/\*\/source_labels(?:\/\*)?$/.exec(names)?.[1];
  return list === 'relabel_configs' || list === 'metric_relabel_configs' ? list : undefined;
}

/** How many of the job's rules begin before the offset's own rule. */
function ruleIndex(job: ScrapeConfig, offset: number): number {
  return Math.max(0, job.relabelConfigs.filter(({ node }) => startOf(node) <= offset).length - 1);
}

function metaLabels(job: ScrapeConfig): readonly MetaLabel[] {
  return [...new Set(job.kubernetesSdConfigs.flatMap(labelsOf))];
}

function labelsOf(entry: KubernetesSdConfig): readonly MetaLabel[] {
  if (entry.role.state !== 'set') return [];
  const on = ATTACH_METADATA_OPTIONS.filter(option => {
    const field = entry.attach[option];
    return field.state === 'set' && field.value;
  });
  return metaLabelsOf(entry.role.value, new Set(on));
}

function metaProposal(label: MetaLabel, replaces: Span): Proposal {
  if (label.argument === 'none') return proposal(label.name, 'meta label', label.documentation, replaces);
  const argument = label.argument.replace(' ', '_');
  const shown = `${label.name}<${argument}>`;
  return {
    ...proposal(shown, 'meta label', label.documentation, replaces),
    filter: label.name,
    snippet: `${label.name}\${1:${argument}}`,
  };
}

function proposal(label: string, detail: string, documentation: string, replaces: Span): Proposal {
  return {
    kind: 'label',
    label,
    detail,
    documentation,
    filter: label,
    replaces,
    snippet: label.replaceAll(/[\\$}]/g, '\\$&'),
  };
}
