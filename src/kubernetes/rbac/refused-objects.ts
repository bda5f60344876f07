import { isDnsSubdomain } from '../label-name.ts';
import type { PolicyRule } from './policy-rule.ts';
import { RBAC_GROUP } from './rbac-group.ts';
import type { RbacObject } from './rbac-objects.ts';
import type { ClusterRole, Role } from './role.ts';
import type { ClusterRoleBinding, RoleBinding } from './role-binding.ts';
import type { Subject } from './subject.ts';

/** Why the API server refuses an object. */
export interface RefusalReason {
  /** The field, as `rules`, 0, `verbs`. */
  readonly path: readonly (string | number)[];
  readonly kind: 'required' | 'not supported' | 'invalid';
  /** A clause without a full stop. */
  readonly message: string;
}

/**
 * Why the API server refuses a role or binding, beside what it refuses in any object (such as its name or labels); none
 * for one that it takes. Of a selector of an aggregated role it is told as a whole.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function refusalReasons(object: RbacObject): readonly RefusalReason[] {
  switch (object.kind) {
    case 'Role':
      return ruleReasons(object);
    case 'ClusterRole':
      return [...ruleReasons(object), ...aggregationReasons(object)];
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return bindingReasons(object);
  }
}

function ruleReasons(role: Role | ClusterRole): readonly RefusalReason[] {
  return role.rules.flatMap((rule, index) =>
    reasonsOfRule(rule, role.kind).map(reason => ({ ...reason, path: ['rules', index, ...reason.path] })),
  );
}

function reasonsOfRule(rule: PolicyRule, kind: 'Role' | 'ClusterRole'): readonly RefusalReason[] {
  const reasons: RefusalReason[] = [];
  if (rule.verbs.length === 0) reasons.push(required(['verbs'], 'a rule needs at least one verb'));
  if (rule.nonResourceURLs.length > 0) {
    const path = ['nonResourceURLs'];
    if (kind === 'Role') reasons.push(invalid(path, 'a Role cannot grant paths, only a ClusterRole can'));
    if (rule.apiGroups.length + rule.resources.length + rule.resourceNames.length > 0) {
      reasons.push(invalid(path, 'one rule cannot grant both resources and paths'));
    }
    return reasons;
  }
  if (rule.apiGroups.length === 0) {
    reasons.push(required(['apiGroups'], 'a rule of resources needs at least one API group, `""` for the core group'));
  }
  if (rule.resources.length === 0) reasons.push(required(['resources'], 'a rule of resources needs at least one'));
  return reasons;
}

function aggregationReasons({ aggregationRule }: ClusterRole): readonly RefusalReason[] {
  if (!aggregationRule) return [];
  const path = ['aggregationRule', 'clusterRoleSelectors'];
  const { clusterRoleSelectors } = aggregationRule;
  if (clusterRoleSelectors.length === 0) return [required(path, 'an aggregated role needs at least one selector')];
  return clusterRoleSelectors.flatMap((selector, index) =>
    selector === undefined ? [invalid([...path, index], 'this is no label selector')] : [],
  );
}

function bindingReasons(binding: RoleBinding | ClusterRoleBinding): readonly RefusalReason[] {
  const subjects = binding.subjects.flatMap((subject, index) =>
    reasonsOfSubject(subject, binding.kind).map(reason => ({ ...reason, path: ['subjects', index, ...reason.path] })),
  );
  return [...roleRefReasons(binding), ...subjects];
}

function roleRefReasons({ kind, roleRef }: RoleBinding | ClusterRoleBinding): readonly RefusalReason[] {
  const reasons: RefusalReason[] = [];
  if (roleRef.apiGroup !== RBAC_GROUP) {
    reasons.push(notSupported(['roleRef', 'apiGroup'], `the API group of roles is \`${RBAC_GROUP}\``));
  }
  if (roleRef.kind !== 'ClusterRole' && (roleRef.kind !== 'Role' || kind !== 'RoleBinding')) {
    const kinds = kind === 'RoleBinding' ? 'a `Role` or a `ClusterRole`' : 'a `ClusterRole`';
    reasons.push(notSupported(['roleRef', 'kind'], `a ${kind} refers to ${kinds}`));
  }
  if (roleRef.name === '') reasons.push(required(['roleRef', 'name'], 'the role has no name'));
  else if (/^\.{1,2}$|[/%]/.test(roleRef.name)) {
    reasons.push(invalid(['roleRef', 'name'], 'a role is not called `.` or `..`, and has no `/` or `%` in its name'));
  }
  return reasons;
}

function reasonsOfSubject(subject: Subject, binding: 'RoleBinding' | 'ClusterRoleBinding'): readonly RefusalReason[] {
  const reasons: RefusalReason[] = [];
  const { kind, apiGroup, name, namespace } = subject;
  if (name === '') reasons.push(required(['name'], 'the subject has no name'));
  switch (kind) {
    case 'ServiceAccount':
      if (name !== '' && !isDnsSubdomain(name))
        reasons.push(invalid(['name'], 'a service account cannot have this name'));
      if (apiGroup !== '') reasons.push(notSupported(['apiGroup'], 'a service account has the API group `""`'));
      if (binding === 'ClusterRoleBinding' && namespace === '') {
        reasons.push(required(['namespace'], 'in a ClusterRoleBinding a service account needs its namespace'));
      }
      return reasons;
    case 'User':
    case 'Group':
      if (apiGroup !== RBAC_GROUP) {
        reasons.push(notSupported(['apiGroup'], `users and groups have the API group \`${RBAC_GROUP}\``));
      }
      return reasons;
    default:
      return [...reasons, notSupported(['kind'], 'a subject is a `User`, a `Group` or a `ServiceAccount`')];
  }
}

function required(path: RefusalReason['path'], message: string): RefusalReason {
  return { path, kind: 'required', message };
}

function invalid(path: RefusalReason['path'], message: string): RefusalReason {
  return { path, kind: 'invalid', message };
}

function notSupported(path: RefusalReason['path'], message: string): RefusalReason {
  return { path, kind: 'not supported', message };
}
