import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { findMetaLabel, META_LABEL_PREFIX, metaLabelsBeginning } from '../prometheus/discovery/meta-labels.ts';
import { isMeantAsMetaLabel, nearestMetaLabel } from '../prometheus/discovery/nearest-meta-label.ts';
import { isAtLeast } from '../prometheus/version.ts';
import type { Finding } from '../schema/finding.ts';
import { spanOf } from '../yaml/source.ts';
import { settableLabels } from './job-discovery.ts';
import { mayBeSetBefore } from './label-origin.ts';
import { type LabelReference, labelReferenceAt, labelReferences } from './label-reference.ts';
import type { Lint, LintContext } from './lint.ts';
import { replaceLabel } from './replace-label.ts';
import { findingOf } from './report.ts';
import type { WantedLabel } from './wanted-label.ts';

/** The first release whose labels this list may lack. */
const NEXT_RELEASE = { major: 3, minor: 17 };

/**
 * A `__meta_kubernetes_…` label that no role sets: misspelt, or written with characters that Prometheus replaces by `_`.
 * Prometheus loads the file and finds the label empty on every target.
 */
export const UNKNOWN_META_LABEL: Lint = {
  code: 'sd/unknown-meta-label',
  severity: 'warning',
  summary: 'A label of Kubernetes discovery that no role sets, usually misspelt.',
  check: (job, context) => labelReferences(job).flatMap(reference => judge(job, reference, context)),
  fixes: (finding, job, context) => {
    const reference = labelReferenceAt(job, finding.span);
    const replacement = finding.data['replacement'];
    if (!reference || typeof replacement !== 'string') return [];
    return replaceLabel(context.file, reference, replacement, 'preferred');
  },
};

function judge(job: ScrapeConfig, reference: LabelReference, context: LintContext): readonly Finding[] {
  const { wanted, index, node } = reference;
  if (!isUnknown(wanted) || mayBeSetBefore(job, index, wanted)) return [];
  const near = suggestion(job, wanted);
  if (near === undefined && isAtLeast(context.version, NEXT_RELEASE)) return [];
  const data = near === undefined ? { label: wanted.text } : { label: wanted.text, replacement: near };
  return [findingOf(UNKNOWN_META_LABEL, { span: spanOf(node), message: message(reference, near), related: [], data })];
}

function isUnknown({ kind, text }: WantedLabel): boolean {
  if (kind === 'name') return isMeantAsMetaLabel(text) && findMetaLabel(text).kind !== 'known';
  return text.startsWith(META_LABEL_PREFIX) && metaLabelsBeginning(text).length === 0;
}

function suggestion(job: ScrapeConfig, { kind, text }: WantedLabel): string | undefined {
  const labels = settableLabels(job);
  if (kind === 'name') return nearestMetaLabel(text, labels);
  // A family is found by one of its members.
  const near = nearestMetaLabel(`${text}x`, labels);
  return near?.endsWith('_x') ? near.slice(0, -1) : undefined;
}

function message({ wanted, use }: LabelReference, near: string | undefined): string {
  const { kind, text } = wanted;
  const advice = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  if (kind === 'beginning') {
    return `This rule maps nothing: no role of Kubernetes discovery sets a label that begins with \`${text}\`.${advice}`;
  }
  const why =
    findMetaLabel(text).kind === 'unwritable'
      ? 'no key of a Kubernetes object gives this name, as Prometheus writes `_` for every character that is not a letter or digit'
      : 'no role of Kubernetes discovery sets it';
  return use === 'read'
    ? `\`${text}\` is always empty: ${why}.${advice}`
    : `No target has the label \`${text}\`: ${why}.${advice}`;
}
