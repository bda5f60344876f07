import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { isBefore, type KnownVersion, type PrometheusVersion } from '../prometheus/version.ts';
import type { Finding } from '../schema/finding.ts';
import { spanOf } from '../yaml/source.ts';
import { roleOf } from './job-discovery.ts';
import { mayBeSetBefore } from './label-origin.ts';
import { type LabelReference, labelReferences } from './label-reference.ts';
import type { Lint } from './lint.ts';
import { meantLabels } from './meant-labels.ts';
import { isOwnRule } from './own-rule.ts';
import { consequenceOf, objectOf } from './reference-phrases.ts';
import { findingOf } from './report.ts';

/** A label that a later release of Prometheus sets, but not the one that reads this file. Speaks only of a known release. */
export const LABEL_NOT_YET_SET: Lint = {
  code: 'sd/label-not-yet-set',
  severity: 'warning',
  summary: 'A label of Kubernetes discovery that this release of Prometheus does not set yet.',
  check: (job, { version }) => labelReferences(job).flatMap(reference => judge(job, reference, version)),
  fixes: () => [],
};

function judge(job: ScrapeConfig, reference: LabelReference, version: KnownVersion): readonly Finding[] {
  const { wanted, index, rule, use, node } = reference;
  if (version === 'unknown' || use === 'removed') return [];
  const first = firstRelease(job, reference);
  if (first === undefined || !isBefore(version, first)) return [];
  if (mayBeSetBefore(job, index, wanted) || !isOwnRule(job, rule)) return [];
  const message = `${consequenceOf(reference)}: Prometheus sets ${objectOf(reference)} from ${text(first)} on, and this one is ${text(version)}.`;
  return [findingOf(LABEL_NOT_YET_SET, { span: spanOf(node), message, related: [], data: { label: wanted.text } })];
}

/** The first release that sets one of the labels under the job's roles; undefined where an option or a role decides. */
function firstRelease(job: ScrapeConfig, { wanted }: LabelReference): PrometheusVersion | undefined {
  const roles = job.kubernetesSdConfigs.map(roleOf);
  if (roles.includes(undefined)) return undefined;
  const sources = meantLabels(wanted).flatMap(label => label.sources.filter(source => roles.includes(source.role)));
  if (sources.some(source => source.attach !== 'none')) return undefined;
  return sources.map(source => source.since).toSorted((a, b) => a.major - b.major || a.minor - b.minor)[0];
}

function text({ major, minor }: PrometheusVersion): string {
  return `${major}.${minor}`;
}
