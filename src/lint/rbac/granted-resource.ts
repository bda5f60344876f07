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

/** Everything by name that rules of roles grant to the accounts of a scene. */
export function grantedItems(scene: Scene): readonly GrantedItem[] {
  return scene.accounts.flatMap(account =>
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

/** What a fix needs to know of an item. */
export function itemData({ bundle }: Scene, { account, written, text }: GrantedItem): RbacReport['data'] {
  return {
    bundle: bundle.id,
    account: `${account.namespace}/${account.name}`,
    rule: String(written.index),
    resource: text,
  };
}
