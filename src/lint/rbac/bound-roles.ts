import type { Binding } from '../../kubernetes/rbac/grants.ts';
import type { PolicyRule } from '../../kubernetes/rbac/policy-rule.ts';
import { refusalReasons } from '../../kubernetes/rbac/refused-objects.ts';
import type { ClusterRole, Role } from '../../kubernetes/rbac/role.ts';
import { subjectApplies } from '../../kubernetes/rbac/subject.ts';
import type { ManifestNode } from '../../workspace/manifest-fields.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import { rulesOfBinding } from './role-of-binding.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { writtenBindings } from './written-place.ts';

/** A role that is bound to an account, as it is written. */
export interface BoundRole {
  readonly role: Role | ClusterRole;
  readonly origin: RbacOrigin;
  readonly bindings: readonly Binding[];
  readonly rules: readonly WrittenRule[];
}

export interface WrittenRule {
  readonly rule: PolicyRule;
  readonly index: number;
  readonly node: ManifestNode;
}

/**
 * The roles that are bound to the account, those without rules and those that the API server refuses included; none that
 * patches change.
 */
export function boundRoles(scene: Scene, { held }: SceneAccount): readonly BoundRole[] {
  const { rbac } = scene;
  const bound = new Map<Role | ClusterRole, Set<Binding>>();
  const add = (role: Role | ClusterRole, binding: Binding) => {
    const bindings = bound.get(role) ?? new Set();
    bound.set(role, bindings.add(binding));
  };
  for (const { role, writtenIn, binding } of held.grants) {
    add(role, binding);
    add(writtenIn, binding);
  }
  for (const { binding } of writtenBindings(scene)) {
    const { namespace } = binding.metadata;
    const rules = rulesOfBinding(binding, rbac);
    const isTheirs = binding.subjects.some(subject => subjectApplies(subject, namespace, held.who));
    if (isTheirs && rules.kind === 'found' && refusalReasons(binding).length === 0) add(rules.role, binding);
  }
  for (const { refused, binding } of held.refused)
    if (refused.kind === 'Role' || refused.kind === 'ClusterRole') add(refused, binding);
  return [...bound].flatMap(([role, bindings]): readonly BoundRole[] => {
    const origin = rbac.originOf(role);
    if (!origin || origin.bundled.patches.length > 0) return [];
    const rules = role.rules.flatMap((rule, index) => {
      const node = origin.rules[index];
      return node ? [{ rule, index, node }] : [];
    });
    return [{ role, origin, bindings: [...bindings], rules }];
  });
}
