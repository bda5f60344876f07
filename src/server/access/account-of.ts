import type { AccessAccount } from '../../protocol/access.ts';
import { fieldOf, rootOf } from '../../workspace/manifest-fields.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';
import { type Asker, type Askers, type ConfigPart, whoAsks } from '../../workspace/who-asks.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import { endOf, startOf } from '../../yaml/source.ts';
import type { AccessConfiguration } from './access-configurations.ts';
import type { Places } from './places.ts';

/** Who asks with a configuration, as the workspace's files say. */
export function askersOf(model: WorkspaceModel, configuration: AccessConfiguration): Askers {
  const part = partIn(model, configuration);
  return part ? whoAsks(model, part) : { kind: 'unknown', why: 'not-in-a-bundle' };
}

/** The namespace that the configuration runs in, if only one is possible. */
export function homeOf(askers: Askers, configuration: AccessConfiguration): string | undefined {
  if (askers.kind === 'said') return askers.comment.namespace;
  const namespaces = askers.kind === 'found' ? new Set(askers.candidates.map(({ namespace }) => namespace)) : new Set();
  const [only] = namespaces;
  return namespaces.size === 1 && typeof only === 'string' ? only : configuration.writtenNamespace;
}

/** Who asks, in the words of a view. */
export function accountInWords(askers: Askers, configuration: AccessConfiguration, places: Places): AccessAccount {
  if (askers.kind === 'said') {
    const { namespace, name } = askers.comment;
    const at = places.inPart(configuration, askers.comment.span);
    return { state: 'known', name: `${namespace}/${name}`, from: 'a comment of the configuration', at };
  }
  if (askers.kind === 'unknown') return { state: 'unknown', why: UNKNOWN[askers.why] };
  const names = new Set(askers.candidates.map(askerName));
  const [first] = askers.candidates;
  if (!first || names.size > 1) return { state: 'several', names: [...names] };
  return { state: 'known', name: askerName(first), from: workloadName(first), at: places.of(first.place) };
}

/** `monitoring/prometheus`; without the namespace where no file says it. */
export function askerName({ namespace, name }: Pick<Asker, 'namespace' | 'name'>): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function workloadName({ workload }: Asker): string {
  return `${workload.object.kind ?? 'workload'} ${workload.name ?? '?'}`;
}

const COMMENT = 'A comment in the configuration can say it: `# prometheus-kubernetes-account: namespace/name`.';

const UNKNOWN: Readonly<Record<Extract<Askers, { kind: 'unknown' }>['why'], string>> = {
  'not-in-a-bundle': `The file is not among those of the workspace, so it is not known who runs it. ${COMMENT}`,
  chart: `It belongs to a Helm chart, which is not rendered here, so it is not known who runs it. ${COMMENT}`,
  'no-object': `No ConfigMap or Secret is made of the file, so it is not known who runs it. ${COMMENT}`,
  'no-workload': `No workload beside it mounts it, so it is not known who runs it. ${COMMENT}`,
};

/** The configuration as the workspace knows it. */
function partIn(model: WorkspaceModel, { uri, part, document }: AccessConfiguration): ConfigPart | undefined {
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
