import { isBefore, type KnownVersion, type PrometheusVersion } from '../version.ts';

/** Since when targets are built as they are today. Each is told only of a version that is known. */
export const TARGETS_SINCE = {
  /** The three histogram labels. https://github.com/prometheus/prometheus/releases/tag/v3.13.0 */
  histogramLabels: { major: 3, minor: 13 },
  /** `__unix_socket__`. https://github.com/prometheus/prometheus/releases/tag/v3.16.0 */
  unixSocket: { major: 3, minor: 16 },
  /** `params` give way to a `__param_` label. https://github.com/prometheus/prometheus/releases/tag/v3.0.0 */
  paramsGiveWay: { major: 3, minor: 0 },
  /** The flag no-default-scrape-port. https://github.com/prometheus/prometheus/releases/tag/v2.38.0 */
  portFlag: { major: 2, minor: 38 },
  /** Addresses are left alone. https://prometheus.io/docs/prometheus/latest/migration/ */
  portsUntouched: { major: 3, minor: 0 },
} as const satisfies Readonly<Record<string, PrometheusVersion>>;

/**
 * What becomes of the port of an address: `added` puts `:80` or `:443` where there is none, `stripped` removes them
 * where they match the scheme.
 */
export type PortRule = 'untouched' | 'added' | 'stripped';

/** Whether a 2.x server runs with `--enable-feature=no-default-scrape-port`. */
export type DefaultPortFlag = 'set' | 'not-set';

export interface TargetBehaviour {
  readonly ports: PortRule;
  readonly params: 'give-way' | 'overwrite';
  readonly histogramLabels: 'present' | 'absent';
  readonly unixSocket: 'known' | 'unknown';
}

/** How a Prometheus of this version builds targets; today's way when the version is not known. */
export function targetBehaviour(version: KnownVersion, flag: DefaultPortFlag): TargetBehaviour {
  return {
    ports: portRule(version, flag),
    params: isBefore(version, TARGETS_SINCE.paramsGiveWay) ? 'overwrite' : 'give-way',
    histogramLabels: isBefore(version, TARGETS_SINCE.histogramLabels) ? 'absent' : 'present',
    unixSocket: isBefore(version, TARGETS_SINCE.unixSocket) ? 'unknown' : 'known',
  };
}

function portRule(version: KnownVersion, flag: DefaultPortFlag): PortRule {
  if (!isBefore(version, TARGETS_SINCE.portsUntouched)) return 'untouched';
  return flag === 'set' && !isBefore(version, TARGETS_SINCE.portFlag) ? 'stripped' : 'added';
}
