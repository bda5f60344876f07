import { fieldOf, itemsOf, textOfNode } from '../../workspace/manifest-fields.ts';
import { removeItem } from '../../yaml/edits.ts';
import { startOf } from '../../yaml/source.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import type { BoundRole, WrittenRule } from './bound-roles.ts';
import { accountOf, ruleAt } from './fixed-account.ts';
import { takeItem } from './list-edits.ts';
import type { Scene } from './scene.ts';
import { type FileEdit, fixOf, objectOf } from './workspace-edits.ts';

/** Removes a resource or path from its rule, or the rule when it has no other. */
export function removeItemFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = account && ruleAt(finding, scene, account);
  if (!found) return [];
  const { start } = finding.finding.span;
  for (const field of ['resources', 'nonResourceURLs']) {
    const index = itemsOf(found.written.node, field).findIndex(({ node }) => startOf(node) === start);
    const text = itemsOf(found.written.node, field)[index];
    if (text)
      return fixOf(`Remove \`${textOfNode(text) ?? ''}\` from the rule`, 'preferred', [removal(found, field, index)]);
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

/** The edit that takes a rule out of its role; undefined for the only one. */
export function removeRule({ bound, written }: { readonly bound: BoundRole; readonly written: WrittenRule }): FileEdit {
  const { uri, file } = objectOf(bound.origin);
  const rules = fieldOf(bound.origin.node, 'rules')?.node;
  return { uri, edit: rules?.kind === 'seq' ? removeItem(file, rules, written.index) : undefined };
}
