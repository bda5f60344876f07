import { type JsonObject, objectOf, textOf } from '../../objects/json.ts';
import { quantityOf } from '../quantity.ts';
import { invalid, isSet, missing, type RulePlace, type RuleTable } from './rule.ts';

const RESOURCES = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.*)$/;

function* resourceField(object: JsonObject, place: RulePlace) {
  const resource = textOf(object['resource']);
  if (resource === '') return;
  if (!RESOURCES.test(resource)) {
    yield invalid(
      place,
      ['resource'],
      'it must be `limits.` or `requests.` with `cpu`, `memory` or `ephemeral-storage`.',
    );
    return;
  }
  const divisor = object['divisor'];
  if (!isSet(divisor)) return;
  const value = quantityOf(divisor);
  if (value === undefined || value === 0) return;
  const allowed = resource.endsWith('.cpu') ? CPU_DIVISORS : MEMORY_DIVISORS;
  if (!allowed.has(value)) yield invalid(place, ['divisor'], 'this resource is not told in such units.');
}

const CPU_DIVISORS: ReadonlySet<number> = new Set([0.001, 1]);
const MEMORY_DIVISORS: ReadonlySet<number> = new Set([
  1,
  ...[1, 2, 3, 4, 5, 6].flatMap(power => [1000 ** power, 1024 ** power]),
]);

/** See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
function* resources(object: JsonObject, place: RulePlace) {
  const limits = objectOf(object['limits']);
  const requests = objectOf(object['requests']);
  for (const [list, values] of [
    ['limits', limits],
    ['requests', requests],
  ] as const) {
    for (const [name, value] of Object.entries(values)) {
      const amount = quantityOf(value) ?? 0;
      if (amount < 0) yield invalid(place, [list, name], 'it must not be negative.');
      else if (name.includes('/') && !Number.isInteger(amount))
        yield invalid(place, [list, name], 'of this resource there are whole ones only.');
    }
  }
  for (const [name, value] of Object.entries(requests)) {
    const request = quantityOf(value) ?? 0;
    const limit = isSet(limits[name]) || name in limits ? (quantityOf(limits[name]) ?? 0) : undefined;
    const isExtended = name.includes('/') || name.startsWith('hugepages-');
    if (limit === undefined) {
      if (isExtended) yield missing(place, ['limits'], `a request of \`${name}\` needs the same limit.`);
    } else if (request > limit)
      yield invalid(place, ['requests'], `more \`${name}\` is requested than the limit allows.`);
    else if (isExtended && request !== limit)
      yield invalid(place, ['requests'], `of \`${name}\` request and limit must be equal.`);
  }
}

export const RESOURCE_RULES: RuleTable = {
  'core.v1.ResourceFieldSelector': [resourceField],
  'core.v1.ResourceRequirements': [resources],
};
