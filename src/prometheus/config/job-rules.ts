import type { Finding } from '../../schema/finding.ts';
import { clip } from '../../schema/validation.ts';
import { spanOf } from '../../yaml/source.ts';
import { formatDuration } from '../duration.ts';
import type { RegexCache } from '../relabel/regex.ts';
import type { NameValidation } from '../relabel/rule.ts';
import type { KnownVersion } from '../version.ts';
import { durationOf, escapingOf, type GlobalSettings, validationOf } from './global-settings.ts';
import { httpClientFindings } from './http-client-rules.ts';
import { kubernetesSdFindings } from './kubernetes-sd-rules.ts';
import { isNullNode, listField, type MappingView, mapsIn, textField, valueSpan } from './mapping-view.ts';
import { refusal } from './refusal.ts';
import { relabelFindings } from './relabel-rules.ts';
import { scrapeProtocolFindings } from './scrape-protocol-rules.ts';

/** What the checks of one job depend on beside the job. */
export interface JobContext {
  readonly global: GlobalSettings;
  readonly version: KnownVersion;
  readonly regexes: RegexCache;
}

/**
 * What Prometheus has against one scrape config, beyond the shape of its fields and its name being unique.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function jobFindings(job: MappingView, context: JobContext): readonly Finding[] {
  return [
    ...timeoutFindings(job, context.global),
    ...scrapeProtocolFindings(job),
    ...escapingFindings(job, context.global),
    ...httpClientFindings(job),
    ...mapsIn(job, 'kubernetes_sd_configs').flatMap(kubernetesSdFindings),
    ...staticTargetFindings(job),
    ...ruleFindings(job, context),
  ];
}

/** The validation scheme in effect for the job; undefined when it cannot be read. */
export function jobNames(job: MappingView, global: GlobalSettings): NameValidation | undefined {
  return validationOf(textField(job, 'metric_name_validation_scheme'), global.names);
}

function timeoutFindings(job: MappingView, global: GlobalSettings): readonly Finding[] {
  const timeout = durationOf(textField(job, 'scrape_timeout'));
  const own = durationOf(textField(job, 'scrape_interval'));
  const interval = own === 0 ? global.scrapeInterval : own;
  if (timeout === undefined || interval === undefined || timeout <= interval) return [];
  const whose = own === 0 ? 'global scrape interval' : 'scrape interval';
  const why = `the timeout of ${formatDuration(timeout)} is longer than the ${whose} of ${formatDuration(interval)}. Shorten it or lengthen the interval.`;
  const data = { replacement: formatDuration(interval) };
  return [refusal('config/timeout-too-long', valueSpan(job, 'scrape_timeout'), why, data)];
}

/** Names as they are, asked of targets, under legacy validation. Both inherited is told once, of `global`. */
function escapingFindings(job: MappingView, global: GlobalSettings): readonly Finding[] {
  if (inheritsNaming(job)) return [];
  const validation = textField(job, 'metric_name_validation_scheme');
  const names = validationOf(validation, global.names);
  const field = textField(job, 'metric_name_escaping_scheme');
  const own = validation.state === 'set' && validation.value !== '';
  const written = field.state === 'set' && field.value !== '';
  const escaping = written || own ? escapingOf(field, names) : global.escaping;
  if (names !== 'legacy' || escaping !== 'allow-utf-8') return [];
  const why =
    '`allow-utf-8` does not go together with legacy validation. Write `underscores`, or set `metric_name_validation_scheme: utf8`.';
  return [
    refusal('config/escaping-scheme', valueSpan(job, 'metric_name_escaping_scheme'), why, {
      replacement: 'underscores',
    }),
  ];
}

/** Whether the job has neither a validation nor an escaping scheme of its own. */
export function inheritsNaming(job: MappingView): boolean {
  return ['metric_name_validation_scheme', 'metric_name_escaping_scheme'].every(name => {
    const field = textField(job, name);
    return field.state === 'absent' || (field.state === 'set' && field.value === '');
  });
}

/** Without relabelling, an address with a slash can only be a URL that was put in by mistake. */
function staticTargetFindings(job: MappingView): readonly Finding[] {
  const rules = listField(job, 'relabel_configs');
  if (rules.state === 'unreadable' || (rules.state === 'set' && rules.value.length > 0)) return [];
  return mapsIn(job, 'static_configs').flatMap(group => {
    const targets = listField(group, 'targets');
    if (targets.state !== 'set') return [];
    return targets.value.flatMap(target => {
      if (target.kind !== 'scalar' || isNullNode(target) || !target.text.includes('/')) return [];
      return [urlTarget(target)];
    });
  });
}

function urlTarget(target: { readonly text: string } & Parameters<typeof spanOf>[0]): Finding {
  const host = /^[a-z]+:\/\/([^/]+)/.exec(target.text)?.[1];
  const hint = host === undefined ? 'Write `host:port`' : `Write \`${clip(host)}\``;
  const why = `\`${clip(target.text)}\` is not an address. ${hint}; the path goes into \`metrics_path\`, the scheme into \`scheme\`.`;
  return refusal('config/target-is-url', spanOf(target), why, host === undefined ? {} : { replacement: host });
}

function ruleFindings(job: MappingView, context: JobContext): readonly Finding[] {
  const names = jobNames(job, context.global);
  if (names === undefined) return [];
  const { version, regexes } = context;
  return ['relabel_configs', 'metric_relabel_configs'].flatMap(list =>
    mapsIn(job, list).flatMap(rule => relabelFindings(rule, { names, version, regexes })),
  );
}
