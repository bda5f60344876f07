import type { PolicyRule } from '../../../src/kubernetes/rbac/policy-rule.ts';
import { RBAC_API_VERSION } from '../../../src/kubernetes/rbac/rbac-objects.ts';
import type { Requester } from '../../../src/kubernetes/rbac/requester.ts';
import type { Manifest } from '../../cluster/admin-api.ts';
import type { Random } from '../random.ts';
import { randomRequester, subjectNear } from './random-requesters.ts';
import {
  higherAggregatedRoles,
  highestRole,
  markerRole,
  ROLE_NAMES,
  randomAggregatedRoles,
  randomClusterRoles,
  randomRoles,
  type WrittenRole,
} from './random-roles.ts';
import { NAMESPACES } from './random-rules.ts';

/** Roles, bindings and those who are bound, as they are written. */
export interface RandomWorld {
  readonly roles: readonly WrittenRole[];
  /** ClusterRoles that select those of the steps before. */
  readonly aggregatedSteps: readonly (readonly WrittenRole[])[];
  readonly bindings: readonly Manifest[];
  readonly requesters: readonly BoundRequester[];
}

/** Somebody, and the rules that they have or nearly have, each with the namespace of the binding, '' for the cluster. */
export interface BoundRequester {
  readonly who: Requester;
  readonly near: readonly { readonly rule: PolicyRule; readonly namespace: string }[];
}

const REQUESTERS = 130;

export function randomWorld(random: Random): RandomWorld {
  const clusterRoles = [...randomClusterRoles(random), markerRole()];
  const roles = [...randomRoles(random), ...clusterRoles];
  const aggregatedSteps = [randomAggregatedRoles(random), higherAggregatedRoles(random), [highestRole()]];
  const all = [...roles, ...aggregatedSteps.flat()];
  const bindings: Manifest[] = [];
  const requesters = Array.from({ length: REQUESTERS }, (_, index) => {
    const who = randomRequester(random, index);
    const near = random.list(1, 4, () => {
      const binding = randomBinding(random, who, `binding-${bindings.length}`);
      bindings.push(binding);
      const namespace = binding.kind === 'RoleBinding' ? (binding.metadata.namespace ?? '') : '';
      return rulesNear(binding, all, clusterRoles).map(rule => ({ rule, namespace }));
    });
    return { who, near: near.flat() };
  });
  const master = { who: { user: 'root', groups: ['system:masters'] }, near: [] };
  return { roles, aggregatedSteps, bindings, requesters: [...requesters, master] };
}

function randomBinding(random: Random, who: Requester, name: string): Manifest {
  const kind = random.happens(1, 3) ? 'ClusterRoleBinding' : 'RoleBinding';
  const toRole = kind === 'RoleBinding' && random.happens(3, 5);
  const roleRef = toRole ? { kind: 'Role', name: random.pick(ROLE_NAMES) } : randomClusterRoleRef(random);
  const subjects = random.list(1, 2, () => subjectNear(random, who, kind));
  const metadata = kind === 'RoleBinding' ? { namespace: random.pick(NAMESPACES), name } : { name };
  return { apiVersion: RBAC_API_VERSION, kind, metadata, subjects, roleRef };
}

/** Some are not there. */
function randomClusterRoleRef(random: Random): { readonly kind: string; readonly name: string } {
  const name = (() => {
    switch (random.below(12)) {
      case 0:
        return `absent-${random.below(10)}`;
      case 1:
        return random.pick(['highest', 'higher-0', 'higher-1', 'higher-2', 'higher-3', 'view', 'edit', 'admin']);
      case 2:
      case 3:
        return `aggregated-${random.below(14)}`;
      default:
        return `cluster-role-${random.below(60)}`;
    }
  })();
  return { kind: 'ClusterRole', name };
}

/** The rules of the role that a binding names, in whatever namespace it is; those of any leaf for an aggregated one. */
function rulesNear(
  binding: Manifest,
  all: readonly WrittenRole[],
  clusterRoles: readonly WrittenRole[],
): readonly PolicyRule[] {
  const { kind, name } = binding['roleRef'] as { readonly kind: string; readonly name: string };
  const named = all.filter(role => role.kind === kind && role.metadata.name === name);
  const written = named.some(role => role['aggregationRule'] !== undefined) ? clusterRoles : named;
  return written.flatMap(role => role.rules);
}
