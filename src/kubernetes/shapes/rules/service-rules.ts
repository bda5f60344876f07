import { isDnsSubdomain } from '../../label-name.ts';
import { type JsonObject, listOf, objectOf, optionalObject, textOf } from '../../objects/json.ts';
import { isPortName } from '../formats.ts';
import { isIp } from '../ip-address.ts';
import { invalid, isSet, missing, type Refusal, type RulePlace, type RuleTable, repeatedItems } from './rule.ts';

/** See https://kubernetes.io/docs/concepts/services-networking/service/ */
function* serviceSpec(spec: JsonObject, place: RulePlace): Iterable<Refusal> {
  const type = textOf(spec['type']) || 'ClusterIP';
  const addresses = clusterIps(spec);
  const isHeadless = addresses[0] === 'None';
  yield* ports(spec, place, type, isHeadless);
  yield* affinity(spec, place);
  yield* addressFields(spec, place, type);
  if (type === 'ExternalName') yield* externalName(spec, place);
  else if (isHeadless && (type === 'LoadBalancer' || type === 'NodePort'))
    yield invalid(
      place,
      [isSet(spec['clusterIP']) ? 'clusterIP' : 'clusterIPs'],
      `a ${type} service cannot be headless.`,
    );
  yield* balancerFields(spec, place, type);
  yield* traffic(spec, place, type);
}

function clusterIps(spec: JsonObject): readonly string[] {
  const list = listOf(spec['clusterIPs'], textOf);
  const one = textOf(spec['clusterIP']);
  return list.length === 0 && one !== '' ? [one] : list;
}

function* ports(spec: JsonObject, place: RulePlace, type: string, isHeadless: boolean) {
  const all = listOf(spec['ports'], objectOf);
  if (all.length === 0 && !isHeadless && type !== 'ExternalName')
    yield missing(place, ['ports'], 'a service needs `ports`.');
  for (const [index, port] of all.entries()) {
    if (all.length > 1 && textOf(port['name']) === '')
      yield missing(place, ['ports', index, 'name'], 'where there are several ports, each needs a `name`.');
    const node = port['nodePort'];
    if (type === 'ClusterIP' && typeof node === 'number' && node !== 0)
      yield invalid(place, ['ports', index, 'nodePort'], 'a ClusterIP service has no port on nodes.');
    const target = port['targetPort'];
    const isNumber = typeof target === 'number' && target !== 0;
    if (
      (isNumber && (target < 1 || target > 65_535)) ||
      (typeof target === 'string' && target !== '' && !isPortName(target))
    )
      yield invalid(place, ['ports', index, 'targetPort'], 'this is neither a port nor the name of one.');
  }
  const protocol = (port: JsonObject) => textOf(port['protocol']) || 'TCP';
  for (const index of repeatedItems(all, port => textOf(port['name']) || undefined))
    yield invalid(place, ['ports', index, 'name'], 'another port has this name.');
  for (const index of repeatedItems(all, port => `${protocol(port)} ${port['port'] ?? 0}`))
    yield invalid(place, ['ports', index], 'another port is the same with this protocol.');
  const nodePort = (port: JsonObject) => (port['nodePort'] ? `${protocol(port)} ${port['nodePort']}` : undefined);
  for (const index of repeatedItems(all, nodePort))
    yield invalid(place, ['ports', index, 'nodePort'], 'another port is the same on nodes.');
}

function* affinity(spec: JsonObject, place: RulePlace) {
  const kind = textOf(spec['sessionAffinity']) || 'None';
  const config = optionalObject(spec['sessionAffinityConfig']);
  if (kind !== 'ClientIP' || config === undefined) return;
  const seconds = objectOf(config['clientIP'])['timeoutSeconds'];
  if (typeof seconds === 'number' && (seconds <= 0 || seconds > 86_400))
    yield invalid(place, ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'], 'it must be from 1 to 86400.');
}

function* addressFields(spec: JsonObject, place: RulePlace, type: string) {
  if (type === 'ExternalName') return;
  const one = textOf(spec['clusterIP']);
  const list = listOf(spec['clusterIPs'], textOf);
  if (list.length > 0 && one !== list[0])
    yield invalid(place, ['clusterIPs'], 'the first one must be the `clusterIP`.');
  for (const [index, ip] of list.entries())
    if (!(index === 0 && ip === 'None') && !isIp(ip))
      yield invalid(place, ['clusterIPs', index], 'this is no IP address.');
  if (list.length === 0 && one !== '' && one !== 'None' && !isIp(one))
    yield invalid(place, ['clusterIP'], 'this is neither an IP address nor `None`.');
  if (list.length > 2) yield invalid(place, ['clusterIPs'], 'there may be two at most.');
  for (const index of repeatedItems(listOf(spec['ipFamilies'], textOf), family => family))
    yield invalid(place, ['ipFamilies', index], 'this family is there already.');
  const policy = textOf(spec['ipFamilyPolicy']);
  const isSelectorless = Object.keys(objectOf(spec['selector'])).length === 0;
  const isAnyFamily = clusterIps(spec)[0] === 'None' && isSelectorless && policy === '';
  for (const field of ['ipFamilies', 'clusterIPs'])
    if (new Set(listOf(spec[field], textOf)).size > 1 && !isAnyFamily && !policy.endsWith('DualStack'))
      yield invalid(place, ['ipFamilyPolicy'], `two \`${field}\` need \`PreferDualStack\` or \`RequireDualStack\`.`);
  for (const [index, family] of listOf(spec['ipFamilies'], textOf).entries())
    if (family === '') yield invalid(place, ['ipFamilies', index], 'this is neither `IPv4` nor `IPv6`.');
}

function* externalName(spec: JsonObject, place: RulePlace) {
  const name = textOf(spec['externalName']).replace(/\.$/, '');
  if (name === '') yield missing(place, ['externalName'], 'an ExternalName service needs an `externalName`.');
  else if (!isDnsSubdomain(name)) yield invalid(place, ['externalName'], 'this is no DNS name.');
  for (const field of ['clusterIPs', 'ipFamilies'])
    if (listOf(spec[field], textOf).length > 0) yield invalid(place, [field], 'an ExternalName service has none.');
  if (textOf(spec['clusterIP']) !== '') yield invalid(place, ['clusterIP'], 'an ExternalName service has none.');
  if (isSet(spec['ipFamilyPolicy'])) yield invalid(place, ['ipFamilyPolicy'], 'an ExternalName service has none.');
}

function* balancerFields(spec: JsonObject, place: RulePlace, type: string) {
  if (type === 'LoadBalancer') return;
  for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass'])
    if (isSet(spec[field])) yield invalid(place, [field], `a ${type} service has none.`);
  if (listOf(spec['loadBalancerSourceRanges'], textOf).length > 0)
    yield invalid(place, ['loadBalancerSourceRanges'], `a ${type} service has none.`);
}

/** See https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies */
function* traffic(spec: JsonObject, place: RulePlace, type: string) {
  const isOutside =
    type === 'LoadBalancer' ||
    type === 'NodePort' ||
    (type === 'ClusterIP' && listOf(spec['externalIPs'], textOf).length > 0);
  const policy = textOf(spec['externalTrafficPolicy']);
  if (!isOutside && policy !== '')
    yield invalid(place, ['externalTrafficPolicy'], 'nobody outside reaches this service.');
  const health = spec['healthCheckNodePort'];
  const isChecked = type === 'LoadBalancer' && policy === 'Local';
  if (!isChecked && typeof health === 'number' && health !== 0)
    yield invalid(
      place,
      ['healthCheckNodePort'],
      'it goes with `type: LoadBalancer` and `externalTrafficPolicy: Local` only.',
    );
  const distribution = spec['trafficDistribution'];
  if (isSet(distribution) && !DISTRIBUTIONS.has(textOf(distribution)))
    yield invalid(
      place,
      ['trafficDistribution'],
      `it must be one of ${[...DISTRIBUTIONS].map(one => `\`${one}\``).join(', ')}.`,
    );
}

const DISTRIBUTIONS: ReadonlySet<string> = new Set(['PreferClose', 'PreferSameZone', 'PreferSameNode']);

export const SERVICE_RULES: RuleTable = { 'core.v1.ServiceSpec': [serviceSpec] };
