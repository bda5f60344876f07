import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { metaLabelsOf } from '../prometheus/discovery/meta-labels.ts';
import { isBefore } from '../prometheus/version.ts';
import type { Finding } from '../schema/finding.ts';
import type { Fix } from '../schema/fix.ts';
import { spanOf } from '../yaml/source.ts';
import { analogousLabel } from './analogous-label.ts';
import { turnOnAttach } from './config-edits.ts';
import { fixOf } from './fix-of.ts';
import { type MissingOption, rolesOf, stateOf } from './job-discovery.ts';
import { mayBeSetBefore } from './label-origin.ts';
import { type LabelReference, labelReferenceAt, labelReferences } from './label-reference.ts';
import type { Lint, LintContext } from './lint.ts';
import { meantLabels } from './meant-labels.ts';
import { isOwnRule } from './own-rule.ts';
import { listed, roles } from './phrases.ts';
import { consequenceOf, objectOf } from './reference-phrases.ts';
import { replaceLabel } from './replace-label.ts';
import { findingOf } from './report.ts';

/**
 * A label that the job's role sets only when told to by `attach_metadata`, and the option is off: the label is empty on
 * every target of the job.
 */
export const ATTACH_METADATA_OFF: Lint = {
  code: 'sd/attach-metadata-off',
  severity: 'warning',
  summary: 'A label that needs an option of attach_metadata which is off.',
  check: job => labelReferences(job).flatMap(reference => judge(job, reference)),
  fixes: (finding, job, context) => {
    const reference = labelReferenceAt(job, finding.span);
    if (!reference) return [];
    const replacement = finding.data['replacement'];
    const kind = typeof replacement === 'string' ? 'alternative' : 'preferred';
    const other = typeof replacement === 'string' ? replaceLabel(context.file, reference, replacement, kind) : [];
    return [...turnOn(job, reference, context, kind), ...other];
  },
};

function judge(job: ScrapeConfig, reference: LabelReference): readonly Finding[] {
  const { wanted, index, rule, use, node } = reference;
  const missing = missingFor(job, reference);
  if (use === 'removed' || missing.length === 0) return [];
  if (mayBeSetBefore(job, index, wanted) || !isOwnRule(job, rule)) return [];
  const set = rolesOf(job).flatMap(role => metaLabelsOf(role, new Set()));
  const other = wanted.kind === 'name' ? analogousLabel(wanted.text, set) : undefined;
  const data = other === undefined ? { label: wanted.text } : { label: wanted.text, replacement: other };
  return [
    findingOf(ATTACH_METADATA_OFF, {
      span: spanOf(node),
      message: message(reference, missing, other),
      related: [],
      data,
    }),
  ];
}

function missingFor(job: ScrapeConfig, { wanted }: LabelReference): readonly MissingOption[] {
  const state = stateOf(job, meantLabels(wanted));
  return state.state === 'off' ? state.missing : [];
}

function message(reference: LabelReference, missing: readonly MissingOption[], other: string | undefined): string {
  const options = [...new Set(missing.map(({ option }) => `attach_metadata.${option}`))];
  const setters = [...new Set(missing.map(({ source }) => source.role))];
  const verb = setters.length === 1 ? 'sets' : 'set';
  const why = `${roles(setters, 'and')} ${verb} ${objectOf(reference)} only with ${listed(options, 'or')}, which is off`;
  const instead = other === undefined ? '' : `, or use \`${other}\``;
  const advice = `Turn it on${instead}; the service account must then be allowed to list and watch ${resources(missing)}.`;
  return `${consequenceOf(reference)}: ${why}. ${advice}`;
}

const RESOURCES = { node: 'nodes', namespace: 'namespaces', deployment: 'replicasets', job: 'jobs', cronjob: 'jobs' };

function resources(missing: readonly MissingOption[]): string {
  return listed([...new Set(missing.map(({ option }) => RESOURCES[option]))], 'and');
}

function turnOn(job: ScrapeConfig, reference: LabelReference, context: LintContext, kind: Fix['kind']): readonly Fix[] {
  const missing = missingFor(job, reference);
  // A release that does not know the option would refuse the file.
  if (missing.some(({ source }) => isBefore(context.version, source.since))) return [];
  const options = [...new Set(missing.map(({ option }) => option))];
  const [option] = options;
  if (option === undefined || options.length > 1) return [];
  const edits = missing.map(({ entry }) => turnOnAttach(context.file, entry, option));
  return fixOf(`Turn on \`attach_metadata.${option}\``, edits, kind);
}
