import { type RuleOfRole, rulesOfClusterRole, writtenRules } from './aggregation.ts';
import { isBootstrapRole } from './bootstrap-roles.ts';
import { clusterRoleCalled, type RbacObjects, type RbacSource, roleKey } from './rbac-objects.ts';
import { type RefusalReason, refusalReasons } from './refused-objects.ts';
import { type Requester, serviceAccountOf } from './requester.ts';
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
 * that may get more from ClusterRoles elsewhere, or one that clusters have with other rules than are known.
 */
export type Doubt =
  | ({ readonly kind: 'role not found' } & AppliedBinding)
  | ({ readonly kind: 'aggregated' | 'built-in'; readonly role: ClusterRole } & AppliedBinding);

/** A binding from a file that applies to somebody and grants nothing, because the API server refuses it or its role. */
export interface RefusedBinding extends AppliedBinding {
  readonly refused: Binding | Role | ClusterRole;
  readonly reasons: readonly RefusalReason[];
}

/** Everything that somebody has been granted, in the order in which the API server looks: bindings of the cluster first. */
export interface Grants {
  readonly who: Requester;
  readonly source: RbacSource;
  readonly grants: readonly Grant[];
  /** In a cluster, only roles that are not there: they grant nothing. */
  readonly doubts: readonly Doubt[];
  readonly refused: readonly RefusedBinding[];
}

/** What the bindings grant to somebody: to the user, to a group of theirs, or to them as a service account. */
export function grantsOf(who: Requester, rbac: RbacObjects): Grants {
  const grants: Grant[] = [];
  const doubts: Doubt[] = [];
  const refused: RefusedBinding[] = [];
  for (const applied of appliedBindings(who, rbac)) {
    const role = roleOf(applied.binding, rbac);
    const refusal = rbac.source === 'files' ? refusalOf(applied.binding, role) : undefined;
    if (refusal) refused.push({ ...applied, ...refusal });
    else if (role === undefined) doubts.push({ kind: 'role not found', ...applied });
    else {
      for (const rule of rulesOf(role, rbac)) grants.push({ ...applied, role, ...rule });
      if (rbac.source === 'files' && role.kind === 'ClusterRole') {
        if (role.aggregationRule) doubts.push({ kind: 'aggregated', role, ...applied });
        else if (isBootstrapRole(role)) doubts.push({ kind: 'built-in', role, ...applied });
      }
    }
  }
  return { who, source: rbac.source, grants, doubts, refused };
}

/** What of a binding from a file and its role the API server refuses. In a cluster it has taken both. */
function refusalOf(
  binding: Binding,
  role: Role | ClusterRole | undefined,
): Omit<RefusedBinding, keyof AppliedBinding> | undefined {
  for (const refused of role ? [binding, role] : [binding]) {
    const reasons = refusalReasons(refused);
    if (reasons.length > 0) return { refused, reasons };
  }
  return undefined;
}

/** The bindings one of whose subjects is the requester or a group of theirs. */
function appliedBindings(who: Requester, rbac: RbacObjects): readonly AppliedBinding[] {
  // Where a RoleBinding names no namespace, a service account in it may well be in its own.
  const ownNamespace = serviceAccountOf(who.user)?.namespace ?? '';
  return [...rbac.clusterRoleBindings, ...rbac.roleBindings].flatMap(binding => {
    const namespace = binding.kind === 'RoleBinding' ? binding.metadata.namespace || ownNamespace : '';
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
function roleOf({ metadata, roleRef }: Binding, rbac: RbacObjects): Role | ClusterRole | undefined {
  if (roleRef.kind === 'ClusterRole') return clusterRoleCalled(roleRef.name, rbac);
  return roleRef.kind === 'Role' ? rbac.roles.get(roleKey(metadata.namespace, roleRef.name)) : undefined;
}

function rulesOf(role: Role | ClusterRole, rbac: RbacObjects): readonly RuleOfRole[] {
  return role.kind === 'ClusterRole' ? rulesOfClusterRole(role, rbac) : writtenRules(role);
}
