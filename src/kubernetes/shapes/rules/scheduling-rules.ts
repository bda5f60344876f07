import { isDnsSubdomain, labelKeyProblem, labelValueProblem } from '../../label-name.ts';
import { type JsonObject, listOf, objectOf, optionalObject, textOf } from '../../objects/json.ts';
import { below, invalid, isSet, missing, type RulePlace, type RuleTable } from './rule.ts';

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
    yield* nodeExpression(one, below(place, 'matchExpressions', index));
  for (const [index, one] of listOf(object['matchFields'], objectOf).entries())
    yield* nodeField(one, below(place, 'matchFields', index));
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

export const SCHEDULING_RULES: RuleTable = {
  'core.v1.Toleration': [toleration],
  'core.v1.TopologySpreadConstraint': [spreadConstraint],
  'core.v1.PodAffinityTerm': [affinityTerm],
  'core.v1.NodeSelectorTerm': [nodeTerm],
};
