import { namespaceOf } from '../../kubernetes/rbac/access-request.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import { requestWords, unsaidNamespace } from './access-words.ts';
import { deniedRequests } from './denied-needs.ts';
import { needsClusterBindingFixes } from './needs-cluster-binding-fixes.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { placeOfField } from './written-place.ts';

/**
 * A RoleBinding grants in its own namespace alone, whatever its role says. Discovery without `namespaces` asks in all of
 * them at once, nodes and paths are in none.
 */
export const NEEDS_CLUSTER_BINDING: RbacLint = {
  code: 'rbac/needs-cluster-binding',
  severity: 'warning',
  summary: 'A RoleBinding that would have to be a ClusterRoleBinding for what a job asks.',
  check: scene => scene.accounts.flatMap(account => reportsFor(scene, account)),
  fixes: needsClusterBindingFixes,
};

function reportsFor(scene: Scene, account: SceneAccount): readonly RbacReport[] {
  const denied = deniedRequests(account).filter(request => namespaceOf(request) === '');
  if (denied.length === 0) return [];
  const { rbac, bundle } = scene;
  const bindings = new Set(account.held.grants.map(({ binding }) => binding));
  return [...bindings].flatMap((binding): readonly RbacReport[] => {
    const origin = rbac.originOf(binding);
    if (!origin || binding.kind !== 'RoleBinding') return [];
    if (binding.roleRef.kind === 'Role' && isNamedForCluster(scene, account)) return [];
    const rules = account.held.grants.filter(one => one.binding === binding).map(({ rule }) => rule);
    const wanted = denied.filter(request => rules.some(rule => ruleAllows(rule, request)));
    if (wanted.length === 0) return [];
    const what = requestWords(wanted, unsaidNamespace(scene, account));
    const where = origin.bundled.namespace ? `namespace \`${origin.bundled.namespace}\`` : 'its own namespace';
    return [
      {
        place: placeOfField(origin, origin.node, 'kind'),
        message: `\`${account.shown}\` may not ${what}: a RoleBinding grants in ${where} alone. Make it a ClusterRoleBinding, or limit the jobs to namespaces.`,
        others: [],
        data: { bundle: bundle.id, account: `${account.namespace}/${account.name}`, binding: binding.metadata.name },
      },
    ];
  });
}

/** Then a Role beside it is meant for its namespace. */
function isNamedForCluster({ rbac }: Scene, { account, name }: SceneAccount): boolean {
  const kind = account.kind === 'user' ? 'User' : 'ServiceAccount';
  return rbac.objects.clusterRoleBindings.some(({ subjects }) =>
    subjects.some(subject => subject.kind === kind && subject.name === name),
  );
}
