import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import { listed } from '../phrases.ts';
import { apiGroupFixes } from './api-group-fixes.ts';
import { type DeniedByRule, deniedBy } from './denied-by-rule.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { placeIn } from './written-place.ts';

/**
 * A rule names the right resource in a group that does not have it, or has it no more: `endpointslices` in the core,
 * `ingresses` in `extensions`. It grants nothing.
 */
export const API_GROUP: RbacLint = {
  code: 'rbac/api-group',
  severity: 'warning',
  summary: 'A rule that names the right resource in the wrong API group.',
  check: scene => scene.accounts.flatMap(account => reportsFor(scene, account)),
  fixes: apiGroupFixes,
};

function reportsFor(scene: Scene, account: SceneAccount): readonly RbacReport[] {
  const found = deniedBy(scene, account, (rule, request) =>
    request.kind === 'resource' && rule.resources.includes(asked(request)) && rule.apiGroups.length > 0
      ? { ...rule, apiGroups: [request.group] }
      : undefined,
  );
  return found.flatMap(one => reportOf(scene, account, one));
}

function reportOf(
  scene: Scene,
  account: SceneAccount,
  { origin, written, requests }: DeniedByRule,
): readonly RbacReport[] {
  const [first] = requests;
  const groups = fieldOf(written.node, 'apiGroups');
  if (first?.kind !== 'resource' || !groups) return [];
  const same = requests.filter(one => one.kind === 'resource' && one.group === first.group);
  const resources = [...new Set(same.map(asked))];
  const where = first.group === '' ? 'the core group `""`' : `\`${first.group}\``;
  const message = `\`${account.shown}\` gets no access to ${listed(resources, 'and')} by this rule: they are in ${where}.`;
  const { bundle } = scene;
  const owner = `${account.namespace}/${account.name}`;
  const data = { bundle: bundle.id, account: owner, rule: String(written.index), group: first.group, resources };
  return [{ place: placeIn(origin, groups), message, others: [], data }];
}

function asked(request: AccessRequest): string {
  if (request.kind === 'path') return request.path;
  return request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`;
}
