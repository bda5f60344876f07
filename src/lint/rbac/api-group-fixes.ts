import { accessRules } from '../../prometheus/access/access-rules.ts';
import { withoutCovered } from '../../prometheus/access/merge-access.ts';
import { fieldOf, itemsOf, textOfNode } from '../../workspace/manifest-fields.ts';
import { setScalar } from '../../yaml/edits.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { deniedNeeds } from './denied-needs.ts';
import { accountOf, ruleAt } from './fixed-account.ts';
import { addTexts, takeItem } from './list-edits.ts';
import { appendRules } from './rule-edits.ts';
import type { Scene } from './scene.ts';
import { type FileEdit, fixOf, objectOf } from './workspace-edits.ts';

/** Changes the group of a rule that is about nothing else; else moves the resources to a rule with their group. */
export function apiGroupFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = account && ruleAt(finding, scene, account);
  const { group, resources } = finding.finding.data;
  if (!found || typeof group !== 'string' || typeof resources === 'string' || !resources) return [];
  const { bound, written } = found;
  const object = objectOf(bound.origin);
  const { uri, file } = object;
  const shown = group === '' ? 'the core group' : `\`${group}\``;
  const groups = fieldOf(written.node, 'apiGroups')?.node;
  const list = fieldOf(written.node, 'resources')?.node;
  if (groups?.kind !== 'seq' || list?.kind !== 'seq') return [];
  const isAll = written.rule.resources.every(resource => resources.includes(resource));
  const [only] = groups.items;
  if (isAll && groups.items.length === 1 && only?.kind === 'scalar')
    return fixOf(`Change the API group to ${shown}`, 'preferred', [{ uri, edit: setScalar(file, only, group) }]);
  if (isAll) {
    const edits = addTexts(file, groups, [group]);
    return edits
      ? fixOf(
          `Add the API group ${shown}`,
          'preferred',
          edits.map(edit => ({ uri, edit })),
        )
      : [];
  }
  const needed = deniedNeeds(account).flatMap(({ need: { access } }) =>
    access.kind === 'resource' && access.group === group && resources.includes(access.resource) ? [access] : [],
  );
  const added = appendRules(object, bound.origin.node, accessRules(withoutCovered(needed.map(inAny)), 'fine-grained'));
  const taken = itemsOf(written.node, 'resources').flatMap((item, index): readonly FileEdit[] =>
    resources.includes(textOfNode(item) ?? '') ? [{ uri, edit: takeItem(file, list, index) }] : [],
  );
  const title = `Move it to a rule with the API group ${shown}`;
  return [
    ...(taken.length === 1 ? fixOf(title, 'preferred', [...taken, added]) : []),
    ...fixOf(`Add a rule with the API group ${shown}`, 'alternative', [added]),
  ];
}

/** One rule of a role is about all namespaces in which that is bound. */
function inAny<T extends { readonly namespace: string }>(access: T): T {
  return { ...access, namespace: '' };
}
