import type { Finding } from '../../schema/finding.ts';
import { movedFindings } from '../../schema/moved-findings.ts';
import { validate } from '../../schema/validate.ts';
import { inTextOrder, type ValidationContext } from '../../schema/validation.ts';
import type { ScalarNode, YamlNode } from '../../yaml/node.ts';
import { type SourceFile, spanOf, stampOf, startOf, type YamlDocument } from '../../yaml/source.ts';
import { isBefore, type KnownVersion, parseVersion } from '../version.ts';
import type { CheckedJob, ConfigCache } from './cache.ts';
import { FORMATS } from './formats.ts';
import { globalFindings } from './global-rules.ts';
import { type GlobalSettings, globalSettings } from './global-settings.ts';
import { inheritsNaming, type JobContext, jobFindings } from './job-rules.ts';
import { JOB_SHAPE } from './job-shape.ts';
import { isNullNode, type MappingView, mapField, resolved, textField, viewMapping } from './mapping-view.ts';
import { PROMETHEUS_SHAPE } from './prometheus-shape.ts';
import { REFUSAL, refusalWith } from './refusal.ts';
import { REPLACED_FIELDS } from './replaced-fields.ts';

export interface CheckContext {
  readonly version: KnownVersion;
  readonly cache: ConfigCache;
}

/**
 * Everything for which Prometheus refuses to load a prometheus.yml, all at once, in the order of the text; with a known
 * version also what that version does not have yet. The document must be the file's first, free of syntax errors. Jobs
 * that have not changed since the last call with the same cache are not checked again. Never throws.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function checkConfig(document: YamlDocument, file: SourceFile, context: CheckContext): readonly Finding[] {
  const { root } = document;
  if (root === undefined) return [];
  const whole: ValidationContext = {
    document,
    text: file.text,
    dialect: 'prometheus',
    area: 'config',
    refusal: REFUSAL,
    formats: FORMATS,
    lacks: since => lacking(context.version, since),
    replaced: REPLACED_FIELDS,
    leftOut: JOB_SHAPE,
  };
  const findings = [...validate(root, PROMETHEUS_SHAPE, 'the file', [], whole)];
  if (root.kind === 'map') findings.push(...contentFindings(viewMapping(document, root), whole, context));
  return inTextOrder(unique(findings));
}

function contentFindings(root: MappingView, whole: ValidationContext, context: CheckContext): readonly Finding[] {
  const section = mapField(root, 'global');
  const global = section.state === 'set' ? viewMapping(root.document, section.value) : undefined;
  const settings = globalSettings(section.state === 'unreadable' ? undefined : global);
  const jobs = checkedJobs(root, { ...whole, leftOut: undefined }, settings, context);
  const summary = { count: jobs.length, inheritNaming: jobs.filter(job => job.inheritsNaming).length };
  return [
    ...(global === undefined ? [] : globalFindings(global, settings, summary)),
    ...jobs.flatMap(job => job.findings),
    ...repeatedNames(jobs),
  ];
}

function checkedJobs(
  root: MappingView,
  validation: ValidationContext,
  global: GlobalSettings,
  { version, cache }: CheckContext,
): readonly CheckedJob[] {
  const list = root.entries.get('scrape_configs')?.value;
  if (list?.kind !== 'seq') return [];
  const key = JSON.stringify([global.scrapeInterval, global.names, global.escaping, version]);
  const job: JobContext = { global, version, regexes: cache.regexes };
  return list.items
    .filter(item => !isNullNode(item))
    .map(item => {
      const before = cache.checkedJobs.get(item);
      if (before !== undefined && before.stamp === stampOf(item) && before.context === key) return moved(before, item);
      const checked = checkJob(item, validation, job, key);
      if (!hasAlias(item)) cache.checkedJobs.set(item, checked);
      return checked;
    });
}

function checkJob(item: YamlNode, validation: ValidationContext, context: JobContext, key: string): CheckedJob {
  const node = resolved(validation.document, item);
  const shape = validate(item, JOB_SHAPE, 'an entry of `scrape_configs`', [PROMETHEUS_SHAPE], validation);
  const base = { stamp: stampOf(item), context: key, base: startOf(item) };
  if (node?.kind !== 'map') return { ...base, findings: shape, name: undefined, inheritsNaming: false };
  const view = viewMapping(validation.document, node);
  const findings = [...shape, ...jobFindings(view, context)];
  return { ...base, findings, name: nameOf(view), inheritsNaming: inheritsNaming(view) };
}

function nameOf(job: MappingView): ScalarNode | undefined {
  const name = textField(job, 'job_name');
  return name.state === 'set' && name.value !== '' && name.node.kind === 'scalar' ? name.node : undefined;
}

/** The job's findings where it stands now. */
function moved(job: CheckedJob, item: YamlNode): CheckedJob {
  const base = startOf(item);
  return { ...job, base, findings: movedFindings(job.findings, base - job.base) };
}

/** What an alias brings in stands elsewhere and does not move with the job. */
function hasAlias(node: YamlNode): boolean {
  if (node.kind === 'alias') return true;
  if (node.kind === 'seq') return node.items.some(hasAlias);
  return node.kind === 'map' && node.pairs.some(({ key, value }) => hasAlias(key) || hasAlias(value));
}

function repeatedNames(jobs: readonly CheckedJob[]): readonly Finding[] {
  const first = new Map<string, ScalarNode>();
  return jobs.flatMap(({ name }) => {
    if (name === undefined) return [];
    const before = first.get(name.text);
    if (before === undefined) first.set(name.text, name);
    return before === undefined ? [] : [repeatedName(name, before)];
  });
}

function repeatedName(name: ScalarNode, before: ScalarNode): Finding {
  const why = `two scrape configs have the job name \`${name.text}\`. Rename one of them.`;
  const related = [{ span: spanOf(before), message: 'The first scrape config of that name' }];
  return refusalWith('config/repeated-job-name', spanOf(name), why, { name: name.text }, related);
}

/** Two aliases of one mistake tell it twice. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  const byPlace = new Map(
    findings.map(finding => [`${finding.code} ${finding.span.start} ${finding.span.end} ${finding.message}`, finding]),
  );
  return [...byPlace.values()];
}

function lacking(version: KnownVersion, since: string): string | undefined {
  const first = parseVersion(since);
  if (version === 'unknown' || first === 'unknown' || !isBefore(version, first)) return undefined;
  return `Prometheus ${version.major}.${version.minor}`;
}
