import type { Doubt, Grant } from '../../../src/kubernetes/rbac/grants.ts';

/** How the API server tells which grant allows an access. */
export function serverReason({ binding, role, subject }: Grant): string {
  const { name, namespace } = binding.metadata;
  const bindingName = binding.kind === 'RoleBinding' ? `${name}/${namespace}` : name;
  const isAccount = subject.kind === 'ServiceAccount';
  const subjectName = isAccount ? `${subject.name}/${subject.namespace || namespace}` : subject.name;
  const to = `${subject.kind} ${JSON.stringify(subjectName)}`;
  return `RBAC: allowed by ${binding.kind} "${bindingName}" of ${role.kind} "${role.metadata.name}" to ${to}`;
}

/** The roles that were not found, each once and sorted, as `Role a`, from the reason of a refusal. */
export function rolesNotFoundIn(reason: string): readonly string[] {
  const found = reason.matchAll(/(role|clusterrole)\.rbac\.authorization\.k8s\.io "([^"]*)" not found/g);
  return sorted([...found].map(([, kind, name]) => `${kind === 'role' ? 'Role' : 'ClusterRole'} ${name}`));
}

/** The same of ours. */
export function rolesNotFound(doubts: readonly Doubt[]): readonly string[] {
  return sorted(doubts.map(({ binding: { roleRef } }) => `${roleRef.kind} ${roleRef.name}`));
}

function sorted(roles: readonly string[]): readonly string[] {
  return [...new Set(roles)].sort();
}
