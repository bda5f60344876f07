import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { metaLabelsOf } from '../prometheus/discovery/meta-labels.ts';
import type { Finding } from '../schema/finding.ts';
import { spanOf } from '../yaml/source.ts';
import { analogousLabel } from './analogous-label.ts';
import { rolesOf, stateOf } from './job-discovery.ts';
import { mayBeSetBefore } from './label-origin.ts';
import { type LabelReference, labelReferenceAt, labelReferences } from './label-reference.ts';
import type { Lint } from './lint.ts';
import { meantLabels } from './meant-labels.ts';
import { isOwnRule } from './own-rule.ts';
import { roles } from './phrases.ts';
import { consequenceOf, objectOf } from './reference-phrases.ts';
import { replaceLabel } from './replace-label.ts';
import { findingOf } from './report.ts';

/**
 * A label of Kubernetes discovery that other roles set, but none that the job uses: it is empty on every target of the
 * job.
 */
export const LABEL_NOT_SET_BY_ROLE: Lint = {
  code: 'sd/label-not-set-by-role',
  severity: 'warning',
  summary: 'A label of Kubernetes discovery that only other roles set.',
  check: job => labelReferences(job).flatMap(reference => judge(job, reference)),
  fixes: (finding, job, context) => {
    const reference = labelReferenceAt(job, finding.span);
    const replacement = finding.data['replacement'];
    if (!reference || typeof replacement !== 'string') return [];
    return replaceLabel(context.file, reference, replacement, 'alternative');
  },
};

function judge(job: ScrapeConfig, reference: LabelReference): readonly Finding[] {
  const { wanted, index, rule, use, node } = reference;
  const labels = meantLabels(wanted);
  if (use === 'removed' || labels.length === 0 || job.kubernetesSdConfigs.length === 0) return [];
  if (stateOf(job, labels).state !== 'never' || mayBeSetBefore(job, index, wanted) || !isOwnRule(job, rule)) return [];
  const set = rolesOf(job).flatMap(role => metaLabelsOf(role, new Set()));
  const other = wanted.kind === 'name' ? analogousLabel(wanted.text, set) : undefined;
  const setters = [...new Set(labels.flatMap(label => label.sources.map(source => source.role)))];
  const verb = setters.length === 1 ? 'sets' : 'set';
  const why = `only ${roles(setters, 'and')} ${verb} ${objectOf(reference)}, and this job uses ${roles(rolesOf(job), 'and')}`;
  const advice = other === undefined ? '' : ` Use \`${other}\` instead.`;
  const data = other === undefined ? { label: wanted.text } : { label: wanted.text, replacement: other };
  const message = `${consequenceOf(reference)}: ${why}.${advice}`;
  return [findingOf(LABEL_NOT_SET_BY_ROLE, { span: spanOf(node), message, related: [], data })];
}
