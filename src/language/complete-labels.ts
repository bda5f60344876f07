import { ATTACH_METADATA_OPTIONS, type KubernetesSdConfig } from '../prometheus/config/kubernetes-sd-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { MetaLabel } from '../prometheus/discovery/meta-label.ts';
import { metaLabelsOf } from '../prometheus/discovery/meta-labels.ts';
import { spanOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import { jobAt, relabelFieldAt } from './job-at.ts';
import type { PartOffset } from './part-at.ts';
import type { Proposal } from './proposal.ts';
import { labelsMadeBy, TARGET_LABELS } from './target-labels.ts';

/** The labels that can be read at the cursor in `source_labels`: those that this job's targets have. Empty elsewhere. */
export function completeLabels(at: PartOffset): readonly Proposal[] {
  const job = jobAt(at);
  const field = job && relabelFieldAt(job, at);
  if (!job || field?.field !== 'source_labels') return [];
  const replaces = field.node.kind === 'scalar' ? spanOf(field.node) : { start: at.offset, end: at.offset };
  const made = labelsMadeBy(job, field.list === 'relabel_configs' ? field.index : Number.POSITIVE_INFINITY);
  const own = made.map(name =>
    proposal(name, 'set by this job', 'A label that this job sets before this rule.', replaces),
  );
  if (field.list === 'metric_relabel_configs') {
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
