import { type RuleOfRole, rulesOfClusterRole, writtenRules } from './aggregation.ts';
import { type RbacObjects, type RbacSource, roleKey } from './rbac-objects.ts';
import type { Requester } from './requester.ts';
import type { ClusterRole, Role } from './role.ts';
import type { ClusterRoleBinding, RoleBinding } from './role-binding.ts';
import { type Subject, subjectApplies } from './subject.ts';

export type Binding = RoleBinding | ClusterRoleBinding;

/** Where a binding grants. A RoleBinding in a file that names no namespace grants in one, but which is unknown. */
export type GrantScope =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'unknown namespace' };

/** A binding that applies to somebody. */
export interface AppliedBinding {
  readonly binding: Binding;
  /** The first of its subjects that applies. */
  readonly subject: Subject;
  readonly scope: GrantScope;
}

/** One rule that somebody has: by which binding of which role, and where it is written. */
export interface Grant extends AppliedBinding, RuleOfRole {
  /** The role of the binding. The rule is written in another one where this is aggregated and from a file. */
  readonly role: Role | ClusterRole;
}

/**
 * A binding that applies to somebody and grants what is not known: its role is not there, or is an aggregated ClusterRole
 * that may get more from ClusterRoles elsewhere.
 */
export type Doubt =
  | ({ readonly kind: 'role not found' } & AppliedBinding)
  | ({ readonly kind: 'aggregated'; readonly role: ClusterRole } & AppliedBinding);

/** Everything that somebody has been granted, in the order in which the API server looks: bindings of the cluster first. */
export interface Grants {
  readonly who: Requester;
  readonly source: RbacSource;
  readonly grants: readonly Grant[];
  /** In a cluster, only roles that are not there: they grant nothing. */
  readonly doubts: readonly Doubt[];
}

/**
 * What the bindings grant to somebody: to the user, to a group of theirs, or to them as a service account. A binding that
 * the API server would refuse, such as a ClusterRoleBinding of a Role, grants nothing.
 */
export function grantsOf(who: Requester, rbac: RbacObjects): Grants {
  const grants: Grant[] = [];
  const doubts: Doubt[] = [];
  for (const applied of appliedBindings(who, rbac)) {
    const role = roleOf(applied.binding, rbac);
    if (role === 'refused') continue;
    if (role === undefined) {
      doubts.push({ kind: 'role not found', ...applied });
      continue;
    }
    for (const rule of rulesOf(role, rbac)) grants.push({ ...applied, role, ...rule });
    if (rbac.source === 'files' && role.kind === 'ClusterRole' && role.aggregationRule) {
      doubts.push({ kind: 'aggregated', role, ...applied });
    }
  }
  return { who, source: rbac.source, grants, doubts };
}

/** The bindings one of whose subjects is the requester or a group of theirs. */
function appliedBindings(who: Requester, rbac: RbacObjects): readonly AppliedBinding[] {
  return [...rbac.clusterRoleBindings, ...rbac.roleBindings].flatMap(binding => {
    const namespace = binding.kind === 'RoleBinding' ? binding.metadata.namespace : '';
    const subject = binding.subjects.find(one => subjectApplies(one, namespace, who));
    return subject ? [{ binding, subject, scope: scopeOf(binding) }] : [];
  });
}

function scopeOf(binding: Binding): GrantScope {
  if (binding.kind === 'ClusterRoleBinding') return { kind: 'cluster' };
  const { namespace } = binding.metadata;
  return namespace === '' ? { kind: 'unknown namespace' } : { kind: 'namespace', namespace };
}

/** The role of a binding: a Role is always in the namespace of its RoleBinding. Undefined when it is not there. */
function roleOf({ kind, metadata, roleRef }: Binding, rbac: RbacObjects): Role | ClusterRole | 'refused' | undefined {
  if (roleRef.kind === 'ClusterRole') return rbac.clusterRoles.get(roleRef.name);
  if (roleRef.kind === 'Role' && kind === 'RoleBinding')
    return rbac.roles.get(roleKey(metadata.namespace, roleRef.name));
  return 'refused';
}

function rulesOf(role: Role | ClusterRole, rbac: RbacObjects): readonly RuleOfRole[] {
  return role.kind === 'ClusterRole' ? rulesOfClusterRole(role, rbac) : writtenRules(role);
}
