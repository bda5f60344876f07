import { fieldOf, itemsOf, textOfNode } from '../../workspace/manifest-fields.ts';
import type { SeqNode } from '../../yaml/node.ts';
import { startOf } from '../../yaml/source.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import type { BoundRole, WrittenRule } from './bound-roles.ts';
import { accountOf, ruleAt } from './fixed-account.ts';
import { emptyList, takeItem } from './list-edits.ts';
import { narrowRoleFixes } from './narrow-role-fixes.ts';
import type { Scene } from './scene.ts';
import { type FileEdit, fixOf, objectOf } from './workspace-edits.ts';

/** Removes a resource or path from its rule, or the rule when it has no other; or all that its role has too much. */
export function removeItemFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = account && ruleAt(finding, scene, account);
  if (!found) return [];
  const { start } = finding.finding.span;
  for (const field of ['resources', 'nonResourceURLs']) {
    const index = itemsOf(found.written.node, field).findIndex(({ node }) => startOf(node) === start);
    const text = itemsOf(found.written.node, field)[index];
    if (text) {
      const title = `Remove \`${textOfNode(text) ?? ''}\` from the rule`;
      const whole = narrowRoleFixes(scene, account, found.bound);
      return [...fixOf(title, 'preferred', [removal(found, field, index)]), ...whole];
    }
  }
  return [];
}

/** The edit that takes an item out of a list of a rule, with the rule when nothing is left in it. */
export function removal(
  { bound, written }: { readonly bound: BoundRole; readonly written: WrittenRule },
  field: string,
  index: number,
): FileEdit {
  const { uri, file } = objectOf(bound.origin);
  const list = fieldOf(written.node, field)?.node;
  if (list?.kind !== 'seq') return { uri, edit: undefined };
  return list.items.length > 1 ? { uri, edit: takeItem(file, list, index) } : removeRule({ bound, written });
}

/** The edit that takes a rule out of its role; of the only one an empty list is left. */
export function removeRule({ bound, written }: { readonly bound: BoundRole; readonly written: WrittenRule }): FileEdit {
  const { uri, file } = objectOf(bound.origin);
  const { node } = bound.origin.node;
  const pair =
    node.kind === 'map' ? node.pairs.find(({ value }) => value.kind === 'seq' && isRules(value, bound)) : undefined;
  if (pair?.value.kind !== 'seq') return { uri, edit: undefined };
  const isOnly = pair.value.items.length === 1;
  return { uri, edit: isOnly ? emptyList(file, pair) : takeItem(file, pair.value, written.index) };
}

function isRules({ items }: SeqNode, { origin }: BoundRole): boolean {
  return items.length > 0 && items[0] === origin.rules[0]?.node;
}
