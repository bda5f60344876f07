import type { Binding } from '../../kubernetes/rbac/grants.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import { accessRequests } from '../../prometheus/access/access-requests.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import { type Reference, referencesOf } from '../../workspace/references.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import { roleNotFoundFixes } from './role-not-found-fixes.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { placeIn } from './written-place.ts';

/**
 * A binding of the account that runs Prometheus names a role that no file has, and without which Prometheus may not do
 * what it needs, while a role that would do is bound to nobody.
 */
export const ROLE_NOT_FOUND: RbacLint = {
  code: 'rbac/role-not-found',
  severity: 'warning',
  summary: 'A binding of the account of Prometheus whose role is in none of the files.',
  check: scene => {
    // A role that no file has may be in the cluster. But where one that would do is bound to nobody, it is meant.
    const accounts = scene.accounts.filter(account => missed(account).length > 0 && hasSpareRole(scene, account));
    if (accounts.length === 0) return [];
    const references = referencesOf(scene.model, scene.bundle).filter(one => one.by === 'role-ref');
    return accounts.flatMap(account => missed(account).flatMap(one => reportOf(scene, account, one, references)));
  },
  fixes: roleNotFoundFixes,
};

/** The bindings on whose roles it hangs whether the account may do what it needs. */
function missed(account: SceneAccount): readonly Binding[] {
  if (account.evidence === 'open') return [];
  const doubts = account.runs.flatMap(run =>
    run.needs.flatMap(({ state }) => (state.state === 'unknown' ? state.doubts : [])),
  );
  return [...new Set(doubts.flatMap(one => (one.kind === 'role not found' ? [one.binding] : [])))];
}

/** Whether a role that no binding names allows something that hangs on a role which is not there. */
function hasSpareRole({ rbac: { objects } }: Scene, { runs }: SceneAccount): boolean {
  const { roles, clusterRoles, roleBindings, clusterRoleBindings } = objects;
  const bound = new Set(
    [...roleBindings, ...clusterRoleBindings].map(({ roleRef }) => `${roleRef.kind} ${roleRef.name}`),
  );
  const spare = [...roles.values(), ...clusterRoles.values()].filter(
    ({ kind, metadata }) => !bound.has(`${kind} ${metadata.name}`),
  );
  const requests = runs.flatMap(run =>
    run.needs.flatMap(({ need, state }) => (state.state === 'unknown' ? accessRequests(need.access) : [])),
  );
  return spare.some(role => role.rules.some(rule => requests.some(request => ruleAllows(rule, request))));
}

function reportOf(
  { rbac, bundle }: Scene,
  { shown, namespace, name }: SceneAccount,
  binding: Binding,
  references: readonly Reference[],
): readonly RbacReport[] {
  const origin = rbac.originOf(binding);
  const reference = references.find(one => one.from === origin?.bundled);
  if (!origin || reference?.target.kind !== 'not-found') return [];
  const node = fieldOf(origin.roleRef, 'name');
  if (!node) return [];
  const { kind } = binding.roleRef;
  const where = kind === 'Role' ? ` in namespace \`${binding.metadata.namespace}\`` : '';
  return [
    {
      place: placeIn(origin, node),
      message: `\`${shown}\` gets nothing of this binding: the ${kind} \`${reference.name}\` is in none of the files${
        origin.bundled.namespace === undefined ? '' : where
      }. Write it, or name one that is there.`,
      others: [],
      data: { bundle: bundle.id, account: `${namespace}/${name}`, kind, role: reference.name },
    },
  ];
}
