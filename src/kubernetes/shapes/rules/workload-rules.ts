import { type JsonObject, listOf, objectOf, optionalObject, textOf } from '../../objects/json.ts';
import { isDnsLabel } from '../formats.ts';
import { JOB_SELECTOR_RULES } from './job-selector-rules.ts';
import { selectsTemplate, templateLabels } from './metadata-rules.ts';
import {
  below,
  invalid,
  isSet,
  missing,
  type Refusal,
  type Rule,
  type RulePlace,
  type RuleTable,
  wrongly,
} from './rule.ts';

/** Pods that a controller keeps running have no other policy and no end. */
function* keptRunning(spec: JsonObject, place: RulePlace) {
  const pod = objectOf(objectOf(spec['template'])['spec']);
  const policy = textOf(pod['restartPolicy']);
  if (policy !== '' && policy !== 'Always' && ['Never', 'OnFailure'].includes(policy))
    yield invalid(place, ['template', 'spec', 'restartPolicy'], `pods of a ${place.rootKind} are always restarted.`);
  if (isSet(pod['activeDeadlineSeconds']))
    yield invalid(place, ['template', 'spec', 'activeDeadlineSeconds'], `pods of a ${place.rootKind} have no end.`);
}

/** See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
function* deploymentSpec(spec: JsonObject, place: RulePlace) {
  const ready = numberOf(spec['minReadySeconds']) ?? 0;
  const deadline = numberOf(spec['progressDeadlineSeconds']) ?? 600;
  if (deadline <= ready && deadline >= 0)
    yield invalid(place, ['progressDeadlineSeconds'], `it must be more than \`minReadySeconds\`, ${ready}.`);
  const strategy = objectOf(spec['strategy']);
  const rolling = optionalObject(strategy['rollingUpdate']);
  if (rolling === undefined) return;
  const at = ['strategy', 'rollingUpdate'];
  if (textOf(strategy['type']) === 'Recreate') yield invalid(place, at, '`Recreate` has no `rollingUpdate`.');
  else yield* rollingUpdate(rolling, below(place, ...at));
}

/** Digits alone are a number, and a text is a percentage. */
function* quotedCounts(rolling: JsonObject, place: RulePlace) {
  for (const field of ['maxSurge', 'maxUnavailable'])
    if (/^\d+$/.test(textOf(rolling[field])))
      yield wrongly(place, [field], 'write a number without quotes, or a percentage.', textOf(rolling[field]));
}

function* rollingUpdate(rolling: JsonObject, place: RulePlace) {
  yield* quotedCounts(rolling, place);
  const { maxSurge, maxUnavailable } = rolling;
  if (percentageOf(maxUnavailable) > 100) yield invalid(place, ['maxUnavailable'], 'it cannot be more than 100%.');
  const isZero = (value: unknown) => isSet(value) && (value === 0 || /^0+%?$/.test(textOf(value)));
  if (isZero(maxUnavailable) && isZero(maxSurge))
    yield invalid(place, ['maxUnavailable'], 'it cannot be 0 when `maxSurge` is 0 as well.');
}

function percentageOf(value: unknown): number {
  return Number(/^(\d+)%$/.exec(textOf(value))?.[1] ?? 0);
}

function* daemonSetSpec(spec: JsonObject, place: RulePlace) {
  const rolling = optionalObject(objectOf(spec['updateStrategy'])['rollingUpdate']);
  if (rolling === undefined || textOf(objectOf(spec['updateStrategy'])['type']) === 'OnDelete') return;
  const inside = below(place, 'updateStrategy', 'rollingUpdate');
  yield* quotedCounts(rolling, inside);
  const [surge, unavailable] = [countOf(rolling['maxSurge'], 0), countOf(rolling['maxUnavailable'], 1)];
  for (const field of ['maxSurge', 'maxUnavailable'])
    if (percentageOf(rolling[field]) > 100) yield invalid(inside, [field], 'it cannot be more than 100%.');
  if (surge === 0 && unavailable === 0) yield invalid(inside, [], '`maxSurge` and `maxUnavailable` cannot both be 0.');
  else if (surge !== 0 && unavailable !== 0)
    yield invalid(inside, ['maxSurge'], 'it can be there only with `maxUnavailable: 0`.');
}

function countOf(value: unknown, usual: number): number {
  if (!isSet(value)) return usual;
  return typeof value === 'number' ? value : Number(/^\d+/.exec(textOf(value))?.[0] ?? 1);
}

/** See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/ */
function* statefulSetSpec(spec: JsonObject, place: RulePlace) {
  const strategy = objectOf(spec['updateStrategy']);
  if (textOf(strategy['type']) === 'OnDelete' && isSet(strategy['rollingUpdate']))
    yield invalid(place, ['updateStrategy', 'rollingUpdate'], '`OnDelete` has no `rollingUpdate`.');
  for (const [index, claim] of listOf(spec['volumeClaimTemplates'], objectOf).entries()) {
    const name = textOf(objectOf(claim['metadata'])['name']);
    const at = ['volumeClaimTemplates', index, 'metadata', 'name'];
    if (name === '') yield missing(place, at, 'a claim needs a `name`.');
    else if (!isDnsLabel(name)) yield invalid(place, at, 'this cannot be the name of a volume.');
  }
}

function* controllerSpec(spec: JsonObject, place: RulePlace) {
  const selector = objectOf(spec['selector']);
  const template = objectOf(spec['template']);
  const labels = objectOf(objectOf(template['metadata'])['labels']);
  // Without a selector the labels of the template are the selector.
  if (Object.keys(selector).length === 0) {
    if (isSet(spec['template']) && Object.keys(labels).length === 0)
      yield missing(place, ['selector'], 'it needs a `selector`.');
    return;
  }
  const matches = Object.entries(selector).every(
    ([key, value]) => Object.hasOwn(labels, key) && textOf(labels[key]) === textOf(value),
  );
  if (!matches) yield templateLabels(objectOf(template['metadata'])['labels'], place);
}

/** See https://kubernetes.io/docs/concepts/workloads/controllers/job/ */
function* jobSpec(spec: JsonObject, place: RulePlace): Iterable<Refusal> {
  const pod = objectOf(objectOf(spec['template'])['spec']);
  const policy = textOf(pod['restartPolicy']);
  const at = ['template', 'spec', 'restartPolicy'];
  if (isSet(objectOf(spec['template'])['spec'])) {
    if (policy === '' || policy === 'Always')
      yield missing(place, at, 'the pods of a job need `restartPolicy: OnFailure` or `Never`.');
    else if (isSet(spec['podFailurePolicy']) && policy === 'OnFailure')
      yield invalid(place, at, 'with a `podFailurePolicy` it must be `Never`.');
  }
  yield* indexed(spec, place);
  if (isSet(spec['podFailurePolicy']) && textOf(spec['podReplacementPolicy']) === 'TerminatingOrFailed')
    yield invalid(place, ['podReplacementPolicy'], 'with a `podFailurePolicy` it must be `Failed`.');
  yield* failurePolicy(spec, place, pod);
}

/** With neither of both there is one pod. */
function completionsOf(spec: JsonObject): number | undefined {
  return numberOf(spec['completions']) ?? (isSet(spec['parallelism']) ? undefined : 1);
}

function* indexed(spec: JsonObject, place: RulePlace) {
  const completions = completionsOf(spec);
  const most = numberOf(spec['maxFailedIndexes']);
  if (most !== undefined && !isSet(spec['backoffLimitPerIndex']))
    yield missing(place, ['backoffLimitPerIndex'], '`maxFailedIndexes` needs a `backoffLimitPerIndex`.');
  const mode = textOf(spec['completionMode']);
  if (mode === 'Indexed') {
    if (completions === undefined)
      yield missing(place, ['completions'], '`completionMode: Indexed` needs `completions`.');
    else if (most !== undefined && most > completions)
      yield invalid(place, ['maxFailedIndexes'], `it cannot be more than \`completions\`, ${completions}.`);
    const parallelism = numberOf(spec['parallelism']) ?? 0;
    if (parallelism > 100_000) yield invalid(place, ['parallelism'], 'of an indexed job it is 100,000 at most.');
    if (most !== undefined && most > 100_000) yield invalid(place, ['maxFailedIndexes'], 'it is 100,000 at most.');
    if (completions !== undefined) yield* successPolicy(spec, place, completions);
    return;
  }
  if (!isSet(spec['completionMode']) || mode === 'NonIndexed') {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'])
      if (isSet(spec[field])) yield invalid(place, [field], 'it goes with `completionMode: Indexed` only.');
  }
}

function* successPolicy(spec: JsonObject, place: RulePlace, completions: number) {
  for (const [index, rule] of listOf(objectOf(spec['successPolicy'])['rules'], objectOf).entries()) {
    const at = ['successPolicy', 'rules', index];
    const indexes = rule['succeededIndexes'];
    const count = numberOf(rule['succeededCount']);
    if (!isSet(indexes) && count === undefined)
      yield missing(place, at, 'a rule needs `succeededCount` or `succeededIndexes`.');
    const named = isSet(indexes) ? countIndexes(textOf(indexes), completions) : completions;
    if (named === undefined)
      yield invalid(place, [...at, 'succeededIndexes'], `these are no indexes below ${completions}, as \`0,2-4\`.`);
    if (count !== undefined && count > Math.min(named ?? 0, completions))
      yield invalid(place, [...at, 'succeededCount'], `there are only ${Math.min(named ?? 0, completions)}.`);
  }
}

/** How many indexes a text such as `0,2-4` names; undefined when it is none or they are not in order. */
function countIndexes(text: string, completions: number): number | undefined {
  if (text === '') return 0;
  let count = 0;
  let last = -1;
  for (const part of text.split(',')) {
    const [, first = '', end = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === '' || Number(first) <= last || Number(first) >= completions || Number(end) >= completions)
      return undefined;
    if (end !== first && Number(end) <= Number(first)) return undefined;
    count += Number(end) - Number(first) + 1;
    last = Number(end);
  }
  return count;
}

function* failurePolicy(spec: JsonObject, place: RulePlace, pod: JsonObject) {
  const names = new Set(
    ['containers', 'initContainers'].flatMap(list => listOf(pod[list], objectOf)).map(one => textOf(one['name'])),
  );
  for (const [index, rule] of listOf(objectOf(spec['podFailurePolicy'])['rules'], objectOf).entries()) {
    const inside = below(place, 'podFailurePolicy', 'rules', index);
    const codes = optionalObject(rule['onExitCodes']);
    const conditions = listOf(rule['onPodConditions'], objectOf);
    if (textOf(rule['action']) === 'FailIndex' && !isSet(spec['backoffLimitPerIndex']))
      yield invalid(inside, ['action'], '`FailIndex` goes with `backoffLimitPerIndex` only.');
    if (codes === undefined && conditions.length === 0)
      yield missing(inside, [], 'a rule needs `onExitCodes` or `onPodConditions`.');
    if (codes && conditions.length > 0) yield invalid(inside, ['onPodConditions'], 'there are `onExitCodes` already.');
    if (codes) yield* exitCodes(codes, { ...inside, at: [...inside.at, 'onExitCodes'] }, names);
  }
}

function* exitCodes(codes: JsonObject, place: RulePlace, names: ReadonlySet<string>) {
  const name = codes['containerName'];
  if (isSet(name) && !names.has(textOf(name)))
    yield invalid(place, ['containerName'], 'the template has no such container.');
  const values = listOf(codes['values'], value => numberOf(value) ?? 0);
  const zero = values.indexOf(0);
  if (textOf(codes['operator']) === 'In' && zero >= 0) yield invalid(place, ['values', zero], '0 is no failure.');
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) < index) yield invalid(place, ['values', index], `\`${value}\` is there already.`);
  }
  if (values.some((value, index) => index > 0 && value < (values[index - 1] ?? 0)))
    yield invalid(place, ['values'], 'they must be in ascending order.');
}

/** Names of pods are made of it, which are host names. */
function* jobName(root: JsonObject, place: RulePlace) {
  const spec = objectOf(root['spec']);
  const completions = completionsOf(spec);
  const name = textOf(objectOf(root['metadata'])['name']);
  if (textOf(spec['completionMode']) !== 'Indexed' || completions === undefined || completions < 1 || name === '')
    return;
  if (!isDnsLabel(`${name}-${completions - 1}`))
    yield invalid(place, ['metadata', 'name'], 'the pods of this indexed job could not have host names.');
}

function* timeZone(spec: JsonObject, place: RulePlace) {
  const zone = spec['timeZone'];
  if (!isSet(zone)) return;
  const name = textOf(zone);
  if (name === '') yield invalid(place, ['timeZone'], 'it cannot be empty.');
  else if (name.toLowerCase() === 'local') yield invalid(place, ['timeZone'], 'it must be a name, as `Europe/Berlin`.');
  else if (!isTimeZone(name)) yield invalid(place, ['timeZone'], `there is no time zone \`${name.slice(0, 60)}\`.`);
}

function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

const REPLICATED: readonly Rule[] = [selectsTemplate, keptRunning];

export const WORKLOAD_RULES: RuleTable = {
  ...JOB_SELECTOR_RULES,
  'batch.v1.Job': [...(JOB_SELECTOR_RULES['batch.v1.Job'] ?? []), jobName],
  'apps.v1.DeploymentSpec': [...REPLICATED, deploymentSpec],
  'apps.v1.ReplicaSetSpec': REPLICATED,
  'apps.v1.DaemonSetSpec': [...REPLICATED, daemonSetSpec],
  'apps.v1.StatefulSetSpec': [...REPLICATED, statefulSetSpec],
  'core.v1.ReplicationControllerSpec': [keptRunning, controllerSpec],
  'batch.v1.JobSpec': [jobSpec],
  'batch.v1.CronJobSpec': [timeZone],
};
