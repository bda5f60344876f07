import { grantsOf } from '../../kubernetes/rbac/grants.ts';
import { serviceAccountRequester } from '../../kubernetes/rbac/requester.ts';
import type { Bundle } from '../../workspace/bundle.ts';
import type { BundleRbac } from '../../workspace/rbac-of-bundle.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import { isNamedElsewhere } from './bindings-elsewhere.ts';
import { needState } from './need-state.ts';
import type { SceneAccount } from './scene.ts';
import { spareAccounts } from './spare-accounts.ts';

type Judged = Pick<SceneAccount, 'account' | 'runs'>;
type AccountName = Pick<SceneAccount, 'namespace' | 'name'>;

/**
 * Whether what the bundle does not grant counts as not granted: only where the bundle is complete, holds RBAC, and has the
 * account, a binding of it, or rights that must have been meant for it; and where no file beside it binds the account. A
 * user has to be bound in the bundle.
 */
export function evidenceFor(
  model: WorkspaceModel,
  bundle: Bundle,
  rbac: BundleRbac,
  { account, runs }: Judged,
): SceneAccount['evidence'] {
  if (rbac.openness.kind !== 'complete' || !hasRbac(rbac)) return 'open';
  const isHere = account.kind === 'user' ? isBoundUser(rbac, account.name) : isHereFor(bundle, rbac, account, runs);
  return isHere && !isNamedElsewhere(model, bundle, account) ? 'complete' : 'open';
}

function isBoundUser({ objects }: BundleRbac, user: string): boolean {
  return [...objects.roleBindings, ...objects.clusterRoleBindings].some(({ subjects }) =>
    subjects.some(({ kind, name }) => kind === 'User' && name === user),
  );
}

function isHereFor(bundle: Bundle, rbac: BundleRbac, account: AccountName, runs: Judged['runs']): boolean {
  const { namespace, name } = account;
  const subjects = boundAccounts(rbac).filter(one => one.name === name);
  const isHere = hasAccount(rbac, account) || subjects.some(one => name !== 'default' || one.namespace === namespace);
  return isHere || isMeant(rbac, runs, [...subjects, ...forgotten(bundle, rbac, account)]);
}

function hasRbac({ objects: { roles, clusterRoles, roleBindings, clusterRoleBindings } }: BundleRbac): boolean {
  return roles.size + clusterRoles.size + roleBindings.length + clusterRoleBindings.length > 0;
}

function hasAccount({ accounts }: BundleRbac, { namespace, name }: AccountName): boolean {
  return accounts.some(({ account: { metadata } }) => metadata.name === name && metadata.namespace === namespace);
}

function boundAccounts({ objects }: BundleRbac): readonly AccountName[] {
  return [...objects.roleBindings, ...objects.clusterRoleBindings].flatMap(({ subjects, metadata }) =>
    subjects
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ name, namespace }) => ({ name, namespace: namespace || metadata.namespace })),
  );
}

/** Accounts that the pods may have been meant to run as, where they name none. */
function forgotten(bundle: Bundle, rbac: BundleRbac, { namespace, name }: AccountName): readonly AccountName[] {
  if (name !== 'default') return [];
  return spareAccounts(bundle, rbac, namespace).flatMap(one =>
    one.name === undefined ? [] : [{ name: one.name, namespace }],
  );
}

/** Every namespace has an account `default`: rights of another one are a mistake only if they are what is needed here. */
function isMeant({ objects }: BundleRbac, runs: Judged['runs'], others: readonly AccountName[]): boolean {
  const denied = runs.flatMap(({ needs }) => needs.filter(({ state }) => state.state === 'denied'));
  return others.some(({ namespace, name }) => {
    const held = grantsOf(serviceAccountRequester(namespace, name), objects);
    return denied.some(({ need }) => needState(need.access, held).state === 'allowed');
  });
}
