import { spanOf } from '../yaml/source.ts';
import type { ManifestPlace } from './bundle.ts';
import { booleanOfField, fieldOf, itemsOf, type ManifestNode, rootOf, textOfField } from './manifest-fields.ts';
import type { ManifestObject } from './manifest-object.ts';

const TEMPLATE = ['spec', 'template', 'spec'];

/** Where the specification of the pods is, by the kind of what makes them. */
const POD_SPECS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['CronJob', ['spec', 'jobTemplate', ...TEMPLATE]],
  ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'ReplicationController', 'StatefulSet'].map(
    kind => [kind, TEMPLATE] as const,
  ),
  // Of OpenShift and Argo Rollouts.
  ...['DeploymentConfig', 'Rollout'].map(kind => [kind, TEMPLATE] as const),
]);

/** Every place where the specification of pods may be, for what does not say its kind for certain. */
export const POD_SPEC_PATHS: readonly (readonly string[])[] = [
  ['spec'],
  TEMPLATE,
  ['spec', 'jobTemplate', ...TEMPLATE],
];

/** The specification of the pods that the object is or makes; undefined for anything that makes none. */
export function podSpecOf(object: ManifestObject): ManifestNode | undefined {
  const path = POD_SPECS.get(object.kind ?? '');
  return path && fieldOf(rootOf(object), ...path);
}

/** Whether pods come of the object. */
export function isWorkload(object: ManifestObject): boolean {
  return POD_SPECS.has(object.kind ?? '');
}

/** A text, and where it stands. */
export interface WrittenName {
  readonly text: string;
  readonly place: ManifestPlace;
}

/** The text below a path of keys with its place. */
export function writtenName(
  uri: string,
  from: ManifestNode | undefined,
  ...keys: readonly string[]
): WrittenName | undefined {
  const found = fieldOf(from, ...keys);
  const text = textOfField(from, ...keys);
  return found && text ? { text, place: { uri, span: spanOf(found.node) } } : undefined;
}

/**
 * The service account that the pods name; undefined: they run as `default`. `serviceAccount` is the older spelling, which
 * counts where the newer is not there.
 * See https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
 */
export function accountNameOf(uri: string, podSpec: ManifestNode): WrittenName | undefined {
  return writtenName(uri, podSpec, 'serviceAccountName') ?? writtenName(uri, podSpec, 'serviceAccount');
}

/** A ConfigMap or Secret in a volume. */
export interface VolumeSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: WrittenName;
  /** The volume's name. */
  readonly volume: string;
  readonly presence: 'required' | 'optional';
  /** The path in the volume by key; undefined: each key is a file of its name. */
  readonly items: ReadonlyMap<string, string> | undefined;
}

/** The ConfigMaps and Secrets in the volumes of pods, those of projected volumes included. */
export function volumeSourcesOf(uri: string, podSpec: ManifestNode): readonly VolumeSource[] {
  return itemsOf(podSpec, 'volumes').flatMap(volume => {
    const name = textOfField(volume, 'name') ?? '';
    const direct = [
      sourceOf(uri, name, 'ConfigMap', fieldOf(volume, 'configMap'), 'name'),
      sourceOf(uri, name, 'Secret', fieldOf(volume, 'secret'), 'secretName'),
    ];
    const projected = itemsOf(volume, 'projected', 'sources').flatMap(source => [
      sourceOf(uri, name, 'ConfigMap', fieldOf(source, 'configMap'), 'name'),
      sourceOf(uri, name, 'Secret', fieldOf(source, 'secret'), 'name'),
    ]);
    return [...direct, ...projected].filter(one => one !== undefined);
  });
}

function sourceOf(
  uri: string,
  volume: string,
  kind: VolumeSource['kind'],
  source: ManifestNode | undefined,
  nameField: string,
): VolumeSource | undefined {
  const name = writtenName(uri, source, nameField);
  if (name === undefined) return undefined;
  const items = itemsOf(source, 'items');
  const paths = items.map(item => [textOfField(item, 'key') ?? '', textOfField(item, 'path') ?? ''] as const);
  const presence = booleanOfField(source, 'optional') ? 'optional' : 'required';
  return { kind, name, volume, presence, items: items.length > 0 ? new Map(paths) : undefined };
}

/** Whether a container gets the key of the source as a file: a mount with `subPath` shows that path alone. */
export function isMounted(podSpec: ManifestNode, source: VolumeSource, key: string): boolean {
  const path = source.items ? source.items.get(key) : key;
  if (path === undefined) return false;
  const containers = [...itemsOf(podSpec, 'containers'), ...itemsOf(podSpec, 'initContainers')];
  return containers
    .flatMap(container => itemsOf(container, 'volumeMounts'))
    .some(mount => {
      if (textOfField(mount, 'name') !== source.volume) return false;
      const shown = textOfField(mount, 'subPath')?.replace(/^\.?\/|\/$/g, '') ?? '';
      return shown === '' || path === shown || path.startsWith(`${shown}/`);
    });
}

/** Whether the pods mount a token that they ask for themselves, beside or in place of the automatic one. */
export function projectsToken(podSpec: ManifestNode): boolean {
  return itemsOf(podSpec, 'volumes')
    .flatMap(volume => itemsOf(volume, 'projected', 'sources'))
    .some(source => fieldOf(source, 'serviceAccountToken') !== undefined);
}
