import type { Binding } from '../../kubernetes/rbac/grants.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import { spanOf } from '../../yaml/source.ts';
import type { WorkspaceFinding } from '../workspace-finding.ts';
import { type BoundRole, boundRoles, type WrittenRule } from './bound-roles.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { writtenBindings } from './written-place.ts';

/** The account that a finding is about. */
export function accountOf({ finding }: WorkspaceFinding, { accounts }: Scene): SceneAccount | undefined {
  return accounts.find(({ namespace, name }) => `${namespace}/${name}` === finding.data['account']);
}

/** The binding in which a finding stands. */
export function bindingAt(
  { uri, finding: { span } }: WorkspaceFinding,
  scene: Scene,
): { readonly binding: Binding; readonly origin: RbacOrigin } | undefined {
  return writtenBindings(scene).find(({ origin }) => holds(origin, uri, span.start));
}

/** The rule in which a finding stands. */
export function ruleAt(
  { uri, finding: { span, data } }: WorkspaceFinding,
  scene: Scene,
  account: SceneAccount,
): { readonly bound: BoundRole; readonly written: WrittenRule } | undefined {
  const bound = boundRoles(scene, account).find(({ origin }) => holds(origin, uri, span.start));
  const written = bound?.rules.find(({ index }) => String(index) === data['rule']);
  return bound && written && { bound, written };
}

function holds({ bundled: { object } }: RbacOrigin, uri: string, offset: number): boolean {
  const span = spanOf(object.node);
  return object.uri === uri && span.start <= offset && offset <= span.end;
}
