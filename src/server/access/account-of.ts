import { type Account, accountInWords } from '../../kubernetes/rbac/account.ts';
import type { Asker as Credentials } from '../../prometheus/access/access.ts';
import type { AccessAccount } from '../../protocol/access.ts';
import type { HelmAccount } from '../../workspace/helm-account.ts';
import { type HelmConfiguration, helmComment } from '../../workspace/helm-values.ts';
import type { KnownAccounts } from '../../workspace/known-accounts.ts';
import { fieldOf, rootOf } from '../../workspace/manifest-fields.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';
import { isSameAsker, mainAsker, type OtherAsker, otherAskers } from '../../workspace/other-askers.ts';
import { type Asker, type Askers, type ConfigPart, saidAccount, whoAsks } from '../../workspace/who-asks.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import { endOf, startOf } from '../../yaml/source.ts';
import type { AccessConfiguration } from './access-configurations.ts';
import type { Places } from './places.ts';

/** Who asks with a configuration, by its credentials. */
export interface AskingAccounts {
  /** With the token of the pod that it runs in. */
  readonly own: Askers;
  readonly others: readonly OtherAsker[];
  /** The credentials that it asks with for the most part. */
  readonly main: Credentials;
  /** What the values of a chart say about the own account; undefined for what is no chart's. */
  readonly values: HelmAccount | undefined;
  /** What is not known of the configuration, in sentences. */
  readonly notes: readonly string[];
}

/** Who asks with a configuration, as far as files, comments, settings and credentials say. */
export function askingAccounts(
  model: WorkspaceModel,
  configuration: AccessConfiguration,
  accounts: KnownAccounts,
): AskingAccounts {
  const { uri, written } = configuration;
  const setting = accounts.settingFor(uri);
  const own =
    written.as === 'values' ? whoAsksInValues(written.values, setting) : whoAsksIn(model, configuration, setting);
  // Whose credentials there are does not depend on the namespace.
  const required = configuration.required(undefined);
  const others = otherAskers({ uri, required, own }, accounts);
  const values = written.as === 'values' ? written.values.account : undefined;
  return { own, others, main: mainAsker(required), values, notes: values ? [MORE_OF_CHART] : [] };
}

const MORE_OF_CHART = 'The chart may add jobs of its own, which are not looked at: Helm is not run here.';

function whoAsksIn(model: WorkspaceModel, configuration: AccessConfiguration, setting: Account | undefined): Askers {
  const part = partIn(model, configuration);
  return part ? whoAsks(model, part, setting) : { kind: 'unknown', why: 'not-in-a-bundle' };
}

/** Helm is not run: of values only what a comment or a setting says is known. */
function whoAsksInValues(values: HelmConfiguration, setting: Account | undefined): Askers {
  const said = saidAccount(helmComment(values), setting);
  if (said === 'refused') return { kind: 'unknown', why: 'comment' };
  return said ? { kind: 'said', said, candidates: [] } : { kind: 'unknown', why: 'chart' };
}

/** Why files do not say what is granted to the own account, as a sentence. */
export function whyNobody({ own, values }: AskingAccounts): string {
  if (!values) return 'Nothing says for certain as whom the configuration runs.';
  if (values.roles === 'by-chart' && own.kind !== 'said')
    return 'The chart makes the role: Helm is not run here, so it is not known what it grants.';
  return own.kind === 'said' && values.roles === 'by-chart'
    ? 'The chart may make a role for the account: Helm is not run here, so it is not known what it grants.'
    : `The values name the account, which the release may change: it is not looked for in files. ${SAY_IT}`;
}

/** The namespace that the configuration runs in, if only one is possible. */
export function homeOf(own: Askers, configuration: AccessConfiguration): string | undefined {
  if (own.kind === 'said' && own.said.account.kind === 'service-account') return own.said.account.namespace;
  const namespaces = own.kind === 'found' ? new Set(own.candidates.map(({ namespace }) => namespace)) : new Set();
  const [only] = namespaces;
  return namespaces.size === 1 && typeof only === 'string' ? only : configuration.writtenNamespace;
}

/** The accounts that may ask with the credentials; undefined where that is not known, be it of one of them. */
export function accountsBehind(
  { own, others, values }: AskingAccounts,
  credentials: Credentials,
): readonly Account[] | undefined {
  if (credentials.kind !== 'own-account') {
    const holder = others.find(one => isSameAsker(one.credentials, credentials))?.holder;
    return holder?.state === 'known' ? [holder.account] : undefined;
  }
  if (own.kind === 'unknown') return accountOfValues(values);
  if (own.kind === 'said') return [own.said.account];
  const found = own.candidates.map(({ namespace, name }): Account | undefined =>
    namespace === undefined ? undefined : { kind: 'service-account', namespace, name },
  );
  const known = found.filter(account => account !== undefined);
  return known.length === found.length ? unique(known) : undefined;
}

function accountOfValues(values: HelmAccount | undefined): readonly Account[] | undefined {
  if (values?.name.state !== 'named' || values.namespace === undefined) return undefined;
  return [{ kind: 'service-account', namespace: values.namespace, name: values.name.name }];
}

/** Who asks with a configuration, in the words of a view. */
export function shownAccount(
  accounts: AskingAccounts,
  configuration: AccessConfiguration,
  places: Places,
): AccessAccount {
  const { own, others, main, values } = accounts;
  if (main.kind !== 'own-account') return shownHolder(accounts, main);
  const isOwn = configuration.required(undefined).needs.some(({ asker }) => asker.kind === 'own-account');
  const names = isOwn ? [] : others.flatMap(({ holder }) => (holder.state === 'known' ? [holder.account] : []));
  if (names.length > 0) return { state: 'by-job', names: unique(names).map(accountInWords) };
  return own.kind === 'unknown' && own.why === 'chart' && values
    ? shownValues(values, places)
    : shownOwn(own, configuration, places);
}

function shownValues({ name, namespace }: HelmAccount, places: Places): AccessAccount {
  if (name.state === 'unnamed') {
    const why = `The account is called like the release of the chart: set \`${name.setting}\` to name it. ${SAY_IT}`;
    return { state: 'unknown', why };
  }
  const shown = askerName({ namespace, name: name.name });
  return { state: 'known', name: shown, from: 'the values of the chart', at: places.of(name.place) };
}

/** Who asks with other credentials than those that the configuration is shown with; null with those. */
export function shownAsker(accounts: AskingAccounts, credentials: Credentials): AccessAccount | null {
  const isShown = isSameAsker(credentials, accounts.main) || credentials.kind === 'own-account';
  return isShown ? null : shownHolder(accounts, credentials);
}

function shownHolder({ others }: AskingAccounts, credentials: Credentials): AccessAccount {
  const holder = others.find(one => isSameAsker(one.credentials, credentials))?.holder;
  if (holder?.state !== 'known') return { state: 'unknown', why: holder?.why ?? '' };
  return { state: 'known', name: accountInWords(holder.account), from: holder.from, at: null };
}

function shownOwn(own: Askers, configuration: AccessConfiguration, places: Places): AccessAccount {
  if (own.kind === 'said') {
    const { said } = own;
    const name = accountInWords(said.account);
    if (said.by === 'setting') return { state: 'known', name, from: 'a setting', at: null };
    return {
      state: 'known',
      name,
      from: 'a comment of the configuration',
      at: places.inPart(configuration, said.span),
    };
  }
  if (own.kind === 'unknown') return { state: 'unknown', why: UNKNOWN[own.why] };
  const names = new Set(own.candidates.map(askerName));
  const [first] = own.candidates;
  if (!first || names.size > 1) return { state: 'several', names: [...names] };
  return { state: 'known', name: askerName(first), from: workloadName(first), at: places.of(first.place) };
}

/** `monitoring/prometheus`; without the namespace where no file says it. */
function askerName({ namespace, name }: Pick<Asker, 'namespace' | 'name'>): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function workloadName({ workload }: Asker): string {
  return `${workload.object.kind ?? 'workload'} ${workload.name ?? '?'}`;
}

function unique(accounts: readonly Account[]): readonly Account[] {
  return [...new Map(accounts.map(account => [JSON.stringify(account), account])).values()];
}

/** The way out where files do not say who asks. */
export const SAY_IT =
  'A comment in the configuration can say it: `# prometheus-kubernetes-account: namespace/name`. So can the setting `prometheusKubernetes.accounts`.';

const UNKNOWN: Readonly<Record<Extract<Askers, { kind: 'unknown' }>['why'], string>> = {
  'not-in-a-bundle': `The file is not among those of the workspace, so it is not known who runs it. ${SAY_IT}`,
  chart: `It belongs to a Helm chart, which is not rendered here, so it is not known who runs it. ${SAY_IT}`,
  'no-object': `No ConfigMap or Secret is made of the file, so it is not known who runs it. ${SAY_IT}`,
  'no-workload': `No workload beside it mounts it, so it is not known who runs it. ${SAY_IT}`,
  comment: `The comment that should say who runs it cannot be read. Write \`# prometheus-kubernetes-account: namespace/name\`, or \`user NAME\` behind the colon.`,
};

/** The configuration as the workspace knows it. */
function partIn(model: WorkspaceModel, { uri, written }: AccessConfiguration): ConfigPart | undefined {
  if (written.as === 'values') return undefined;
  const { part, document } = written;
  const { text } = part.source;
  if (!part.embedded) return { kind: 'file', uri, text };
  const at = part.embedded.toOuter(0);
  const object = model.files.get(uri)?.objects.find(one => startOf(one.node) <= at && at <= endOf(one.node));
  const key = object && keyAt(object, at);
  return object && key !== undefined && document.file.text === object.file.text
    ? { kind: 'value', object, key, text }
    : undefined;
}

/** Which value of `data` or `stringData` holds the offset. */
function keyAt(object: ManifestObject, offset: number): string | undefined {
  for (const field of ['data', 'stringData']) {
    const data = fieldOf(rootOf(object), field)?.node;
    if (data?.kind !== 'map') continue;
    const pair = data.pairs.find(({ value }) => startOf(value) <= offset && offset <= endOf(value));
    if (pair?.key.kind === 'scalar') return pair.key.text;
  }
  return undefined;
}
