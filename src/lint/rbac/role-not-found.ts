import type { Binding } from '../../kubernetes/rbac/grants.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import { type Reference, referencesOf } from '../../workspace/references.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import { roleNotFoundFixes } from './role-not-found-fixes.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { placeIn } from './written-place.ts';

/**
 * A binding of the account that runs Prometheus names a role that no file has, although they seem complete, and without
 * which Prometheus may not do what it needs.
 */
export const ROLE_NOT_FOUND: RbacLint = {
  code: 'rbac/role-not-found',
  severity: 'warning',
  summary: 'A binding of the account of Prometheus whose role is in none of the files.',
  check: scene => {
    const { roles, clusterRoles } = scene.rbac.objects;
    // Files that hold bindings alone have their roles elsewhere.
    if (roles.size + clusterRoles.size === 0) return [];
    if (scene.accounts.every(account => missed(account).length === 0)) return [];
    const references = referencesOf(scene.model, scene.bundle).filter(one => one.by === 'role-ref');
    return scene.accounts.flatMap(account => missed(account).flatMap(one => reportOf(scene, account, one, references)));
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
