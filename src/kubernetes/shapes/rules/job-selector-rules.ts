import { matchesLabels, readLabelSelector } from '../../label-selector.ts';
import { type JsonObject, objectOf, optionalObject, textOf, textsByKey } from '../../objects/json.ts';
import { templateLabels } from './metadata-rules.ts';
import { below, invalid, isSet, missing, type Refusal, type RulePlace, type RuleTable } from './rule.ts';

/** Labels that the controller gives to pods: with the name of the job, and with its uid, which nobody knows before. */
const NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'];
const UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

/** See https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector */
function* jobSelector(job: JsonObject, place: RulePlace): Iterable<Refusal> {
  const spec = objectOf(job['spec']);
  const inside = below(place, 'spec');
  const written = objectOf(objectOf(spec['template'])['metadata'])['labels'];
  const labels = textsByKey(written);
  const selector = readLabelSelector(spec['selector']);
  if (spec['manualSelector'] === true) {
    if (!isSet(spec['selector'])) yield missing(inside, ['selector'], '`manualSelector: true` needs a `selector`.');
    else if (selector && !matchesLabels(selector, labels)) yield templateLabels(written, inside);
    return;
  }
  yield* givenLabels(labels, inside, textOf(objectOf(job['metadata'])['name']));
  if (selector && selector.length > 0)
    yield invalid(inside, ['selector'], 'a job gets its own, unless it has `manualSelector: true`.');
}

function* givenLabels(labels: ReadonlyMap<string, string>, place: RulePlace, name: string) {
  for (const [key, value] of labels) {
    const isWrong = UID_LABELS.includes(key) || (NAME_LABELS.includes(key) && value !== name);
    if (isWrong)
      yield invalid(place, ['template', 'metadata', 'labels', key], `the controller sets \`${key}\` itself.`);
  }
}

function* ofCronJob(template: JsonObject, place: RulePlace): Iterable<Refusal> {
  const spec = objectOf(template['spec']);
  if (optionalObject(spec['selector']))
    yield invalid(place, ['spec', 'selector'], 'the jobs of a CronJob get their own.');
  if (spec['manualSelector'] === true)
    yield invalid(place, ['spec', 'manualSelector'], 'the jobs of a CronJob get their own.');
}

export const JOB_SELECTOR_RULES: RuleTable = {
  'batch.v1.Job': [jobSelector],
  'batch.v1.JobTemplateSpec': [ofCronJob],
};
