import { isDnsSubdomain, labelKeyProblem, labelValueProblem } from '../../label-name.ts';
import { type JsonObject, listOf, objectOf, optionalObject, textOf } from '../../objects/json.ts';
import { containerRules, initContainerRules } from './container-rules.ts';
import {
  invalid,
  isSet,
  missing,
  oneOfFields,
  type Refusal,
  type RulePlace,
  type RuleTable,
  repeatedItems,
} from './rule.ts';
import { volumesByName } from './volume-rules.ts';

/** See https://kubernetes.io/docs/concepts/workloads/pods/ */
function* podSpec(spec: JsonObject, place: RulePlace): Iterable<Refusal> {
  yield* dns(spec, place);
  yield* names(spec, place);
  yield* context(spec, place);
  yield* ofSystem(spec, place);
  if (listOf(spec['ephemeralContainers'], objectOf).length > 0)
    yield invalid(place, ['ephemeralContainers'], 'they are added to a pod that runs.');
  const claims = listOf(objectOf(spec['resources'])['claims'], objectOf);
  if (claims.length > 0)
    yield invalid(place, ['resources', 'claims'], 'a pod as a whole has no claims, its containers have.');
  const volumes = volumesByName(spec, place);
  for (const [index, container] of listOf(spec['containers'], objectOf).entries()) {
    yield* containerRules(container, inside(place, 'containers', index), { spec, volumes });
  }
  for (const [index, container] of listOf(spec['initContainers'], objectOf).entries()) {
    yield* containerRules(container, inside(place, 'initContainers', index), { spec, volumes });
    yield* initContainerRules(container, inside(place, 'initContainers', index));
  }
}

function inside(place: RulePlace, list: string, index: number): RulePlace {
  return { ...place, at: [...place.at, list, index] };
}

/** See https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config */
function* dns(spec: JsonObject, place: RulePlace) {
  const config = optionalObject(spec['dnsConfig']);
  const servers = listOf(config?.['nameservers'], textOf);
  if (textOf(spec['dnsPolicy']) === 'None') {
    if (config === undefined) yield missing(place, ['dnsConfig'], '`dnsPolicy: None` needs a `dnsConfig`.');
    else if (servers.length === 0)
      yield missing(place, ['dnsConfig', 'nameservers'], '`dnsPolicy: None` needs at least one name server.');
  }
  if (servers.length > 3)
    yield invalid(place, ['dnsConfig', 'nameservers'], 'there may be at most three name servers.');
  const searches = listOf(config?.['searches'], textOf);
  if (searches.length > 32) yield invalid(place, ['dnsConfig', 'searches'], 'there may be at most 32 search domains.');
}

/** Of containers, of all sorts together, and of volumes. */
function* names(spec: JsonObject, place: RulePlace) {
  const lists = ['containers', 'initContainers'] as const;
  const containers = lists.flatMap(list =>
    listOf(spec[list], objectOf).map((one, index) => ({ list, index, name: textOf(one['name']) })),
  );
  for (const index of repeatedItems(containers, ({ name }) => name || undefined)) {
    const one = containers[index];
    if (one) yield invalid(place, [one.list, one.index, 'name'], `another container is called \`${one.name}\`.`);
  }
  const volumes = listOf(spec['volumes'], objectOf).map(one => textOf(one['name']));
  for (const index of repeatedItems(volumes, name => name || undefined))
    yield invalid(place, ['volumes', index, 'name'], `another volume is called \`${volumes[index]}\`.`);
}

function* context(spec: JsonObject, place: RulePlace) {
  const sysctls = listOf(objectOf(spec['securityContext'])['sysctls'], objectOf).map(one => textOf(one['name']));
  for (const index of repeatedItems(sysctls, name => name.replaceAll('/', '.') || undefined))
    yield invalid(place, ['securityContext', 'sysctls', index, 'name'], 'this sysctl is set already.');
  const gates = listOf(spec['schedulingGates'], objectOf).map(one => textOf(one['name']));
  for (const index of repeatedItems(gates, name => name || undefined))
    yield invalid(place, ['schedulingGates', index], 'another gate has this name.');
  const constraints = listOf(spec['topologySpreadConstraints'], objectOf);
  const identity = (one: JsonObject) => JSON.stringify([textOf(one['topologyKey']), textOf(one['whenUnsatisfiable'])]);
  for (const index of repeatedItems(constraints, identity))
    yield invalid(place, ['topologySpreadConstraints', index], 'another constraint has this key and does the same.');
  if (spec['hostUsers'] === false) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
      if (spec[field] === true)
        yield invalid(place, [field], `with \`hostUsers: false\` there can be no \`${field}\`.`);
  }
}

const NOT_ON_WINDOWS: readonly (readonly string[])[] = [
  ...['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace'].map(field => [field]),
  ...[
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'fsGroup',
    'fsGroupChangePolicy',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
    'supplementalGroupsPolicy',
  ].map(field => ['securityContext', field]),
];

/** See https://kubernetes.io/docs/concepts/windows/intro/ */
function* ofSystem(spec: JsonObject, place: RulePlace) {
  const system = textOf(objectOf(spec['os'])['name']);
  if (system === 'windows') {
    for (const [first = '', second] of NOT_ON_WINDOWS) {
      const value = second === undefined ? spec[first] : objectOf(spec[first])[second];
      const path = second === undefined ? [first] : [first, second];
      if (isSet(value) && value !== false) yield invalid(place, path, 'a pod on Windows has none.');
    }
  } else if (system === 'linux' && isSet(objectOf(spec['securityContext'])['windowsOptions']))
    yield invalid(place, ['securityContext', 'windowsOptions'], 'a pod on Linux has none.');
}

/** See https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function* toleration(object: JsonObject, place: RulePlace) {
  const operator = textOf(object['operator']);
  const value = textOf(object['value']);
  if (textOf(object['key']) === '' && operator !== 'Exists')
    yield invalid(place, ['operator'], 'without a `key` the operator must be `Exists`.');
  if (isSet(object['tolerationSeconds']) && textOf(object['effect']) !== 'NoExecute')
    yield invalid(place, ['effect'], 'with `tolerationSeconds` the effect must be `NoExecute`.');
  if ((operator === 'Equal' || operator === '') && labelValueProblem(value) !== undefined)
    yield invalid(place, ['value'], 'this cannot be the value of a taint.');
  if (operator === 'Exists' && value !== '') yield invalid(place, ['value'], '`Exists` takes no `value`.');
  if ((operator === 'Gt' || operator === 'Lt') && !/^(?:0|-?[1-9]\d*)$/.test(value))
    yield invalid(place, ['value'], `\`${operator}\` needs a whole number.`);
}

/** See https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
function* spreadConstraint(object: JsonObject, place: RulePlace) {
  if (isSet(object['minDomains']) && textOf(object['whenUnsatisfiable']) === 'ScheduleAnyway')
    yield invalid(place, ['minDomains'], '`minDomains` goes with `whenUnsatisfiable: DoNotSchedule` only.');
  yield* labelKeys(object, place, ['matchLabelKeys']);
}

function* affinityTerm(object: JsonObject, place: RulePlace) {
  yield* labelKeys(object, place, ['matchLabelKeys', 'mismatchLabelKeys']);
}

/** Keys that are added to a selector: there has to be one, and it must not have them already. */
function* labelKeys(object: JsonObject, place: RulePlace, fields: readonly string[]) {
  const selector = optionalObject(object['labelSelector']);
  const taken = new Set([
    ...Object.keys(objectOf(selector?.['matchLabels'])),
    ...listOf(selector?.['matchExpressions'], objectOf).map(one => textOf(one['key'])),
  ]);
  for (const field of fields) {
    const keys = listOf(object[field], textOf);
    if (keys.length === 0) continue;
    if (selector === undefined) yield invalid(place, [field], `\`${field}\` goes with a \`labelSelector\` only.`);
    for (const [index, key] of keys.entries())
      if (taken.has(key)) yield invalid(place, [field, index], `the \`labelSelector\` names \`${key}\` already.`);
    for (const key of keys) taken.add(key);
  }
}

/** Of a node selector: labels, which may be compared, or fields, of which there is the name. */
function* nodeTerm(object: JsonObject, place: RulePlace) {
  for (const [index, one] of listOf(object['matchExpressions'], objectOf).entries())
    yield* nodeExpression(one, { ...place, at: [...place.at, 'matchExpressions', index] });
  for (const [index, one] of listOf(object['matchFields'], objectOf).entries())
    yield* nodeField(one, { ...place, at: [...place.at, 'matchFields', index] });
}

function* nodeExpression(object: JsonObject, place: RulePlace) {
  const operator = textOf(object['operator']);
  const values = listOf(object['values'], textOf);
  const key = textOf(object['key']);
  const problem = labelKeyProblem(key);
  if (key === '') yield missing(place, ['key'], 'a `key` is missing.');
  else if (problem !== undefined) yield invalid(place, ['key'], `this cannot be the name of a label: ${problem}.`);
  if (place.at.includes('requiredDuringSchedulingIgnoredDuringExecution')) {
    for (const [index, value] of values.entries())
      if (labelValueProblem(value) !== undefined)
        yield invalid(place, ['values', index], 'this cannot be the value of a label.');
  }
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) yield missing(place, ['values'], `\`${operator}\` needs \`values\`.`);
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) yield missing(place, ['values'], `\`${operator}\` needs one value.`);
  } else if (values.length > 0 && (operator === 'Exists' || operator === 'DoesNotExist'))
    yield invalid(place, ['values'], `\`${operator}\` takes no \`values\`.`);
}

function* nodeField(object: JsonObject, place: RulePlace) {
  const values = listOf(object['values'], textOf);
  const operator = textOf(object['operator']);
  const key = textOf(object['key']);
  if (operator === 'In' || operator === 'NotIn') {
    if (listOf(object['values'], textOf).length !== 1)
      yield missing(place, ['values'], 'a field has exactly one value here.');
  } else if (operator !== '') yield invalid(place, ['operator'], 'a field of a node is compared by `In` or `NotIn`.');
  for (const [index, value] of values.entries())
    if (!isDnsSubdomain(value)) yield invalid(place, ['values', index], 'this is no name of a node.');
  if (key !== 'metadata.name') yield invalid(place, ['key'], 'the one field of nodes here is `metadata.name`.');
}

/** See https://kubernetes.io/docs/tutorials/security/seccomp/ */
function* profile(object: JsonObject, place: RulePlace) {
  const type = textOf(object['type']);
  // A seccomp profile may be the empty text.
  const isThere =
    isSet(object['localhostProfile']) &&
    !(place.at.at(-1) === 'appArmorProfile' && textOf(object['localhostProfile']).trim() === '');
  if (type === 'Localhost' && !isThere)
    yield missing(place, ['localhostProfile'], '`Localhost` needs a `localhostProfile`.');
  if ((type === 'RuntimeDefault' || type === 'Unconfined') && isSet(object['localhostProfile']))
    yield invalid(place, ['localhostProfile'], `\`${type}\` takes no \`localhostProfile\`.`);
}

export const POD_RULES: RuleTable = {
  'core.v1.PodResourceClaim': [
    oneOfFields('exactly one', 'a claim', ['resourceClaimName', 'resourceClaimTemplateName']),
  ],
  'core.v1.PodSpec': [podSpec],
  'core.v1.Toleration': [toleration],
  'core.v1.TopologySpreadConstraint': [spreadConstraint],
  'core.v1.PodAffinityTerm': [affinityTerm],
  'core.v1.NodeSelectorTerm': [nodeTerm],
  'core.v1.SeccompProfile': [profile],
  'core.v1.AppArmorProfile': [profile],
};
