import { fieldOf, itemsOf, textOfNode } from '../../workspace/manifest-fields.ts';
import { boundRoles } from './bound-roles.ts';
import { isServiceAccount } from './granted-resource.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { wildcardFixes } from './wildcard-fixes.ts';
import { placeIn } from './written-place.ts';

const FIELDS = ['verbs', 'apiGroups', 'resources', 'nonResourceURLs'];

/**
 * A rule of the account that runs Prometheus allows everything of a kind: to change what it only reads, and what comes
 * with later versions of Kubernetes. So does `cluster-admin`.
 * See https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
export const WILDCARD: RbacLint = {
  code: 'rbac/wildcard',
  severity: 'hint',
  summary: 'A rule of the account of Prometheus that allows everything of a kind.',
  check: scene =>
    scene.accounts
      .filter(isServiceAccount)
      .flatMap(account => [...inRules(scene, account), ...ofAdmins(scene, account)]),
  fixes: wildcardFixes,
};

function inRules(scene: Scene, account: SceneAccount): readonly RbacReport[] {
  return boundRoles(scene, account).flatMap(({ origin, rules }) =>
    rules.flatMap(({ node, index }) =>
      FIELDS.flatMap(field =>
        itemsOf(node, field).flatMap((item): readonly RbacReport[] => {
          const text = textOfNode(item);
          if (text !== '*' && !(field === 'nonResourceURLs' && text === '/*')) return [];
          const message = `\`${account.shown}\` may do more than Prometheus needs: \`${text}\` in \`${field}\` stands for all of them. Name what is needed.`;
          const data = { ...dataOf(scene, account), rule: String(index), field };
          return [{ place: placeIn(origin, item), message, others: [], data }];
        }),
      ),
    ),
  );
}

function ofAdmins(scene: Scene, account: SceneAccount): readonly RbacReport[] {
  const bindings = account.held.doubts.map(({ binding }) => binding);
  return [...new Set(bindings)].flatMap((binding): readonly RbacReport[] => {
    const origin = scene.rbac.originOf(binding);
    const name = fieldOf(origin?.roleRef, 'name');
    if (!origin || !name || binding.roleRef.kind !== 'ClusterRole' || binding.roleRef.name !== 'cluster-admin')
      return [];
    const where = binding.kind === 'ClusterRoleBinding' ? '' : ' in the namespace of this binding';
    const message = `\`${account.shown}\` may do everything${where}: \`cluster-admin\` has all rights. Give it a ClusterRole with what Prometheus needs.`;
    return [
      { place: placeIn(origin, name), message, others: [], data: { ...dataOf(scene, account), field: 'roleRef' } },
    ];
  });
}

function dataOf({ bundle }: Scene, { namespace, name }: SceneAccount): RbacReport['data'] {
  return { bundle: bundle.id, account: `${namespace}/${name}` };
}
