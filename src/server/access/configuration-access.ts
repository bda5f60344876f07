import type { RbacCache } from '../../lint/rbac/rbac-cache.ts';
import { scenesOf } from '../../lint/rbac/rbac-findings.ts';
import type { Scene } from '../../lint/rbac/scene.ts';
import type { Access, AccessNeed } from '../../prometheus/access/access.ts';
import type { ConfigurationAccess, NeededAccess } from '../../protocol/access.ts';
import type { Bundle } from '../../workspace/bundle.ts';
import type { Askers } from '../../workspace/who-asks.ts';
import type { AccessConfiguration, AccessConfigurations } from './access-configurations.ts';
import type { JobAccess } from './access-desk.ts';
import { accessInWords, unknownInWords, whyInWords } from './access-words.ts';
import { accountInWords, askersOf, homeOf } from './account-of.ts';
import { FileVerdicts, type Holder } from './file-verdicts.ts';
import type { Places } from './places.ts';
import type { WorkspaceManifests } from './workspace-manifests.ts';

/** A configuration with what the files decide about its access. */
export interface DecidedConfiguration {
  readonly configuration: AccessConfiguration;
  readonly askers: Askers;
  readonly access: ConfigurationAccess;
  /** As in `access`, in the same order. */
  readonly needs: readonly AccessNeed[];
  readonly verdicts: FileVerdicts;
  readonly rbac: 'none' | 'some';
}

/** What configurations are decided with. */
export interface DecidingFacts {
  readonly manifests: WorkspaceManifests;
  readonly configurations: AccessConfigurations;
  readonly places: Places;
  readonly cache: RbacCache;
}

/** Every configuration of the workspace with what it needs, and what the files say of it. */
export function decidedConfigurations(facts: DecidingFacts): readonly DecidedConfiguration[] {
  const { manifests, configurations, cache } = facts;
  const { model } = manifests;
  const known = new Map<Bundle, readonly Scene[]>();
  const scenes = (bundle: Bundle) => {
    const found = known.get(bundle) ?? scenesOf(model, bundle, cache);
    known.set(bundle, found);
    return found;
  };
  return [...model.files.keys()].flatMap(uri => {
    const file = manifests.file(uri);
    const all = file ? configurations.of(file) : [];
    return all.map(one => decided(one, facts, model.bundlesOf(uri).flatMap(scenes)));
  });
}

/** The accounts that run the configuration: by its text, for a file may hold several. */
function holdersOf({ uri, part }: AccessConfiguration, scenes: readonly Scene[]): readonly Holder[] {
  return scenes.flatMap(scene => {
    const accounts = scene.accounts.filter(({ runs }) =>
      runs.some(({ configuration: one }) => one.uri === uri && one.source.text === part.source.text),
    );
    return accounts.map(account => ({ scene, account }));
  });
}

function decided(
  configuration: AccessConfiguration,
  { manifests, places }: DecidingFacts,
  scenes: readonly Scene[],
): DecidedConfiguration {
  const { model, extent } = manifests;
  const { id, name, folder, uri } = configuration;
  const askers = askersOf(model, configuration);
  const { needs, unknown } = configuration.required(homeOf(askers, configuration));
  const verdicts = new FileVerdicts(holdersOf(configuration, scenes), extent, places);
  const access: ConfigurationAccess = {
    configuration: id,
    name,
    folder,
    uri,
    account: accountInWords(askers, configuration, places),
    needs: needs.map(need => neededAccess(id, need, verdicts)),
    unknown: [...new Set(unknown.map(unknownInWords))],
  };
  const rbac = needs.length > 0 && verdicts.hasNoRbac ? 'none' : 'some';
  return { configuration, askers, access, needs, verdicts, rbac };
}

function neededAccess(configuration: string, need: AccessNeed, verdicts: FileVerdicts): NeededAccess {
  return {
    id: needId(need),
    what: accessInWords(need.access),
    jobs: need.reasons.map(({ job, why }) => ({
      job,
      why: whyInWords(why),
      place: { configuration, job, rule: null },
    })),
    files: verdicts.of(need),
    cluster: null,
  };
}

/** Tells a need from the others of its configuration, also after an edit. */
export function needId({ asker, access }: AccessNeed): string {
  return JSON.stringify([asker, access]);
}

/** What the jobs of a configuration lack, each that lacks something once. */
export function jobsLacking({ access }: DecidedConfiguration): readonly JobAccess[] {
  const { account, configuration, needs } = access;
  if (account.state !== 'known') return [];
  const denied = needs.filter(({ files }) => files.state === 'denied');
  const lacking = denied.flatMap(({ jobs }) => [...new Set(jobs.map(({ job }) => job))]);
  const counts = Map.groupBy(lacking, job => job);
  return [...counts].map(([job, all]) => ({ configuration, job, account: account.name, missing: all.length }));
}

/** What the configuration needs of its own account: the rest is asked for as somebody else. */
export function ownAccesses({ needs }: DecidedConfiguration): readonly Access[] {
  return needs.filter(({ asker }) => asker.kind === 'own-account').map(({ access }) => access);
}
