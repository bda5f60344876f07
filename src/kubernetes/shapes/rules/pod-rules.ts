import { isDnsSubdomain } from '../../label-name.ts';
import { type JsonObject, listOf, objectOf, optionalObject, textOf } from '../../objects/json.ts';
import { containerRules, initContainerRules } from './container-rules.ts';
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
} from './rule.ts';
import { systemRules } from './system-rules.ts';
import { volumesByName } from './volume-rules.ts';

/** See https://kubernetes.io/docs/concepts/workloads/pods/ */
function* podSpec(spec: JsonObject, place: RulePlace): Iterable<Refusal> {
  yield* dns(spec, place);
  yield* names(spec, place);
  yield* context(spec, place);
  yield* systemRules(spec, place);
  yield* identity(spec, place);
  yield* podResources(spec, place);
  const volumes = volumesByName(spec, place);
  for (const [index, container] of listOf(spec['containers'], objectOf).entries()) {
    yield* containerRules(container, below(place, 'containers', index), { spec, volumes });
  }
  for (const [index, container] of listOf(spec['initContainers'], objectOf).entries()) {
    yield* containerRules(container, below(place, 'initContainers', index), { spec, volumes });
    yield* initContainerRules(container, below(place, 'initContainers', index));
  }
}

/** Who it is, and where. */
function* identity(spec: JsonObject, place: RulePlace) {
  if (listOf(spec['ephemeralContainers'], objectOf).length > 0)
    yield invalid(place, ['ephemeralContainers'], 'they are added to a pod that runs.');
  const isGated = listOf(spec['schedulingGates'], objectOf).length > 0;
  if (place.rootKind === 'Pod' && isGated && textOf(spec['nodeName']) !== '')
    yield invalid(place, ['nodeName'], 'with `schedulingGates` there is no node yet.');
  if (spec['shareProcessNamespace'] === true && spec['hostPID'] === true)
    yield invalid(place, ['shareProcessNamespace'], 'it goes not with `hostPID: true`.');
  const alias = textOf(spec['serviceAccount']);
  if (textOf(spec['serviceAccountName']) === '' && alias !== '' && !isDnsSubdomain(alias))
    yield invalid(place, ['serviceAccount'], 'this cannot be the name of a service account.');
  if (isSet(spec['hostnameOverride'])) {
    for (const field of ['setHostnameAsFQDN', 'hostNetwork'])
      if (spec[field] === true) yield invalid(place, ['hostnameOverride'], `it goes not with \`${field}: true\`.`);
    if (textOf(spec['hostnameOverride']).length > 64)
      yield invalid(place, ['hostnameOverride'], 'it is longer than 64 characters.');
  }
}

/** See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification */
function* podResources(spec: JsonObject, place: RulePlace) {
  const resources = objectOf(spec['resources']);
  for (const list of ['limits', 'requests']) {
    for (const name of Object.keys(objectOf(resources[list])))
      if (!/^(?:cpu$|memory$|hugepages-)/.test(name))
        yield invalid(place, ['resources', list, name], 'of a pod as a whole there are `cpu` and `memory` only.');
  }
  if (listOf(resources['claims'], objectOf).length > 0)
    yield invalid(place, ['resources', 'claims'], 'a pod as a whole has no claims, its containers have.');
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
  'core.v1.SeccompProfile': [profile],
  'core.v1.AppArmorProfile': [profile],
};
