import { listOf, objectOf, textOf } from '../objects/json.ts';

/** One rule of a role: every verb of it on every resource (in every group), or on every path. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  /** '' is the core group. */
  readonly apiGroups: readonly string[];
  /** As `pods`, `pods/log`, a star for all, or a star, a slash and a subresource. */
  readonly resources: readonly string[];
  /** None: every name. */
  readonly resourceNames: readonly string[];
  /** Paths of the API server, such as `/metrics` or `/healthz*`; only in a ClusterRole. */
  readonly nonResourceURLs: readonly string[];
}

/**
 * Reads an item of `rules`. Never throws: what is missing is an empty list.
 * See https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-v1/
 */
export function readPolicyRule(value: unknown): PolicyRule {
  const rule = objectOf(value);
  return {
    verbs: listOf(rule['verbs'], textOf),
    apiGroups: listOf(rule['apiGroups'], textOf),
    resources: listOf(rule['resources'], textOf),
    resourceNames: listOf(rule['resourceNames'], textOf),
    nonResourceURLs: listOf(rule['nonResourceURLs'], textOf),
  };
}
