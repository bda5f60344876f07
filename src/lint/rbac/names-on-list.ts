import { fieldOf } from '../../workspace/manifest-fields.ts';
import { requestWords, unsaidNamespace } from './access-words.ts';
import { deniedBy } from './denied-by-rule.ts';
import { namesOnListFixes } from './names-on-list-fixes.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { placeIn } from './written-place.ts';

/**
 * A rule with `resourceNames` does not allow to list or watch all objects: discovery, which asks for all of them, is
 * refused.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export const NAMES_ON_LIST: RbacLint = {
  code: 'rbac/names-on-list',
  severity: 'warning',
  summary: 'A rule for list or watch that is limited to objects of certain names.',
  check: scene => scene.accounts.flatMap(account => reportsFor(scene, account)),
  fixes: namesOnListFixes,
};

function reportsFor(scene: Scene, account: SceneAccount): readonly RbacReport[] {
  return deniedBy(scene, account, rule =>
    rule.resourceNames.length > 0 ? { ...rule, resourceNames: [] } : undefined,
  ).flatMap(({ origin, written, requests }): readonly RbacReport[] => {
    const asked = requests.filter(request => request.kind === 'resource' && request.verb !== 'get');
    const names = fieldOf(written.node, 'resourceNames');
    if (asked.length === 0 || !names) return [];
    const what = requestWords(asked, unsaidNamespace(scene, account));
    return [
      {
        place: placeIn(origin, names),
        message: `\`${account.shown}\` may not ${what}: with \`resourceNames\` a rule does not allow to list or watch all objects. Remove it.`,
        others: [],
        data: {
          bundle: scene.bundle.id,
          account: `${account.namespace}/${account.name}`,
          rule: String(written.index),
        },
      },
    ];
  });
}
