import { isBootstrapRole } from './bootstrap-roles.ts';
import type { AllowedBy, Uncertainty } from './decide-access.ts';
import type { AppliedBinding, Binding, Doubt } from './grants.ts';
import type { ClusterRole, Role } from './role.ts';
import type { Subject } from './subject.ts';

/** What allows something, such as _RoleBinding `shop/a` of Role `shop/b` for group `c`_. */
export function describeAllowedBy(by: AllowedBy): string {
  if (by.kind === 'masters') return 'the group `system:masters`, which may do everything';
  const written = by.writtenIn === by.role ? '' : ` (a rule of ClusterRole \`${by.writtenIn.metadata.name}\`)`;
  return `${describeBinding(by.binding)} of ${describeRole(by.role)}${written}${describeSubject(by.subject)}`;
}

/** Why it is not known whether something is allowed, as a clause without a full stop. */
export function describeUncertainty(one: Uncertainty): string {
  switch (one.kind) {
    case 'role not found':
      return describeNotFound(one);
    case 'aggregated':
      return `${describeRole(one.role)} of ${describeBinding(one.binding)} is aggregated and may get more rules from others`;
    case 'built-in':
      return `${describeRole(one.role)} of ${describeBinding(one.binding)} may grant more in some clusters`;
    case 'namespace not named':
      return `${describeBinding(one.binding)} would allow it in its namespace, which it does not name`;
  }
}

/** A binding, such as _RoleBinding `namespace/name`_. */
function describeBinding(binding: Binding): string {
  return `${binding.kind} ${fullName(binding)}`;
}

/** A role, such as _ClusterRole `name`_ or _the built-in ClusterRole `view`_. */
function describeRole(role: Role | ClusterRole): string {
  return `${isBootstrapRole(role) ? 'the built-in ' : ''}${role.kind} ${fullName(role)}`;
}

function describeNotFound({ binding }: Doubt | AppliedBinding): string {
  const { kind, name } = binding.roleRef;
  return `${kind} \`${name}\` of ${describeBinding(binding)} was not found`;
}

/** That it is for the account itself goes without saying. */
function describeSubject({ kind, name }: Subject): string {
  return kind === 'Group' ? ` for group \`${name}\`` : '';
}

function fullName({ metadata: { namespace, name } }: Binding | Role | ClusterRole): string {
  return namespace === '' ? `\`${name}\`` : `\`${namespace}/${name}\``;
}
