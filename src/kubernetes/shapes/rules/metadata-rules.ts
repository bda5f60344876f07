import { isDnsSubdomain } from '../../label-name.ts';
import { matchesLabels, readLabelSelector } from '../../label-selector.ts';
import { type JsonObject, listOf, objectOf, optionalObject, textOf, textsByKey } from '../../objects/json.ts';
import { isDnsLabel } from '../formats.ts';
import { invalid, isSet, missing, type Refusal, type Rule, type RulePlace, type RuleTable } from './rule.ts';

interface NameRule {
  readonly isRight: (name: string) => boolean;
  readonly words: string;
}

const SUBDOMAIN: NameRule = {
  isRight: isDnsSubdomain,
  words: 'it has lower-case letters, digits, `-` and `.` only, and starts and ends with a letter or digit',
};
const LABEL: NameRule = {
  isRight: isDnsLabel,
  words: 'it has at most 63 lower-case letters, digits and `-`, and starts and ends with a letter or digit',
};
const PATH_SEGMENT: NameRule = {
  isRight: name => name !== '.' && name !== '..' && !/[/%]/.test(name),
  words: 'it is not `.` or `..`, and has no `/` or `%`',
};

function nameRule(kind: string): NameRule {
  if (/Role(?:Binding)?$/.test(kind)) return PATH_SEGMENT;
  return kind === 'Namespace' || kind === 'Service' || kind === 'StatefulSet' ? LABEL : SUBDOMAIN;
}

/** The controller puts eleven characters behind it. */
const LONGEST_CRON_JOB = 52;

/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
function* nameOf(root: JsonObject, place: RulePlace) {
  if (place.at.length > 0) return;
  const { name: written, generateName } = objectOf(root['metadata']);
  const name = textOf(written);
  const prefix = textOf(generateName);
  const { isRight, words } = nameRule(place.rootKind);
  if (name === '') {
    if (prefix === '') yield missing(place, ['metadata', 'name'], `${place.rootKind} objects need a \`name\`.`);
    else if (!isRight(masked(prefix)))
      yield invalid(place, ['metadata', 'generateName'], `no name may start so: ${words}.`);
  } else if (!isRight(name))
    yield invalid(place, ['metadata', 'name'], `\`${short(name)}\` cannot be its name: ${words}.`);
  else if (place.rootKind === 'CronJob' && name.length > LONGEST_CRON_JOB) {
    yield invalid(place, ['metadata', 'name'], `the name of a CronJob has at most ${LONGEST_CRON_JOB} characters.`);
  }
}

/** Something will stand behind the last `-`. */
function masked(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}

/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/ */
function* owners(metadata: JsonObject, place: RulePlace) {
  let first: JsonObject | undefined;
  for (const [index, owner] of listOf(metadata['ownerReferences'], objectOf).entries()) {
    // The same one twice is one.
    if (owner['controller'] === true && textOf(owner['uid']) !== textOf(first?.['uid'])) {
      const at = ['ownerReferences', index, 'controller'];
      if (first)
        yield invalid(
          place,
          at,
          `only one owner may be the controller, and ${textOf(first['kind'])} ${textOf(first['name'])} is.`,
        );
      first ??= owner;
    }
    const parts = textOf(owner['apiVersion']).split('/');
    if (parts.length > 2) yield invalid(place, ['ownerReferences', index, 'apiVersion'], 'this is no API version.');
    else if (parts.at(-1) === '' && textOf(owner['apiVersion']) !== '')
      yield invalid(place, ['ownerReferences', index, 'apiVersion'], 'this is no API version.');
  }
}

/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements */
function* requirement(object: JsonObject, place: RulePlace) {
  const operator = textOf(object['operator']);
  const values = listOf(object['values'], textOf);
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0)
    yield missing(place, ['values'], `\`${operator}\` needs \`values\`.`);
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0)
    yield invalid(place, ['values'], `\`${operator}\` takes no \`values\`.`);
}

/** That labels of the template are others than those that are selected. */
export function templateLabels(labels: unknown, place: RulePlace): Refusal {
  const path = ['template', 'metadata', 'labels'];
  return isSet(labels)
    ? invalid(place, path, 'the `selector` does not select these labels of the template.')
    : missing(place, path, 'the template needs the labels that the `selector` selects.');
}

/** The selector of a workload has to select the pods that it makes. */
export function* selectsTemplate(spec: JsonObject, place: RulePlace) {
  const written = optionalObject(spec['selector']);
  const selector = written && readLabelSelector(written);
  if (written === undefined || selector === undefined) return;
  if (selector.length === 0) {
    yield invalid(place, ['selector'], 'an empty selector would take every pod.');
    return;
  }
  const labels = objectOf(objectOf(spec['template'])['metadata'])['labels'];
  if (!matchesLabels(selector, textsByKey(labels))) yield templateLabels(labels, place);
}

export const METADATA_RULES: RuleTable = {
  'meta.v1.ObjectMeta': [owners],
  'meta.v1.LabelSelectorRequirement': [requirement],
};

/** Of the whole object, whatever it is. */
export const ROOT_RULES: readonly Rule[] = [nameOf];
