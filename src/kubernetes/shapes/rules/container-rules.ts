import { type JsonObject, listOf, objectOf, optionalObject, textOf } from '../../objects/json.ts';
import {
  below,
  invalid,
  isSet,
  missing,
  oneOfFields,
  type Refusal,
  type RulePlace,
  type RuleTable,
  repeatedItems,
  setFields,
} from './rule.ts';

/** The pod around a container. */
export interface PodAround {
  readonly spec: JsonObject;
  /** By name: the volume, or the claim of a StatefulSet that stands for one. */
  readonly volumes: ReadonlyMap<string, JsonObject>;
}

/** What is wrong with a container in its pod. See https://kubernetes.io/docs/concepts/containers/ */
export function* containerRules(container: JsonObject, place: RulePlace, around: PodAround): Iterable<Refusal> {
  yield* ports(container, place, around.spec);
  yield* mounts(container, place, around.volumes);
  yield* devices(container, place, around);
  yield* sleeps(container, place, around.spec);
  yield* probes(container, place);
  const claims = new Set(listOf(around.spec['resourceClaims'], objectOf).map(one => textOf(one['name'])));
  for (const [index, claim] of listOf(objectOf(container['resources'])['claims'], objectOf).entries()) {
    const name = textOf(claim['name']);
    if (name !== '' && !claims.has(name))
      yield invalid(place, ['resources', 'claims', index], `the pod has no resource claim \`${name}\`.`);
  }
  if (listOf(container['restartPolicyRules'], objectOf).length > 0 && textOf(container['restartPolicy']) === '')
    yield missing(place, ['restartPolicy'], '`restartPolicyRules` need a `restartPolicy`.');
  const policies = listOf(container['resizePolicy'], objectOf);
  for (const index of repeatedItems(policies, one => textOf(one['resourceName']) || undefined))
    yield invalid(place, ['resizePolicy', index], 'another entry is about the same resource.');
  if (textOf(objectOf(container['securityContext'])['procMount']) === 'Unmasked' && around.spec['hostUsers'] !== false)
    yield invalid(place, ['securityContext', 'procMount'], '`Unmasked` goes with `hostUsers: false` only.');
}

const RUNNING_ONLY = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** See https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
export function* initContainerRules(container: JsonObject, place: RulePlace): Iterable<Refusal> {
  if (textOf(container['restartPolicy']) === 'Always') return;
  for (const field of setFields(container, RUNNING_ONLY))
    yield invalid(place, [field], `an init container has \`${field}\` only with \`restartPolicy: Always\`.`);
}

function* ports(container: JsonObject, place: RulePlace, spec: JsonObject) {
  const all = listOf(container['ports'], objectOf);
  const named = repeatedItems(all, port => textOf(port['name']) || undefined);
  for (const index of named)
    yield invalid(place, ['ports', index, 'name'], 'another port of the container has this name.');
  if (spec['hostNetwork'] !== true) return;
  for (const [index, port] of all.entries()) {
    const { hostPort, containerPort } = port;
    if (isSet(hostPort) && hostPort !== 0 && hostPort !== containerPort)
      yield invalid(place, ['ports', index, 'hostPort'], 'in the network of the host it must be the `containerPort`.');
  }
}

function* mounts(container: JsonObject, place: RulePlace, volumes: PodAround['volumes']) {
  const all = listOf(container['volumeMounts'], objectOf);
  const devices = listOf(container['volumeDevices'], objectOf);
  const deviceNames = new Set(devices.map(one => textOf(one['name'])));
  const devicePaths = new Set(devices.map(one => textOf(one['devicePath'])));
  for (const [index, mount] of all.entries()) {
    const name = textOf(mount['name']);
    const at = ['volumeMounts', index];
    if (name !== '' && !volumes.has(name)) yield invalid(place, [...at, 'name'], `the pod has no volume \`${name}\`.`);
    if (name !== '' && deviceNames.has(name))
      yield invalid(place, [...at, 'name'], 'this volume is a device of the container already.');
    const path = textOf(mount['mountPath']);
    if (path !== '' && devicePaths.has(path))
      yield invalid(place, [...at, 'mountPath'], 'a device has this path already.');
    yield* mountOptions(mount, below(place, ...at), container);
  }
  for (const index of repeatedItems(all, mount => textOf(mount['mountPath']) || undefined))
    yield invalid(place, ['volumeMounts', index, 'mountPath'], 'another volume is mounted there.');
}

function* mountOptions(mount: JsonObject, place: RulePlace, container: JsonObject) {
  for (const field of ['subPath', 'subPathExpr']) {
    const path = textOf(mount[field]);
    if (path.startsWith('/') || path.split('/').includes('..'))
      yield invalid(place, [field], 'it must be a path below the volume: relative and without `..`.');
  }
  if (textOf(mount['subPath']) !== '' && textOf(mount['subPathExpr']) !== '')
    yield invalid(place, ['subPathExpr'], 'there is a `subPath` already.');
  const propagation = textOf(mount['mountPropagation']);
  if (isSet(mount['mountPropagation']) && propagation === '')
    yield invalid(place, ['mountPropagation'], 'this is not a value of `mountPropagation`.');
  if (propagation === 'Bidirectional' && objectOf(container['securityContext'])['privileged'] !== true)
    yield invalid(place, ['mountPropagation'], '`Bidirectional` needs a privileged container.');
  const recursive = textOf(mount['recursiveReadOnly']);
  if (recursive !== 'IfPossible' && recursive !== 'Enabled') {
    if (isSet(mount['recursiveReadOnly']) && recursive === '')
      yield invalid(place, ['recursiveReadOnly'], 'this is not a value of `recursiveReadOnly`.');
    return;
  }
  if (mount['readOnly'] !== true) yield invalid(place, ['recursiveReadOnly'], 'it goes with `readOnly: true` only.');
  if (propagation !== '' && propagation !== 'None')
    yield invalid(place, ['recursiveReadOnly'], 'it goes with `mountPropagation: None` only.');
}

function* devices(container: JsonObject, place: RulePlace, { volumes, spec }: PodAround) {
  const all = listOf(container['volumeDevices'], objectOf);
  if (all.length > 0 && spec['hostUsers'] === false)
    yield invalid(place, ['volumeDevices'], 'with `hostUsers: false` there can be no devices.');
  for (const [index, device] of all.entries()) {
    const name = textOf(device['name']);
    const volume = volumes.get(name);
    const at = ['volumeDevices', index, 'name'];
    if (name !== '' && volume === undefined) yield invalid(place, at, `the pod has no volume \`${name}\`.`);
    else if (volume && setFields(volume, ['persistentVolumeClaim', 'ephemeral']).length === 0)
      yield invalid(place, at, 'only a claim can be a device.');
    const path = textOf(device['devicePath']);
    if (path.split('/').includes('..'))
      yield invalid(place, ['volumeDevices', index, 'devicePath'], 'it must not have `..` in it.');
  }
  for (const index of repeatedItems(all, one => textOf(one['name']) || undefined))
    yield invalid(place, ['volumeDevices', index, 'name'], 'this volume is a device of the container already.');
  for (const index of repeatedItems(all, one => textOf(one['devicePath']) || undefined))
    yield invalid(place, ['volumeDevices', index, 'devicePath'], 'another device has this path.');
}

function* sleeps(container: JsonObject, place: RulePlace, spec: JsonObject) {
  const grace = typeof spec['terminationGracePeriodSeconds'] === 'number' ? spec['terminationGracePeriodSeconds'] : 30;
  for (const hook of ['postStart', 'preStop']) {
    const sleep = optionalObject(objectOf(objectOf(container['lifecycle'])[hook])['sleep']);
    if (sleep === undefined) continue;
    const seconds = typeof sleep['seconds'] === 'number' ? sleep['seconds'] : 0;
    if (seconds < 0 || seconds > grace)
      yield invalid(
        place,
        ['lifecycle', hook, 'sleep'],
        `it must be from 0 to the pod’s \`terminationGracePeriodSeconds\`, ${grace}.`,
      );
  }
}

/** See https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
function* probes(container: JsonObject, place: RulePlace) {
  for (const name of ['livenessProbe', 'startupProbe']) {
    const threshold = objectOf(container[name])['successThreshold'];
    if (typeof threshold === 'number' && threshold !== 1 && threshold > 0)
      yield invalid(place, [name, 'successThreshold'], `of a \`${name}\` it must be 1.`);
  }
  if (isSet(objectOf(container['readinessProbe'])['terminationGracePeriodSeconds']))
    yield invalid(place, ['readinessProbe', 'terminationGracePeriodSeconds'], 'a `readinessProbe` has none.');
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket'];

function* headers(object: JsonObject, place: RulePlace) {
  for (const [index, header] of listOf(object['httpHeaders'], objectOf).entries())
    if (textOf(header['name']) === '') yield missing(place, ['httpHeaders', index, 'name'], 'a header needs a `name`.');
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

/** See https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
function* variable(object: JsonObject, place: RulePlace) {
  const source = optionalObject(object['valueFrom']);
  if (source === undefined) return;
  const inside = below(place, 'valueFrom');
  yield* oneOfFields('exactly one', '`valueFrom`', SOURCES)(source, inside);
  if (textOf(object['value']) !== '') yield invalid(place, ['valueFrom'], 'there is a `value` already.');
  const path = textOf(objectOf(source['fieldRef'])['fieldPath']);
  if (path !== '' && !isFieldPath(path, ENV_FIELDS))
    yield invalid(
      inside,
      ['fieldRef', 'fieldPath'],
      `\`${path.slice(0, 60)}\` is not a field that a variable can have.`,
    );
}

const ENV_FIELDS: ReadonlySet<string> = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]);

/** Whether it is one of the fields, or a label or annotation by its name. */
export function isFieldPath(path: string, fields: ReadonlySet<string>): boolean {
  return fields.has(path) || /^metadata\.(?:labels|annotations)\['[^']+'\]$/.test(path);
}

function* envFrom(object: JsonObject, place: RulePlace) {
  yield* oneOfFields('exactly one', 'an entry of `envFrom`', ['configMapRef', 'secretRef'])(object, place);
}

export const CONTAINER_RULES: RuleTable = {
  'core.v1.EnvVar': [variable],
  'core.v1.EnvFromSource': [envFrom],
  'core.v1.HTTPGetAction': [headers],
  'core.v1.LifecycleHandler': [oneOfFields('exactly one', 'a hook', [...HANDLERS, 'sleep'])],
  'core.v1.Probe': [oneOfFields('exactly one', 'a probe', [...HANDLERS, 'grpc'])],
};
