import type { Finding } from '../../schema/finding.ts';
import { clip } from '../../schema/validation.ts';
import type { ScalarNode } from '../../yaml/node.ts';
import { readString } from '../../yaml/scalar.ts';
import { spanOf } from '../../yaml/source.ts';
import { formatDuration } from '../duration.ts';
import { isValidLabelName } from '../label-name.ts';
import { durationOf, ESCAPING_SCHEMES, type GlobalSettings } from './global-settings.ts';
import { type MappingView, mapField, textField, valueSpan, viewMapping } from './mapping-view.ts';
import { refusal } from './refusal.ts';
import { scrapeProtocolFindings } from './scrape-protocol-rules.ts';

/** What of the jobs the checks of `global` depend on. */
export interface JobsSummary {
  readonly count: number;
  /** Jobs without a validation and an escaping scheme of their own. */
  readonly inheritNaming: number;
}

/**
 * What Prometheus has against the `global` section, beyond the shape of its fields.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file
 */
export function globalFindings(global: MappingView, settings: GlobalSettings, jobs: JobsSummary): readonly Finding[] {
  return [
    ...timeoutFindings(global, settings),
    ...externalLabelFindings(global, settings),
    ...scrapeProtocolFindings(global),
    ...escapingFindings(global, settings, jobs),
  ];
}

function timeoutFindings(global: MappingView, { scrapeInterval }: GlobalSettings): readonly Finding[] {
  const timeout = durationOf(textField(global, 'scrape_timeout'));
  if (timeout === undefined || scrapeInterval === undefined || timeout <= scrapeInterval) return [];
  const why = `the timeout of ${formatDuration(timeout)} is longer than the scrape interval of ${formatDuration(scrapeInterval)}. Shorten it or lengthen the interval.`;
  const data = { replacement: formatDuration(scrapeInterval) };
  return [refusal('config/timeout-too-long', valueSpan(global, 'scrape_timeout'), why, data)];
}

function externalLabelFindings(global: MappingView, { names }: GlobalSettings): readonly Finding[] {
  const labels = mapField(global, 'external_labels');
  if (labels.state !== 'set' || names === undefined) return [];
  const entries = [...viewMapping(global.document, labels.value).entries.values()];
  return entries.flatMap(({ key, value }) => {
    const findings: Finding[] = [];
    if (!hasText(key)) {
      findings.push(
        refusal('config/bad-label-name', spanOf(key), 'a label name is not valid UTF-8. Write it as a text.'),
      );
    } else if (key.text !== '' && !isValidLabelName(key.text, names)) {
      // The empty name is told by its shape.
      const why = `\`${clip(key.text)}\` is not a label name under legacy validation: letters, digits and underscores only, no leading digit.`;
      findings.push(refusal('config/bad-label-name', spanOf(key), why));
    }
    if (value.kind === 'scalar' && !hasText(value)) {
      const why = `the value of \`${clip(key.text)}\` is not valid UTF-8. Write it as a text.`;
      findings.push(refusal('config/wrong-type', spanOf(value), why));
    }
    return findings;
  });
}

/** Whether a scalar's bytes are UTF-8: only `!!binary` can hold others, which read as U+FFFD. */
function hasText(node: ScalarNode): boolean {
  if (node.tag !== '!!binary') return true;
  const reading = readString(node, 'prometheus');
  return reading.ok && !reading.value.includes('\ufffd');
}

/** The global scheme is looked at only for jobs: all of them want it known, some may inherit it. */
function escapingFindings(global: MappingView, settings: GlobalSettings, jobs: JobsSummary): readonly Finding[] {
  const field = textField(global, 'metric_name_escaping_scheme');
  if (field.state !== 'set' || field.value === '') return [];
  const span = valueSpan(global, 'metric_name_escaping_scheme');
  if (settings.escaping === undefined) {
    if (jobs.count === 0) return [];
    const names = ESCAPING_SCHEMES.map(name => `\`${name}\``).join(', ');
    const why = `\`${clip(field.value)}\` is not a value of \`metric_name_escaping_scheme\`. Write one of ${names}.`;
    return [refusal('config/unknown-value', span, why, { values: ESCAPING_SCHEMES })];
  }
  if (settings.escaping !== 'allow-utf-8' || settings.names !== 'legacy' || jobs.inheritNaming === 0) return [];
  const why =
    '`allow-utf-8` does not go together with legacy validation, which jobs inherit. Write `underscores`, or set `metric_name_validation_scheme: utf8`.';
  return [refusal('config/escaping-scheme', span, why, { replacement: 'underscores' })];
}
