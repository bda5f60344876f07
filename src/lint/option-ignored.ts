import { valueOr } from '../prometheus/config/field.ts';
import {
  ATTACH_METADATA_OPTIONS,
  type KubernetesRole,
  type KubernetesSdConfig,
} from '../prometheus/config/kubernetes-sd-config.ts';
import { isBefore } from '../prometheus/version.ts';
import type { Finding } from '../schema/finding.ts';
import type { Fix } from '../schema/fix.ts';
import { spanOf } from '../yaml/source.ts';
import { removeAttach, turnOnAttach } from './config-edits.ts';
import { fixOf } from './fix-of.ts';
import { isAttached, roleOf, usesOption } from './job-discovery.ts';
import type { Lint, LintContext } from './lint.ts';
import { roles } from './phrases.ts';
import { findingOf } from './report.ts';

/** An option of `attach_metadata`, or a node selector, that does nothing under the role. */
export const OPTION_IGNORED: Lint = {
  code: 'sd/option-ignored',
  severity: 'warning',
  summary: 'An option of Kubernetes discovery that the role ignores.',
  check: job => job.kubernetesSdConfigs.flatMap(entry => [...ignoredOptions(entry), ...idleNodeSelectors(entry)]),
  fixes: (finding, job, context) => job.kubernetesSdConfigs.flatMap(entry => fixesIn(finding, entry, context)),
};

/** The first release that filters pods by a node selector; earlier ones refuse the selector. */
const NODE_SELECTORS = { major: 3, minor: 11 };

function fixesIn(finding: Finding, entry: KubernetesSdConfig, { file, version }: LintContext): readonly Fix[] {
  if (finding.data['option'] === 'selector') {
    const isHere = idleNodeSelectors(entry).some(one => one.span.start === finding.span.start);
    if (!isHere || isBefore(version, NODE_SELECTORS)) return [];
    return fixOf('Turn on `attach_metadata.node`', [turnOnAttach(file, entry, 'node')], 'alternative');
  }
  const option = ATTACH_METADATA_OPTIONS.find(one => one === finding.data['option']);
  const field = option === undefined ? undefined : entry.attach[option];
  if (option === undefined || field?.state !== 'set' || spanOf(field.key).start !== finding.span.start) return [];
  return fixOf(`Remove \`attach_metadata.${option}\``, [removeAttach(file, entry, option)], 'preferred');
}

function ignoredOptions(entry: KubernetesSdConfig): readonly Finding[] {
  const role = roleOf(entry);
  if (role === undefined) return [];
  return ATTACH_METADATA_OPTIONS.flatMap(option => {
    const field = entry.attach[option];
    if (field.state !== 'set' || !field.value || usesOption(role, option)) return [];
    const users = USERS.filter(one => usesOption(one, option));
    const message = `\`attach_metadata.${option}\` adds no labels here: role \`${role}\` ignores it. Remove it; it is for ${roles(users, 'and')}.`;
    return [findingOf(OPTION_IGNORED, { span: spanOf(field.key), message, related: [], data: { option } })];
  });
}

const USERS: readonly KubernetesRole[] = ['pod', 'service', 'endpoints', 'endpointslice', 'ingress'];

/** Pods are filtered by their node only where the nodes are watched, which `attach_metadata.node` starts. */
function idleNodeSelectors(entry: KubernetesSdConfig): readonly Finding[] {
  if (roleOf(entry) !== 'pod' || isAttached(entry, 'node') !== false) return [];
  return (valueOr(entry.selectors, []) ?? []).flatMap(({ role }) => {
    if (role.state !== 'set' || role.value !== 'node') return [];
    const message =
      'This selector filters nothing: role `pod` looks at nodes only with `attach_metadata.node: true`, which is off. Turn it on, or remove the selector.';
    return [findingOf(OPTION_IGNORED, { span: spanOf(role.node), message, related: [], data: { option: 'selector' } })];
  });
}
