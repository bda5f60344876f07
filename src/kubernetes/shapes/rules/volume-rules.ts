import { isDnsSubdomain } from '../../label-name.ts';
import { type JsonObject, listOf, objectOf, optionalObject, textOf } from '../../objects/json.ts';
import { quantityOf } from '../quantity.ts';
import { isFieldPath } from './container-rules.ts';
import {
  below,
  invalid,
  isSet,
  missing,
  type Refusal,
  type RulePlace,
  type RuleTable,
  repeatedItems,
  setFields,
} from './rule.ts';

/** In the order in which the API server looks at them: the first one counts. */
const SOURCES = [
  ...[
    'emptyDir',
    'hostPath',
    'gitRepo',
    'gcePersistentDisk',
    'awsElasticBlockStore',
    'secret',
    'nfs',
    'iscsi',
    'glusterfs',
  ],
  ...[
    'flocker',
    'persistentVolumeClaim',
    'rbd',
    'cinder',
    'cephfs',
    'quobyte',
    'downwardAPI',
    'fc',
    'flexVolume',
    'configMap',
  ],
  ...['azureFile', 'vsphereVolume', 'photonPersistentDisk', 'portworxVolume', 'azureDisk', 'storageos', 'projected'],
  ...['scaleIO', 'csi', 'ephemeral', 'image'],
];

/** The volumes of a pod by name, with those that a StatefulSet makes of its claims. */
export function volumesByName(spec: JsonObject, { root, rootKind }: RulePlace): ReadonlyMap<string, JsonObject> {
  const volumes = listOf(spec['volumes'], objectOf);
  const claims = rootKind === 'StatefulSet' ? listOf(objectOf(root['spec'])['volumeClaimTemplates'], objectOf) : [];
  return new Map([
    ...volumes.map(one => [textOf(one['name']), one] as const),
    ...claims.map(claim => [textOf(objectOf(claim['metadata'])['name']), { persistentVolumeClaim: {} }] as const),
  ]);
}

/** A volume that says nothing is an `emptyDir`. See https://kubernetes.io/docs/concepts/storage/volumes/ */
function* oneSource(volume: JsonObject, place: RulePlace): Iterable<Refusal> {
  const there = setFields(volume, SOURCES);
  for (const name of there.slice(1))
    yield invalid(place, [name], `a volume is of one type, and this one is \`${there[0]}\`.`);
}

/** Of a mapping that may be one of several: at most one. */
function* oneProjection(source: JsonObject, place: RulePlace): Iterable<Refusal> {
  const there = setFields(source, Object.keys(source));
  for (const name of there.slice(1))
    yield invalid(place, [name], `one entry is of one type, and this one is \`${there[0]}\`.`);
}

const FILE_FIELDS: ReadonlySet<string> = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
]);

/** See https://kubernetes.io/docs/concepts/workloads/pods/downward-api/ */
function* downwardFile(file: JsonObject, place: RulePlace) {
  const field = optionalObject(file['fieldRef']);
  const resource = optionalObject(file['resourceFieldRef']);
  if (field === undefined && resource === undefined)
    yield missing(place, [], 'it needs a `fieldRef` or a `resourceFieldRef`.');
  if (field && resource) yield invalid(place, ['resourceFieldRef'], 'there is a `fieldRef` already.');
  const path = textOf(field?.['fieldPath']);
  if (path !== '' && !isFieldPath(path, FILE_FIELDS))
    yield invalid(place, ['fieldRef', 'fieldPath'], `\`${path.slice(0, 60)}\` is not a field that a file can have.`);
  if (resource && !field && textOf(resource['containerName']) === '')
    yield missing(place, ['resourceFieldRef', 'containerName'], 'a file needs to know of which container.');
}

/** See https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
function* token(object: JsonObject, place: RulePlace) {
  const { expirationSeconds: seconds } = object;
  if (typeof seconds === 'number' && (seconds < 600 || seconds > 2 ** 32))
    yield invalid(place, ['expirationSeconds'], 'a token lives for ten minutes at least.');
}

function* projectedPaths(object: JsonObject, place: RulePlace) {
  const paths = listOf(object['sources'], objectOf).flatMap((source, index) => [
    ...['configMap', 'secret', 'downwardAPI'].flatMap(type =>
      listOf(objectOf(source[type])['items'], objectOf).map((item, at) => ({
        path: textOf(item['path']),
        at: ['sources', index, type, 'items', at, 'path'],
      })),
    ),
  ]);
  for (const index of repeatedItems(paths, ({ path }) => path || undefined)) {
    const one = paths[index];
    if (one) yield invalid(place, one.at, 'another file has this path.');
  }
}

/** See https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims */
function* claimSpec(spec: JsonObject, place: RulePlace) {
  const modes = listOf(spec['accessModes'], textOf);
  if (modes.includes('ReadWriteOncePod') && modes.some(mode => mode !== 'ReadWriteOncePod'))
    yield invalid(place, ['accessModes'], '`ReadWriteOncePod` stands alone.');
  const resources = optionalObject(spec['resources']);
  const requests = objectOf(resources?.['requests']);
  if (resources && !('storage' in requests))
    yield missing(
      place,
      ['resources', 'requests', 'storage'],
      'it needs `requests` with the `storage` that is claimed.',
    );
  else if (resources && (quantityOf(requests['storage']) ?? 0) <= 0)
    yield invalid(place, ['resources', 'requests', 'storage'], 'the `storage` that is requested must be more than 0.');
  yield* dataSources(spec, place);
}

/**
 * A `dataSource` of a type that only a `dataSourceRef` can have is forgotten, as is a `dataSourceRef` with a namespace,
 * unless a cluster turns that on. See https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-populators-and-data-sources
 */
function* dataSources(spec: JsonObject, place: RulePlace) {
  const written = optionalObject(spec['dataSourceRef']);
  const other = written && textOf(written['namespace']) === '' ? written : undefined;
  const one = optionalObject(spec['dataSource']);
  if (other) yield* dataSource(other, below(place, 'dataSourceRef'));
  if (one === undefined || (written === undefined && !isOldSource(one))) return;
  if (written === undefined || other) yield* dataSource(one, below(place, 'dataSource'));
  if (other && ['apiGroup', 'kind', 'name'].some(field => textOf(one[field]) !== textOf(other[field])))
    yield invalid(place, ['dataSource'], 'it must be the same as `dataSourceRef`.');
}

function isOldSource(source: JsonObject): boolean {
  const type = `${textOf(source['apiGroup'])}/${textOf(source['kind'])}`;
  return type === '/PersistentVolumeClaim' || type === 'snapshot.storage.k8s.io/VolumeSnapshot';
}

function* dataSource(source: JsonObject, place: RulePlace) {
  for (const field of ['kind', 'name'])
    if (textOf(source[field]) === '') yield missing(place, [field], `a source needs a \`${field}\`.`);
  const group = textOf(source['apiGroup']);
  if (group === '' && textOf(source['kind']) !== 'PersistentVolumeClaim')
    yield invalid(place, [], 'without an `apiGroup` it must be a PersistentVolumeClaim.');
  if (group !== '' && !isDnsSubdomain(group)) yield invalid(place, ['apiGroup'], 'this is no API group.');
}

function* targets(object: JsonObject, place: RulePlace) {
  const names = listOf(object['targetWWNs'], textOf);
  const ids = listOf(object['wwids'], textOf);
  if (names.length === 0 && ids.length === 0) yield missing(place, ['targetWWNs'], 'it needs `targetWWNs` or `wwids`.');
  if (names.length > 0 && ids.length > 0) yield invalid(place, ['targetWWNs'], 'there are `wwids` already.');
  if (names.length > 0 && !isSet(object['lun'])) yield missing(place, ['lun'], '`targetWWNs` need a `lun`.');
}

/** See https://kubernetes.io/docs/concepts/storage/volumes/#csi */
function* driver(object: JsonObject, place: RulePlace) {
  const name = textOf(object['driver']);
  if (name !== '' && (name.length > 63 || !isDnsSubdomain(name.toLowerCase())))
    yield invalid(place, ['driver'], 'this cannot be the name of a driver.');
}

function* iscsi(volume: JsonObject, place: RulePlace) {
  const source = optionalObject(volume['iscsi']);
  if (source === undefined) return;
  const isAuthenticated = source['chapAuthDiscovery'] === true || source['chapAuthSession'] === true;
  if (isAuthenticated && !isSet(source['secretRef']))
    yield missing(place, ['iscsi', 'secretRef'], 'CHAP needs a `secretRef`.');
  if (isSet(source['initiatorName']) && `${textOf(volume['name'])}:${textOf(source['targetPortal'])}`.length > 63)
    yield invalid(place, ['name'], 'with the `targetPortal` it is longer than 63 characters.');
}

function* azureDisk(object: JsonObject, place: RulePlace) {
  const uri = textOf(object['diskURI']);
  const kind = textOf(object['kind']) || 'Shared';
  const isManaged = uri.startsWith('/subscriptions');
  if (uri !== '' && (kind === 'Managed' ? !isManaged : !uri.startsWith('https://')))
    yield invalid(place, ['diskURI'], `this is no address of a disk of the kind ${kind}.`);
}

function* flocker(object: JsonObject, place: RulePlace) {
  const [name, id] = [textOf(object['datasetName']), textOf(object['datasetUUID'])];
  if (name === '' && id === '') yield missing(place, [], 'it needs a `datasetName` or a `datasetUUID`.');
  if (name !== '' && id !== '') yield invalid(place, ['datasetName'], 'there is a `datasetUUID` already.');
  if (name.includes('/')) yield invalid(place, ['datasetName'], 'it has a `/`.');
}

function* quobyte(object: JsonObject, place: RulePlace) {
  const registry = textOf(object['registry']);
  const isPair = (pair: string) => /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(pair);
  if (registry !== '' && !registry.split(',').every(isPair))
    yield invalid(place, ['registry'], 'it must be `host:port`, or several behind commas.');
  if (textOf(object['tenant']).length > 64) yield invalid(place, ['tenant'], 'it is longer than 64 characters.');
}

export const VOLUME_RULES: RuleTable = {
  'core.v1.Volume': [oneSource, iscsi],
  'core.v1.CSIVolumeSource': [driver],
  'core.v1.AzureDiskVolumeSource': [azureDisk],
  'core.v1.FlockerVolumeSource': [flocker],
  'core.v1.QuobyteVolumeSource': [quobyte],
  'core.v1.VolumeProjection': [oneProjection],
  'core.v1.DownwardAPIVolumeFile': [downwardFile],
  'core.v1.ServiceAccountTokenProjection': [token],
  'core.v1.ProjectedVolumeSource': [projectedPaths],
  'core.v1.PersistentVolumeClaimSpec': [claimSpec],
  'core.v1.FCVolumeSource': [targets],
};
