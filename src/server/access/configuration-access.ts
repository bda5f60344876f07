import type { Configuration } from '../../lint/rbac/configuration.ts';
import type { RbacCache } from '../../lint/rbac/rbac-cache.ts';
import { scenesOf } from '../../lint/rbac/rbac-findings.ts';
import type { Scene } from '../../lint/rbac/scene.ts';
import type { Access, AccessNeed, AccessReason, Asker as Credentials } from '../../prometheus/access/access.ts';
import type { ConfigurationAccess, NeededAccess, NeedingJob } from '../../protocol/access.ts';
import type { Bundle } from '../../workspace/bundle.ts';
import { isSameAsker } from '../../workspace/other-askers.ts';
import type { AccessConfiguration, AccessConfigurations } from './access-configurations.ts';
import type { JobAccess } from './access-desk.ts';
import { accessInShort, accessInWords, unknownInWords, whyInWords } from './access-words.ts';
import { type AskingAccounts, askingAccounts, homeOf, shownAccount, shownAsker, whyNobody } from './account-of.ts';
import { FileVerdicts, type Holder } from './file-verdicts.ts';
import type { Places } from './places.ts';
import type { WorkspaceManifests } from './workspace-manifests.ts';

/** A configuration with what the files decide about its access. */
export interface DecidedConfiguration {
  readonly configuration: AccessConfiguration;
  readonly accounts: AskingAccounts;
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

/** The accounts that run the configuration: by its text, or its name in values, for a file may hold several. */
function holdersOf({ uri, written }: AccessConfiguration, scenes: readonly Scene[]): readonly Holder[] {
  const isSame = ({ key, source }: Configuration) =>
    written.as === 'values' ? key === written.values.name : source.text === written.part.source.text;
  return scenes.flatMap(scene =>
    scene.accounts.flatMap(account =>
      account.runs
        .filter(({ configuration: one }) => one.uri === uri && isSame(one))
        .map(({ credentials }) => ({ scene, account, credentials })),
    ),
  );
}

function decided(
  configuration: AccessConfiguration,
  { manifests, places, cache }: DecidingFacts,
  scenes: readonly Scene[],
): DecidedConfiguration {
  const { model, extent } = manifests;
  const { id, name, folder, uri } = configuration;
  const accounts = askingAccounts(model, configuration, cache.accounts);
  const { needs, unknown } = configuration.required(homeOf(accounts.own, configuration));
  const verdicts = new FileVerdicts({
    holders: holdersOf(configuration, scenes),
    others: accounts.others,
    nobody: whyNobody(accounts),
    extent,
    places,
  });
  const access: ConfigurationAccess = {
    configuration: id,
    name,
    folder,
    uri,
    account: shownAccount(accounts, configuration, places),
    context: null,
    needs: needs.map(need => neededAccess(need, { configuration, accounts, verdicts, places })),
    unknown: [...new Set([...unknown.map(unknownInWords), ...accounts.notes])],
  };
  const rbac = needs.length > 0 && verdicts.hasNoRbac ? 'none' : 'some';
  return { configuration, accounts, access, needs, verdicts, rbac };
}

/** What a need is shown with. */
interface Shown {
  readonly configuration: AccessConfiguration;
  readonly accounts: AskingAccounts;
  readonly verdicts: FileVerdicts;
  readonly places: Places;
}

function neededAccess(need: AccessNeed, { configuration, accounts, verdicts, places }: Shown): NeededAccess {
  return {
    id: needId(need),
    what: accessInWords(need.access),
    short: accessInShort(need.access),
    verbs: need.access.verbs.join(', '),
    jobs: need.reasons.map(reason => needingJob(configuration, reason, places)),
    account: shownAsker(accounts, need.asker),
    files: verdicts.of(need),
    cluster: null,
  };
}

function needingJob(configuration: AccessConfiguration, reason: AccessReason, places: Places): NeedingJob {
  const { job, section, why } = reason;
  const span = configuration.placeOf(reason);
  return {
    job,
    who: section === 'alertmanagers' ? 'Alertmanagers' : job === '' ? 'A job without a name' : job,
    why: whyInWords(why),
    at: span ? places.of({ uri: configuration.uri, span }) : null,
  };
}

/** Tells a need from the others of its configuration, also after an edit. */
export function needId({ asker, access }: AccessNeed): string {
  return JSON.stringify([asker, access]);
}

/** What the jobs of a configuration lack, each that lacks something once for each account that it asks as. */
export function jobsLacking({ access }: DecidedConfiguration): readonly JobAccess[] {
  const { configuration, needs } = access;
  const lacking = needs.flatMap(({ files, jobs, account: other }) => {
    const account = other ?? access.account;
    if (files.state !== 'denied' || account.state !== 'known') return [];
    return [...new Set(jobs.map(({ job }) => job))].map(job => ({ job, account: account.name }));
  });
  const counts = Map.groupBy(lacking, ({ job, account }) => JSON.stringify([job, account]));
  return [...counts.values()].flatMap(all =>
    all.slice(0, 1).map(one => ({ configuration, ...one, missing: all.length })),
  );
}

/** What the configuration needs to be allowed with the same credentials. */
export function accessesWith({ needs }: DecidedConfiguration, credentials: Credentials): readonly Access[] {
  return needs.filter(({ asker }) => isSameAsker(asker, credentials)).map(({ access }) => access);
}
