import { isBefore, type KnownVersion, type PrometheusVersion } from '../version.ts';
import type { DotMatches } from './regex.ts';
import type { NameValidation, RelabelAction } from './rule.ts';

/** The first version that has the action; actions older than Prometheus 2.0 are absent. */
export const ACTION_SINCE: ReadonlyMap<RelabelAction, PrometheusVersion> = new Map([
  // https://github.com/prometheus/prometheus/releases/tag/v2.36.0
  ['lowercase', { major: 2, minor: 36 }],
  ['uppercase', { major: 2, minor: 36 }],
  // https://github.com/prometheus/prometheus/releases/tag/v2.41.0
  ['keepequal', { major: 2, minor: 41 }],
  ['dropequal', { major: 2, minor: 41 }],
]);

/** Since when the engine behaves as it does today. Each is told only of a version that is known. */
export const RELABEL_SINCE = {
  /** `.` matches a newline. https://prometheus.io/docs/prometheus/latest/migration/ */
  dotAll: { major: 3, minor: 0 },
  /** UTF-8 label names. https://prometheus.io/docs/prometheus/latest/migration/ */
  utf8Names: { major: 3, minor: 0 },
  /** UTF-8 in a target label with `$`. https://github.com/prometheus/prometheus/releases/tag/v3.2.0 */
  utf8Templates: { major: 3, minor: 2 },
} as const satisfies Readonly<Record<string, PrometheusVersion>>;

/** Whether the version is known not to have the action yet. */
export function isMissingAction(action: RelabelAction, version: KnownVersion): boolean {
  const since = ACTION_SINCE.get(action);
  return since !== undefined && isBefore(version, since);
}

export function dotMatches(version: KnownVersion): DotMatches {
  return isBefore(version, RELABEL_SINCE.dotAll) ? 'no-newline' : 'everything';
}

/** The rule for label names: `written` is `metric_name_validation_scheme`, which 2.x does not have. */
export function nameValidation(written: NameValidation, version: KnownVersion): NameValidation {
  return isBefore(version, RELABEL_SINCE.utf8Names) ? 'legacy' : written;
}

/** The rule for target labels and replacements that are expanded into a label name. */
export function templateValidation(written: NameValidation, version: KnownVersion): NameValidation {
  return isBefore(version, RELABEL_SINCE.utf8Templates) ? 'legacy' : written;
}
