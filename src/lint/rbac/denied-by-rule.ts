import { type AccessRequest, namespaceOf } from '../../kubernetes/rbac/access-request.ts';
import type { PolicyRule } from '../../kubernetes/rbac/policy-rule.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import { type BoundRole, boundRoles, type WrittenRule } from './bound-roles.ts';
import { deniedRequests } from './denied-needs.ts';
import type { Scene, SceneAccount } from './scene.ts';

/** A rule that does not allow what it would allow if it were a little different. */
export interface DeniedByRule {
  readonly bound: BoundRole;
  readonly origin: RbacOrigin;
  readonly written: WrittenRule;
  readonly requests: readonly AccessRequest[];
}

/**
 * The rules bound to the account that would allow something that is denied to it, if they were as `mended` makes them;
 * that gives undefined for a rule in which it has nothing to mend.
 */
export function deniedBy(
  scene: Scene,
  account: SceneAccount,
  mended: (rule: PolicyRule, request: AccessRequest) => PolicyRule | undefined,
): readonly DeniedByRule[] {
  const denied = deniedRequests(account);
  if (denied.length === 0) return [];
  return boundRoles(scene, account).flatMap(bound =>
    bound.rules.flatMap(written => {
      const requests = denied.filter(request => {
        const rule = isInScope(bound, request) ? mended(written.rule, request) : undefined;
        return rule !== undefined && ruleAllows(rule, request);
      });
      return requests.length === 0 ? [] : [{ bound, origin: bound.origin, written, requests }];
    }),
  );
}

function isInScope({ bindings }: BoundRole, request: AccessRequest): boolean {
  return bindings.some(
    ({ kind, metadata }) => kind === 'ClusterRoleBinding' || metadata.namespace === namespaceOf(request),
  );
}
