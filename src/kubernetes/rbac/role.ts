import { type LabelSelector, readLabelSelector } from '../label-selector.ts';
import { type JsonObject, listOf, objectOf, optionalObject } from '../objects/json.ts';
import { type ObjectMeta, readObjectMeta } from '../objects/object-meta.ts';
import { type PolicyRule, readPolicyRule } from './policy-rule.ts';

export interface Role {
  readonly kind: 'Role';
  readonly metadata: ObjectMeta;
  readonly rules: readonly PolicyRule[];
}

export interface ClusterRole {
  readonly kind: 'ClusterRole';
  readonly metadata: ObjectMeta;
  /** As they are written. In an aggregated role a controller overwrites them: see `aggregatedRules`. */
  readonly rules: readonly PolicyRule[];
  readonly aggregationRule: AggregationRule | undefined;
}

/** Whose rules an aggregated ClusterRole gets: those of the ClusterRoles that any of the selectors selects. */
export interface AggregationRule {
  /** Undefined for one that the API server refuses. */
  readonly clusterRoleSelectors: readonly (LabelSelector | undefined)[];
}

/** Reads a Role. Never throws: what is missing is empty. */
export function readRole(value: unknown): Role {
  const role = objectOf(value);
  return { kind: 'Role', ...readMetadataAndRules(role) };
}

/**
 * Reads a ClusterRole. Never throws: what is missing is empty.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export function readClusterRole(value: unknown): ClusterRole {
  const role = objectOf(value);
  const aggregation = optionalObject(role['aggregationRule']);
  const aggregationRule = aggregation && {
    clusterRoleSelectors: listOf(aggregation['clusterRoleSelectors'], readLabelSelector),
  };
  return { kind: 'ClusterRole', ...readMetadataAndRules(role), aggregationRule };
}

function readMetadataAndRules(role: JsonObject) {
  return { metadata: readObjectMeta(role['metadata']), rules: listOf(role['rules'], readPolicyRule) };
}
