import type { Grant } from '../../kubernetes/rbac/grants.ts';
import type { PolicyRule } from '../../kubernetes/rbac/policy-rule.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import { itemsOf, type ManifestNode, textOfNode } from '../../workspace/manifest-fields.ts';
import { type BoundRole, boundRoles, type WrittenRule } from './bound-roles.ts';
import type { RbacReport } from './rbac-lint.ts';
import type { Scene, SceneAccount } from './scene.ts';

/** One item of `resources` or `nonResourceURLs` in a rule that is bound to an account. */
export interface GrantedItem {
  readonly account: SceneAccount;
  readonly bound: BoundRole;
  readonly written: WrittenRule;
  readonly field: 'resources' | 'nonResourceURLs';
  readonly item: ManifestNode;
  readonly text: string;
}

/** Everything by name that rules of roles grant to the service accounts of a scene: a user may need it for something else. */
export function grantedItems(scene: Scene): readonly GrantedItem[] {
  return scene.accounts.filter(isServiceAccount).flatMap(account =>
    boundRoles(scene, account).flatMap(bound =>
      bound.rules.flatMap(written =>
        (['resources', 'nonResourceURLs'] as const).flatMap(field =>
          itemsOf(written.node, field).map(item => ({
            account,
            bound,
            written,
            field,
            item,
            text: textOfNode(item) ?? '',
          })),
        ),
      ),
    ),
  );
}

/**
 * Where the role is bound, what the rule grants on the item: by `verbs`, on the resource of the core that it names. Empty
 * where it grants nothing of it, as on nodes in a namespace, or in a role that the API server refuses.
 */
export function grantsOnItem(
  { account, written: { rule }, text }: GrantedItem,
  verbs: readonly string[],
): readonly Grant[] {
  const [resource = '', subresource = ''] = text.split('/');
  const alone: PolicyRule = { ...rule, resources: [text] };
  const [name = ''] = rule.resourceNames;
  const isAllowed = verbs.some(verb =>
    ruleAllows(alone, { kind: 'resource', verb, group: '', resource, subresource, namespace: '', name }),
  );
  return isAllowed ? account.held.grants.filter(grant => grant.rule === rule) : [];
}

/** What a fix needs to know of an item. */
export function itemData({ bundle }: Scene, { account, written, text }: GrantedItem): RbacReport['data'] {
  return {
    bundle: bundle.id,
    account: `${account.namespace}/${account.name}`,
    rule: String(written.index),
    resource: text,
  };
}

/** Whether it is a service account, which has its rights for what runs as it. */
export function isServiceAccount({ account }: SceneAccount): boolean {
  return account.kind === 'service-account';
}
