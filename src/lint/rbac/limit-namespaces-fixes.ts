import type { AccessNeed, ResourceAccess } from '../../prometheus/access/access.ts';
import { alertmanagerDiscoveries } from '../../prometheus/access/alertmanager-discoveries.ts';
import { valueOr } from '../../prometheus/config/field.ts';
import { ATTACH_METADATA_OPTIONS, type AttachMetadataOption } from '../../prometheus/config/kubernetes-sd-config.ts';
import { compareUtf8 } from '../../prometheus/utf8-order.ts';
import { listed } from '../phrases.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import {
  type DiscoveryEntry,
  dropNamespaces,
  type InnerEdits,
  nameNamespaces,
  withoutOptions,
} from './discovery-edits.ts';
import { needState } from './need-state.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { innerFix } from './workspace-edits.ts';

/** Kinds that are in no namespace, whatever the entry names. */
const OF_CLUSTER = ['nodes', 'namespaces'];

/** What an entry of `kubernetes_sd_configs` asks for with the account of its Prometheus. */
interface AskedEntry extends DiscoveryEntry {
  readonly needs: readonly EntryNeed[];
}

interface EntryNeed {
  readonly access: ResourceAccess;
  /** The options of `attach_metadata` without which it would not be needed; none for what the role itself needs. */
  readonly options: readonly AttachMetadataOption[];
}

/**
 * Lets discovery ask only where the account may: in exactly the namespaces in which all that the entry needs is granted;
 * and without the metadata for which it may not list enough.
 */
export function limitNamespacesFixes(
  finding: WorkspaceFinding,
  scene: Scene,
  account: SceneAccount,
): readonly WorkspaceFix[] {
  const entry = askedEntry(finding, account);
  if (!entry) return [];
  const rights = rightsOf(scene, account);
  const dispensable = entry.needs.filter(({ access, options }) => options.length > 0 && !rights.has(access));
  const options = ATTACH_METADATA_OPTIONS.filter(option => dispensable.some(one => one.options.includes(option)));
  const others = entry.needs.filter(need => !dispensable.includes(need));
  const whole = limited(entry, rights, entry.needs, []);
  const reduced = limited(entry, rights, others, options);
  // To do without metadata helps only where it leaves more namespaces.
  return [...whole, ...reduced.filter(one => !whole.some(({ title }) => one.title.startsWith(`${title},`)))];
}

/** What an account has. */
interface Rights {
  readonly ownNamespace: string;
  /** Where something is granted in one namespace alone. */
  readonly namespaces: readonly string[];
  has(access: ResourceAccess): boolean;
}

/** Only what is granted for certain: a binding of which nobody says in which namespace it is grants nothing here. */
function rightsOf({ rbac }: Scene, { held, namespace }: SceneAccount): Rights {
  const grants = held.grants.filter(
    ({ scope, binding }) => scope.kind === 'cluster' || rbac.originOf(binding)?.bundled.namespace !== undefined,
  );
  const namespaces = grants.flatMap(({ scope }) => (scope.kind === 'namespace' ? [scope.namespace] : []));
  return {
    ownNamespace: namespace,
    namespaces: [...new Set(namespaces)],
    has: access => needState(access, { ...held, grants }).state === 'allowed',
  };
}

function limited(
  entry: AskedEntry,
  rights: Rights,
  needs: readonly EntryNeed[],
  options: readonly AttachMetadataOption[],
): readonly WorkspaceFix[] {
  const ofCluster = needs.filter(({ access }) => OF_CLUSTER.includes(access.resource));
  if (!ofCluster.every(({ access }) => rights.has(access))) return [];
  const inNamespaces = needs.filter(need => !ofCluster.includes(need));
  const isDenied = inNamespaces.some(({ access }) => !rights.has(access));
  if (!isDenied && options.length === 0) return [];
  const narrowed = isDenied ? narrow(entry, rights, inNamespaces) : { edits: [], words: [] };
  if (!narrowed) return [];
  const off = options.length > 0 ? withoutOptions(entry, options) : [];
  const edits: InnerEdits = narrowed.edits && off && [...narrowed.edits, ...off];
  return innerFix(titleOf(narrowed.words, options), entry.configuration, edits);
}

function titleOf(where: readonly string[], options: readonly AttachMetadataOption[]): string {
  const metadata = `the metadata of ${listed(options, 'and')}`;
  if (where.length === 0) return `Do not attach ${metadata}`;
  const only = `Discover only in ${where.join(' and ')}`;
  return options.length === 0 ? only : `${only}, without ${metadata}`;
}

interface Narrowed {
  readonly edits: InnerEdits;
  /** The namespaces that are left. */
  readonly words: readonly string[];
}

/** The edits that leave the namespaces in which all is granted; undefined where there are none. */
function narrow(entry: AskedEntry, rights: Rights, needs: readonly EntryNeed[]): Narrowed | undefined {
  const { sd } = entry;
  const isGranted = (namespace: string) => needs.every(({ access }) => rights.has({ ...access, namespace }));
  if (needs.some(({ access }) => access.namespace === '')) {
    const names = rights.namespaces.filter(isGranted).toSorted(compareUtf8);
    return names.length === 0 ? undefined : { edits: nameNamespaces(entry, names), words: [listed(names, 'and')] };
  }
  const names = (valueOr(sd.namespaceNames, []) ?? []).map(({ text }) => text).filter(isGranted);
  const isOwn = valueOr(sd.ownNamespace, false) === true;
  const isOwnLeft = isOwn && isGranted(rights.ownNamespace);
  if (names.length === 0 && !isOwnLeft) return undefined;
  const edits = dropNamespaces(entry, { isKept: isGranted, own: isOwn && !isOwnLeft ? 'goes' : 'stays' });
  const own = isOwnLeft && !names.includes(rights.ownNamespace) ? ['its own namespace'] : [];
  return { edits, words: [...(names.length > 0 ? [listed(names, 'and')] : []), ...own] };
}

function askedEntry({ uri, finding: { data } }: WorkspaceFinding, { runs }: SceneAccount): AskedEntry | undefined {
  const run = runs.find(({ configuration: { uri: of, key } }) => of === uri && key === data['configuration']);
  if (!run) return undefined;
  const { document, config } = run.configuration;
  const { section, index, discovery } = data;
  const discoveries =
    section === 'scrape_configs'
      ? config.scrapeConfigs[Number(index)]?.kubernetesSdConfigs
      : alertmanagerDiscoveries(document, config)[Number(index)];
  const sd = discoveries?.[Number(discovery)];
  const needs = run.required.needs.flatMap(need => entryNeed(need, data));
  return sd && needs.length > 0 ? { configuration: run.configuration, sd, needs } : undefined;
}

function entryNeed({ asker, access, reasons }: AccessNeed, data: WorkspaceFinding['finding']['data']): EntryNeed[] {
  if (asker.kind !== 'own-account' || access.kind === 'path') return [];
  const own = reasons.filter(
    ({ section, index, discovery }) =>
      section === data['section'] && String(index) === data['index'] && String(discovery) === data['discovery'],
  );
  const options = own.flatMap(({ why }) => (why.of === 'attach_metadata' ? [why.option] : []));
  const isOfDiscovery = own.some(({ why }) => why.of === 'role') || options.length > 0;
  if (!isOfDiscovery) return [];
  return [{ access, options: own.length === options.length ? options : [] }];
}
