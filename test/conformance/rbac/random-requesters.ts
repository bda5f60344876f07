import { type Requester, serviceAccountRequester } from '../../../src/kubernetes/rbac/requester.ts';
import type { Random } from '../random.ts';
import { NAMESPACES } from './random-rules.ts';

const GROUPS: readonly string[] = Array.from({ length: 40 }, (_, index) => `team-${index}`);

/** Service accounts, users, and users by the name of a service account but without its groups. */
export function randomRequester(random: Random, index: number): Requester {
  const account = serviceAccountRequester(random.pick(NAMESPACES), `account-${index}`);
  const groups = random.list(0, 2, () => random.pick(GROUPS));
  switch (random.below(6)) {
    case 0:
      return { user: `user-${index}`, groups: [...groups, 'system:authenticated'] };
    case 1:
      return { user: account.user, groups };
    case 2:
      // The name of a service account that is cut elsewhere, of one that has no name, of none.
      return { user: random.pick([`${account.user}:x`, `system:serviceaccount::account-${index}`, 'jane']), groups };
    case 3:
      return { user: account.user, groups: [...account.groups, ...groups] };
    default:
      return account;
  }
}

/** A subject of a binding, as it is written, that is the requester or, more rarely, is not quite. */
export function subjectNear(random: Random, who: Requester, binding: 'RoleBinding' | 'ClusterRoleBinding'): object {
  const [namespace = '', name = ''] = who.user.replace(/^system:serviceaccount:/, '').split(':');
  const isAccount = who.user.startsWith('system:serviceaccount:') && /^[a-z]/.test(namespace) && /^[a-z]/.test(name);
  // Groups of everybody would make everything allowed.
  const groups = who.groups.filter(group => group.startsWith('team-') || random.happens(1, 60));
  const [group] = groups;
  if (group !== undefined && random.happens(1, 2)) return { kind: 'Group', name: group };
  if (!isAccount || random.happens(1, 6))
    return { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: who.user };
  const account = { kind: 'ServiceAccount', name };
  if (binding === 'RoleBinding' && random.happens(1, 3)) return account;
  return { ...account, namespace: random.happens(1, 8) ? random.pick(NAMESPACES) : namespace };
}
