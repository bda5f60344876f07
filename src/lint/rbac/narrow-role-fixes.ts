import type { Access } from '../../prometheus/access/access.ts';
import { fieldOf, itemsOf, textOfNode } from '../../workspace/manifest-fields.ts';
import type { WorkspaceFix } from '../workspace-finding.ts';
import type { BoundRole, WrittenRule } from './bound-roles.ts';
import { knownPurpose } from './known-purpose.ts';
import { emptyList, keepItems } from './list-edits.ts';
import { hasStar, narrowedRule, neededOfStars } from './narrowed-rule.ts';
import { helpedBy } from './needed-of-role.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { type FileEdit, fixOf, objectOf } from './workspace-edits.ts';
import { nameOf } from './written-place.ts';

/**
 * Takes everything out of a role that no job needs: rules, resources, paths, and verbs that change something. Only where
 * all is known that the role is for.
 */
export function narrowRoleFixes(scene: Scene, account: SceneAccount, bound: BoundRole): readonly WorkspaceFix[] {
  if (!knownPurpose(scene, account, bound)) return [];
  const rules = bound.rules.map(written => ({ written, needs: neededOf(bound, written, account) }));
  const needed = rules.filter(({ needs }) => needs.length > 0);
  const edits = [
    ...rulesLeft(
      bound,
      needed.map(({ written }) => written),
    ),
    ...needed.flatMap(({ written, needs }) =>
      hasStar(written.rule) ? narrowedRule(bound, written, needs) : itemsLeft(bound, written, account),
    ),
  ];
  const title = `Narrow ${nameOf(bound.role, bound.origin)} to what the jobs need`;
  return fixOf(title, 'alternative', edits);
}

function neededOf(bound: BoundRole, written: WrittenRule, account: SceneAccount): readonly Access[] {
  return hasStar(written.rule) ? neededOfStars(bound, written, account) : helpedBy(written.rule, account);
}

function rulesLeft({ origin, rules }: BoundRole, needed: readonly WrittenRule[]): readonly FileEdit[] {
  if (needed.length === rules.length) return [];
  const { uri, file } = objectOf(origin);
  const { node } = origin.node;
  const pair =
    node.kind === 'map' ? node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'rules') : undefined;
  if (pair?.value.kind !== 'seq') return [{ uri, edit: undefined }];
  if (needed.length === 0) return [{ uri, edit: emptyList(file, pair) }];
  return editsIn(
    uri,
    keepItems(file, pair.value, index => needed.some(one => one.index === index)),
  );
}

function itemsLeft({ origin }: BoundRole, written: WrittenRule, account: SceneAccount): readonly FileEdit[] {
  const { uri, file } = objectOf(origin);
  const verbs = helpedBy(written.rule, account).flatMap(access => [...access.verbs]);
  return (['resources', 'nonResourceURLs', 'verbs'] as const).flatMap(field => {
    const list = fieldOf(written.node, field)?.node;
    if (list?.kind !== 'seq') return [];
    const texts = itemsOf(written.node, field).map(item => textOfNode(item) ?? '');
    const isKept = (index: number) => {
      const text = texts[index] ?? '';
      // To get what may be listed is no more.
      if (field === 'verbs') return text === 'get' || verbs.some(verb => verb === text);
      return helpedBy({ ...written.rule, [field]: [text] }, account).length > 0;
    };
    return editsIn(uri, keepItems(file, list, isKept));
  });
}

function editsIn(uri: string, edits: ReturnType<typeof keepItems>): readonly FileEdit[] {
  return edits?.map(edit => ({ uri, edit })) ?? [{ uri, edit: undefined }];
}
