import { type AccessRequest, namespaceOf } from '../../kubernetes/rbac/access-request.ts';
import { fieldOf, isMap, itemsOf, textOfNode } from '../../workspace/manifest-fields.ts';
import { listed } from '../phrases.ts';
import { type BoundRole, boundRoles, type WrittenRule } from './bound-roles.ts';
import { clusterResourceFixes } from './cluster-resource-in-role-fixes.ts';
import { deniedRequests } from './denied-needs.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { placeIn } from './written-place.ts';

/** What discovery and scrapes ask for that is in no namespace. Of `namespaces` a Role grants `get`, but never list or watch. */
const OF_CLUSTER: ReadonlySet<string> = new Set(['namespaces', 'nodes']);

/**
 * A Role grants in its namespace alone: what it says of nodes grants nothing, which counts where nodes are needed and not
 * granted otherwise. With paths in it the API server refuses the whole Role.
 */
export const CLUSTER_RESOURCE_IN_ROLE: RbacLint = {
  code: 'rbac/cluster-resource-in-role',
  severity: 'warning',
  summary: 'A Role that speaks of nodes or paths, which only a ClusterRole can grant.',
  check: scene =>
    scene.accounts.flatMap(account =>
      boundRoles(scene, account)
        .filter(({ role }) => role.kind === 'Role')
        .flatMap(bound => bound.rules.flatMap(written => reportOf(scene, account, bound, written))),
    ),
  fixes: clusterResourceFixes,
};

function reportOf(
  scene: Scene,
  account: SceneAccount,
  { origin }: BoundRole,
  { rule, node, index }: WrittenRule,
): readonly RbacReport[] {
  const owner = `${account.namespace}/${account.name}`;
  const data = { bundle: scene.bundle.id, account: owner, rule: String(index) };
  const paths = fieldOf(node, 'nonResourceURLs');
  if (rule.nonResourceURLs.length > 0 && paths) {
    const message = `The API server refuses this Role, so that \`${account.shown}\` gets nothing of it: paths such as ${listed(
      rule.nonResourceURLs.slice(0, 1),
      'and',
    )} can only be in a ClusterRole.`;
    return [{ place: placeIn(origin, paths), message, others: [], data: { ...data, resource: '' } }];
  }
  if (!isMap(node)) return [];
  const missed = deniedRequests(account);
  return itemsOf(node, 'resources').flatMap((item): readonly RbacReport[] => {
    const resource = textOfNode(item) ?? '';
    const isMissed = missed.some(request => namespaceOf(request) === '' && isOn(request, resource, rule.apiGroups));
    if (!isMissed || !OF_CLUSTER.has(resource.split('/')[0] ?? '')) return [];
    const message = `\`${account.shown}\` gets no access to \`${resource}\` by this Role: they are in no namespace, and only a ClusterRole with a ClusterRoleBinding grants them.`;
    return [{ place: placeIn(origin, item), message, others: [], data: { ...data, resource } }];
  });
}

function isOn(request: AccessRequest, text: string, groups: readonly string[]): boolean {
  if (request.kind === 'path' || !(groups.includes(request.group) || groups.includes('*'))) return false;
  return text === (request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`);
}
