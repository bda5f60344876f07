import { type Grants, grantsOf } from '../../kubernetes/rbac/grants.ts';
import { serviceAccountRequester } from '../../kubernetes/rbac/requester.ts';
import type { AccessNeed, RequiredAccess } from '../../prometheus/access/access.ts';
import type { Bundle } from '../../workspace/bundle.ts';
import { type BundleRbac, rbacOfBundle } from '../../workspace/rbac-of-bundle.ts';
import { type Asker, type Askers, whoAsks } from '../../workspace/who-asks.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import type { Configuration } from './configuration.ts';
import { evidenceFor } from './evidence.ts';
import { isCertain, type NeedState, needState } from './need-state.ts';
import type { RbacCache } from './rbac-cache.ts';

/** A right that a configuration needs of its own account, and whether that has it. */
export interface SceneNeed {
  readonly need: AccessNeed;
  readonly state: NeedState;
}

/** A configuration as an account of a bundle runs it. */
export interface Run {
  readonly configuration: Configuration;
  readonly required: RequiredAccess;
  /** What is asked with the own account for certain. */
  readonly needs: readonly SceneNeed[];
}

/** A service account that runs configurations of a bundle. */
export interface SceneAccount {
  readonly name: string;
  readonly namespace: string;
  /** How people call it: `monitoring/prometheus`; without a namespace where nobody says which. */
  readonly shown: string;
  /** Whether a comment says so, or which workloads do. */
  readonly said: 'by-comment' | 'by-workload';
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

/** Who runs which configuration, of those whose accounts are certain. */
export interface KnownAsker {
  readonly configuration: Configuration;
  readonly name: string;
  /** Undefined: the assumed one. */
  readonly namespace: string | undefined;
  readonly askers: readonly Asker[];
  readonly said: SceneAccount['said'];
}

/** Who runs the configurations of a bundle; nobody where a patch may have changed it. */
export function askersOf(model: WorkspaceModel, bundle: Bundle, cache: RbacCache): readonly KnownAsker[] {
  return bundle.files.flatMap(uri => {
    const file = model.files.get(uri);
    const configurations = file ? cache.configurationsOf(file) : [];
    return configurations.flatMap(configuration => known(configuration, whoAsks(model, configuration.part), bundle));
  });
}

function known(configuration: Configuration, found: Askers, bundle: Bundle): readonly KnownAsker[] {
  if (found.kind === 'unknown') return [];
  const askers = found.candidates.filter(one => one.bundle === bundle);
  if (found.kind === 'said') {
    const { name, namespace } = found.comment;
    return [{ configuration, name, namespace, askers, said: 'by-comment' }];
  }
  if (askers.some(one => one.certainty === 'patched')) return [];
  const byAccount = Map.groupBy(askers, one => `${one.namespace ?? ''}/${one.name}`);
  return [...byAccount.values()].flatMap(same => {
    const [first] = same;
    if (!first) return [];
    const { name, namespace } = first;
    return [{ configuration, name, namespace, askers: same, said: 'by-workload' as const }];
  });
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
  const byAccount = Map.groupBy(known, one => `${one.namespace ?? assumed}/${one.name}`);
  const accounts = [...byAccount.values()].flatMap(same => accountOf(model, bundle, rbac, same, assumed));
  return { model, bundle, assumed, rbac, accounts, cache };
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
  const { name, said } = first;
  const namespace = first.namespace ?? assumed;
  const shown = same.every(one => one.namespace !== undefined) ? `${namespace}/${name}` : name;
  const held = grantsOf(serviceAccountRequester(namespace, name), rbac.objects);
  const runs = same.map(({ configuration }) => runOf(configuration, held, namespace));
  const evidence = evidenceFor(model, bundle, rbac, { namespace, name, runs });
  const askers = [...new Set(same.flatMap(one => one.askers))];
  return [{ name, namespace, shown, said, askers, runs, held, evidence }];
}

function runOf(configuration: Configuration, held: Grants, namespace: string): Run {
  const required = configuration.required(namespace);
  const needs = required.needs
    .filter(need => need.asker.kind === 'own-account' && isCertain(need))
    .map(need => ({ need, state: needState(need.access, held) }));
  return { configuration, required, needs };
}
