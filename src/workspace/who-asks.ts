import type { Account } from '../kubernetes/rbac/account.ts';
import { readAccountText } from '../kubernetes/rbac/account-text.ts';
import { type AccountComment, headComment } from '../prometheus/access/account-comment.ts';
import { endOf, spanOf, startOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import { type AutomaticToken, automaticToken } from './automatic-token.ts';
import type { Bundle, BundledObject, ManifestPlace, Named } from './bundle.ts';
import { rootOf } from './manifest-fields.ts';
import type { ManifestObject } from './manifest-object.ts';
import { readsConfig } from './reads-config.ts';
import { isSameNamed, type NameIndex, nameIndex } from './resolve-name.ts';
import { accountNameOf, isMounted, podSpecOf, type VolumeSource, volumeSourcesOf } from './workload.ts';
import type { WorkspaceModel } from './workspace-model.ts';

/** A configuration: a value of a ConfigMap or Secret, or a file of its own. */
export type ConfigPart =
  | {
      readonly kind: 'value';
      readonly object: Pick<ManifestObject, 'uri' | 'kind' | 'name' | 'namespace'>;
      readonly key: string;
      /** The configuration itself. */
      readonly text: string;
    }
  | { readonly kind: 'file'; readonly uri: string; readonly text: string };

/** Whose access a configuration needs. */
export type Askers =
  | { readonly kind: 'said'; readonly said: SaidAccount; readonly candidates: readonly Asker[] }
  /** One for each workload, in the order of their bundles; several may run as the same account. */
  | { readonly kind: 'found'; readonly candidates: readonly Asker[] }
  /**
   * - `not-in-a-bundle`: the file is not among those of the workspace
   * - `chart`: it is a chart's, and Helm is not run
   * - `no-object`: nothing makes a ConfigMap or Secret of the file; Prometheus may run outside of the cluster
   * - `no-workload`: no workload of the bundle mounts it
   * - `comment`: a comment should say it, and cannot be read
   */
  | { readonly kind: 'unknown'; readonly why: 'not-in-a-bundle' | 'chart' | 'no-object' | 'no-workload' | 'comment' };

/** What somebody has written about who asks. */
export type SaidAccount =
  /** In the configuration; the span is in its own text. */
  | { readonly by: 'comment'; readonly account: Account; readonly span: Span }
  | { readonly by: 'setting'; readonly account: Account };

/** A service account whose pods read the configuration, and how that is known. */
export interface Asker {
  readonly name: string;
  /** Undefined where nobody says which: `kubectl -n` may. */
  readonly namespace: string | undefined;
  readonly workload: BundledObject;
  /** The ServiceAccount, where the bundle has it. */
  readonly account: BundledObject | undefined;
  /** Where the pods name their account; for `default`, which they do not name, the workload. */
  readonly place: ManifestPlace;
  /** Where the workload names the ConfigMap or Secret. */
  readonly volume: ManifestPlace;
  readonly token: AutomaticToken;
  /** Whether a patch may have changed any of this. */
  readonly certainty: 'as-written' | 'patched';
  readonly bundle: Bundle;
}

/**
 * The accounts behind a configuration: of the pods that run a Prometheus with that key of its ConfigMap or Secret. A comment
 * decides before a setting, and a setting before them; the candidates are then those workloads that run as the account, if
 * any.
 */
export function whoAsks(model: WorkspaceModel, part: ConfigPart, setting: Account | undefined): Askers {
  const said = saidAccount(headComment(part.text), setting);
  if (said === 'refused') return { kind: 'unknown', why: 'comment' };
  const found = findAskers(model, part);
  return said ? saidBy(found, said) : found;
}

/** The account that a comment says, else the one of a setting; `refused`: the comment is there and cannot be read. */
export function saidAccount(
  comment: AccountComment | undefined,
  setting: Account | undefined,
): SaidAccount | 'refused' | undefined {
  const read = comment && readAccountText(comment.text);
  if (read?.state === 'refused') return 'refused';
  if (comment && read) return { by: 'comment', account: read.account, span: comment.span };
  return setting && { by: 'setting', account: setting };
}

function saidBy(found: Askers, said: SaidAccount): Askers {
  const { account } = said;
  const all = found.kind === 'found' && account.kind === 'service-account' ? found.candidates : [];
  const candidates = all.filter(
    one =>
      account.kind === 'service-account' &&
      one.name === account.name &&
      (one.namespace === undefined || one.namespace === account.namespace),
  );
  return { kind: 'said', said, candidates };
}

function findAskers(model: WorkspaceModel, part: ConfigPart): Askers {
  const bundles = model.bundlesOf(part.kind === 'file' ? part.uri : part.object.uri);
  if (bundles.length === 0) return { kind: 'unknown', why: 'not-in-a-bundle' };
  const sources = bundles.flatMap(bundle => sourcesIn(bundle, part).map(source => ({ bundle, ...source })));
  const candidates = bundles.flatMap(bundle =>
    askersIn(
      bundle,
      sources.filter(source => source.bundle === bundle),
    ),
  );
  if (candidates.length > 0) return { kind: 'found', candidates };
  if (bundles.every(bundle => bundle.kind === 'chart')) return { kind: 'unknown', why: 'chart' };
  return { kind: 'unknown', why: sources.length === 0 ? 'no-object' : 'no-workload' };
}

/** A ConfigMap or Secret with the key in which the configuration is. */
interface Source {
  readonly named: Named;
  readonly key: string;
}

function sourcesIn(bundle: Bundle, part: ConfigPart): readonly Source[] {
  if (part.kind === 'file')
    return bundle.generated.flatMap(named =>
      named.entries.filter(entry => entry.uri === part.uri).map(({ key }) => ({ named, key })),
    );
  const { uri, kind, name, namespace } = part.object;
  return bundle.objects
    .filter(({ object }) => object.uri === uri && object.kind === kind)
    .filter(({ object }) => object.name === name && object.namespace === namespace)
    .map(named => ({ named, key: part.key }));
}

function askersIn(bundle: Bundle, sources: readonly Source[]): readonly Asker[] {
  if (sources.length === 0) return [];
  const index = nameIndex([bundle]);
  const found = bundle.objects.flatMap(workload => {
    const podSpec = podSpecOf(workload.object);
    const volumes = podSpec ? volumeSourcesOf(workload.object.uri, podSpec) : [];
    const reading = volumes.flatMap(volume => {
      const named = namedBy(index, workload, volume);
      const keys = sources.filter(source => named.some(one => isSameNamed(source.named, one))).map(({ key }) => key);
      return keys.flatMap(key =>
        podSpec && isMounted(podSpec, volume, key) ? [{ volume, reads: readsConfig(podSpec, volume, key) }] : [],
      );
    });
    const best = reading.find(({ reads }) => reads === 'yes') ?? reading.find(({ reads }) => reads === 'perhaps');
    return best ? [{ reads: best.reads, asker: askerOf(bundle, index, workload, best.volume) }] : [];
  });
  const certain = found.filter(({ reads }) => reads === 'yes');
  return (certain.length > 0 ? certain : found).map(({ asker }) => asker);
}

function namedBy(index: NameIndex, workload: BundledObject, { kind, name }: VolumeSource): readonly Named[] {
  return index.find({ kind, name: name.text, from: workload });
}

function askerOf(bundle: Bundle, index: NameIndex, workload: BundledObject, volume: VolumeSource): Asker {
  const { object, namespace } = workload;
  const podSpec = podSpecOf(object);
  const written = podSpec && accountNameOf(object.uri, podSpec);
  const name = written?.text ?? 'default';
  const found = index.find({ kind: 'ServiceAccount', name, from: workload }).filter(one => 'object' in one);
  const account = found.length === 1 ? found[0] : undefined;
  const isPatched = workload.patches.length > 0 || (account?.patches.length ?? 0) > 0;
  return {
    name: account?.name ?? name,
    // Pods start only where their account is.
    namespace: namespace ?? account?.namespace,
    workload,
    account,
    place: written?.place ?? placeOf(workload),
    volume: volume.name.place,
    token: automaticToken(workload, account),
    certainty: isPatched ? 'patched' : 'as-written',
    bundle,
  };
}

/** The workload's kind, or the workload. */
function placeOf({ object }: BundledObject): ManifestPlace {
  const kind =
    rootOf(object) && object.node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'kind')?.value;
  return { uri: object.uri, span: kind ? spanOf(kind) : { start: startOf(object.node), end: endOf(object.node) } };
}
