import type { PolicyRule } from '../../../src/kubernetes/rbac/policy-rule.ts';
import { RBAC_API_VERSION } from '../../../src/kubernetes/rbac/rbac-objects.ts';
import type { Manifest } from '../../cluster/admin-api.ts';
import type { Random } from '../random.ts';
import { NAMESPACES, randomRule } from './random-rules.ts';

/** A role as it is written, with its rules. */
export interface WrittenRole extends Manifest {
  readonly kind: 'Role' | 'ClusterRole';
  readonly rules: readonly PolicyRule[];
}

const TIERS = ['web', 'data', 'edge'];
const ZONES = ['a', 'b', 'c'];

/** What every aggregated role selects beside the rest: when it has this rule, the controller has been there. */
export const MARKER_LABELS = { marker: 'yes' };
export const MARKER_RULE: PolicyRule = {
  verbs: ['mark'],
  apiGroups: [''],
  resources: ['markers'],
  resourceNames: [],
  nonResourceURLs: [],
};

/** The role with {@link MARKER_RULE}; `view`, which every cluster has, and those above it get it too. */
export function markerRole(): WrittenRole {
  const labels = { ...MARKER_LABELS, 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
  return { ...clusterRole('marker', [MARKER_RULE]), metadata: { name: 'marker', labels } };
}

/** Roles of namespaces. The same names are in several of them, and in each some are missing. */
export function randomRoles(random: Random): readonly WrittenRole[] {
  return NAMESPACES.flatMap(namespace =>
    ROLE_NAMES.filter(() => random.happens(3, 4)).map(name => ({
      apiVersion: RBAC_API_VERSION,
      kind: 'Role' as const,
      metadata: { namespace, name },
      rules: random.list(0, 3, () => randomRule(random, 'Role')),
    })),
  );
}

export const ROLE_NAMES: readonly string[] = Array.from({ length: 12 }, (_, index) => `role-${index}`);

/** ClusterRoles with labels and rules of their own. */
export function randomClusterRoles(random: Random): readonly WrittenRole[] {
  return Array.from({ length: 60 }, (_, index) => {
    const labels = {
      leaf: 'yes',
      ...(random.happens(1, 2) ? { tier: random.pick(TIERS) } : {}),
      ...(random.happens(1, 2) ? { zone: random.pick(ZONES) } : {}),
    };
    const role = clusterRole(
      `cluster-role-${index}`,
      random.list(0, 3, () => randomRule(random, 'ClusterRole')),
    );
    return { ...role, metadata: { ...role.metadata, labels } };
  });
}

/** ClusterRoles that are put together of leaves; some have rules in their text, which do not count. */
export function randomAggregatedRoles(random: Random): readonly WrittenRole[] {
  return Array.from({ length: 14 }, (_, index) => {
    const rules = random.list(0, 2, () => randomRule(random, 'ClusterRole'));
    return aggregated(`aggregated-${index}`, rules, { step: 'one' }, [
      { matchLabels: MARKER_LABELS },
      ...random.list(0, 3, () => leafSelector(random)),
    ]);
  });
}

/** ClusterRoles that are put together of aggregated ones and leaves. */
export function higherAggregatedRoles(random: Random): readonly WrittenRole[] {
  return Array.from({ length: 4 }, (_, index) =>
    aggregated(`higher-${index}`, [], {}, [
      leafSelector(random),
      { matchLabels: { step: 'one' } },
      { matchLabels: MARKER_LABELS },
    ]),
  );
}

/** The label of roles that {@link highestRole} leaves out. */
export const APART = { apart: 'yes' };

/** A ClusterRole that is put together of all others. */
export function highestRole(): WrittenRole {
  const others = { matchExpressions: [{ key: 'apart', operator: 'DoesNotExist' }] };
  return aggregated('highest', [], APART, [others]);
}

/** Roles that select each other keep the rules of whoever was first. So that there is one answer, only leaves are selected. */
function leafSelector(random: Random): object {
  const expressions = [
    { key: 'zone', operator: random.pick(['In', 'NotIn']), values: random.list(1, 2, () => random.pick(ZONES)) },
    { key: 'tier', operator: random.pick(['Exists', 'DoesNotExist']) },
    { key: 'tier', operator: 'In', values: [random.pick(TIERS), 'web'] },
  ];
  const labels = random.happens(1, 2) ? { zone: random.pick(ZONES) } : {};
  const chosen = expressions.filter(() => random.happens(1, 3));
  return { matchLabels: { leaf: 'yes', ...labels }, ...(chosen.length === 0 ? {} : { matchExpressions: chosen }) };
}

function aggregated(name: string, rules: readonly PolicyRule[], labels: object, clusterRoleSelectors: object[]) {
  const role = clusterRole(name, rules);
  return { ...role, metadata: { ...role.metadata, labels }, aggregationRule: { clusterRoleSelectors } };
}

function clusterRole(name: string, rules: readonly PolicyRule[]) {
  return { apiVersion: RBAC_API_VERSION, kind: 'ClusterRole' as const, metadata: { name }, rules };
}
