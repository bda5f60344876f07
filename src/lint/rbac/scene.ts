import { type Account, accountInWords, accountRequester } from '../../kubernetes/rbac/account.ts';
import { type Grants, grantsOf } from '../../kubernetes/rbac/grants.ts';
import type { AccessNeed, Asker as Credentials, RequiredAccess } from '../../prometheus/access/access.ts';
import type { Bundle } from '../../workspace/bundle.ts';
import { isSameAsker, otherAskers } from '../../workspace/other-askers.ts';
import { type BundleRbac, rbacOfBundle } from '../../workspace/rbac-of-bundle.ts';
import { type Asker, type Askers, whoAsks } from '../../workspace/who-asks.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import type { Configuration } from './configuration.ts';
import { evidenceFor } from './evidence.ts';
import { isCertain, type NeedState, needState } from './need-state.ts';
import type { RbacCache } from './rbac-cache.ts';
import { isLeftOpen } from './uncertain-needs.ts';

/** A right that a configuration needs of its own account, and whether that has it. */
export interface SceneNeed {
  readonly need: AccessNeed;
  readonly state: NeedState;
}

/** A configuration as an account of a bundle runs it. */
export interface Run {
  readonly configuration: Configuration;
  readonly required: RequiredAccess;
  /** With which of the configuration's credentials the account asks. */
  readonly credentials: Credentials;
  /** What is asked with them for certain. */
  readonly needs: readonly SceneNeed[];
}

/** Who asks with configurations of a bundle. */
export interface SceneAccount {
  /** Of a service account in the namespace that it is in under the assumption of the scene. */
  readonly account: Account;
  readonly name: string;
  /** '' for a user. */
  readonly namespace: string;
  /** How people call it: `monitoring/prometheus`, without a namespace where nobody says which; `user jane`. */
  readonly shown: string;
  readonly askers: readonly Asker[];
  readonly runs: readonly Run[];
  readonly held: Grants;
  /** `complete`: what the bundle does not grant is not granted by any other file either. */
  readonly evidence: 'complete' | 'open';
}

/** A bundle in the light of one assumption: in which namespace that is which names none. */
export interface Scene {
  readonly model: WorkspaceModel;
  readonly bundle: Bundle;
  /** The assumed namespace. */
  readonly assumed: string;
  readonly rbac: BundleRbac;
  readonly accounts: readonly SceneAccount[];
  readonly cache: RbacCache;
}

/** Who asks with which configuration, of those whose accounts are certain. */
export interface KnownAsker {
  readonly configuration: Configuration;
  readonly credentials: Credentials;
  readonly account: AskingAccount;
  /** The namespace in which the configuration runs; undefined: the assumed one. */
  readonly home: string | undefined;
  readonly askers: readonly Asker[];
}

/** An account whose namespace nobody may have said: then it is the assumed one. */
type AskingAccount =
  | Extract<Account, { readonly kind: 'user' }>
  | { readonly kind: 'service-account'; readonly namespace: string | undefined; readonly name: string };

/** Who asks with the configurations of a bundle; nobody where a patch may have changed it. */
export function askersOf(model: WorkspaceModel, bundle: Bundle, cache: RbacCache): readonly KnownAsker[] {
  return bundle.files.flatMap(uri => {
    const file = model.files.get(uri);
    const configurations = file ? cache.configurationsOf(file) : [];
    return configurations.flatMap(configuration => {
      const own = whoAsks(model, configuration.part, cache.accounts.settingFor(uri));
      return [...ownAskers(configuration, own, bundle), ...othersOf(configuration, own, cache)];
    });
  });
}

const OWN: Credentials = { kind: 'own-account' };

function ownAskers(configuration: Configuration, own: Askers, bundle: Bundle): readonly KnownAsker[] {
  if (own.kind === 'unknown') return [];
  const askers = own.candidates.filter(one => one.bundle === bundle);
  if (own.kind === 'said') {
    const { account } = own.said;
    const home = account.kind === 'service-account' ? account.namespace : undefined;
    return [{ configuration, credentials: OWN, account, home, askers }];
  }
  if (askers.some(one => one.certainty === 'patched')) return [];
  const byAccount = Map.groupBy(askers, one => `${one.namespace ?? ''}/${one.name}`);
  return [...byAccount.values()].flatMap(same => {
    const [first] = same;
    if (!first) return [];
    const { name, namespace } = first;
    const account = { kind: 'service-account', namespace, name } as const;
    return [{ configuration, credentials: OWN, account, home: namespace, askers: same }];
  });
}

/** Those who ask with other credentials of the configuration. */
function othersOf(configuration: Configuration, own: Askers, { accounts }: RbacCache): readonly KnownAsker[] {
  const { uri } = configuration;
  const required = configuration.required('');
  return otherAskers({ uri, required, own }, accounts).flatMap(({ credentials, holder }) =>
    holder.state === 'known'
      ? [{ configuration, credentials, account: holder.account, home: undefined, askers: [] }]
      : [],
  );
}

/** The scene of a bundle under one assumption. */
export function sceneOf(
  model: WorkspaceModel,
  bundle: Bundle,
  known: readonly KnownAsker[],
  assumed: string,
  cache: RbacCache,
): Scene {
  const rbac = rbacOfBundle(bundle, assumed);
  const byAccount = Map.groupBy(known, ({ account }) => JSON.stringify(placed(account, assumed)));
  const accounts = [...byAccount.values()].flatMap(same => accountOf(model, bundle, rbac, same, assumed));
  return { model, bundle, assumed, rbac, accounts, cache };
}

function placed(account: AskingAccount, assumed: string): Account {
  return account.kind === 'user' ? account : { ...account, namespace: account.namespace ?? assumed };
}

function accountOf(
  model: WorkspaceModel,
  bundle: Bundle,
  rbac: BundleRbac,
  same: readonly KnownAsker[],
  assumed: string,
): readonly SceneAccount[] {
  const [first] = same;
  if (!first) return [];
  const account = placed(first.account, assumed);
  const { name } = account;
  const namespace = account.kind === 'user' ? '' : account.namespace;
  const isSaid = same.every(({ account: one }) => one.kind === 'user' || one.namespace !== undefined);
  const shown = isSaid ? accountInWords(account) : name;
  const held = grantsOf(accountRequester(account), rbac.objects);
  const runs = same.map(one => runOf(one, held, one.home ?? assumed));
  const evidence = evidenceFor(model, bundle, rbac, { account, runs });
  const askers = [...new Set(same.flatMap(one => one.askers))];
  return [{ account, name, namespace, shown, askers, runs, held, evidence }];
}

function runOf({ configuration, credentials, askers }: KnownAsker, held: Grants, home: string): Run {
  const required = configuration.required(home);
  const context = { configuration, required, askers };
  const needs = required.needs
    .filter(need => isSameAsker(need.asker, credentials) && isCertain(need) && !isLeftOpen(need, context))
    .map(need => ({ need, state: needState(need.access, held) }));
  return { configuration, required, credentials, needs };
}
