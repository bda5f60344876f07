import { type Duration, parseDuration } from '../duration.ts';
import type { NameValidation } from '../relabel/rule.ts';
import type { Field } from './field.ts';
import { boolField, type MappingView, textField } from './mapping-view.ts';

export const ESCAPING_SCHEMES = ['allow-utf-8', 'underscores', 'dots', 'values'] as const;

export type EscapingScheme = (typeof ESCAPING_SCHEMES)[number];

/** What jobs inherit from `global`, with its defaults. Undefined is what cannot be read. */
export interface GlobalSettings {
  readonly scrapeInterval: Duration | undefined;
  readonly scrapeTimeout: Duration | undefined;
  readonly histograms: HistogramSettings;
  readonly names: NameValidation | undefined;
  readonly escaping: EscapingScheme | undefined;
}

/** What is scraped of histograms; an option that cannot be read counts as off. */
export interface HistogramSettings {
  readonly convertClassicToNhcb: boolean;
  readonly alwaysScrapeClassic: boolean;
  readonly scrapeNative: boolean;
}

const DEFAULT_INTERVAL: Duration = 60_000;
const DEFAULT_TIMEOUT: Duration = 10_000;

/** The settings of a `global` section; undefined for a file without one. */
export function globalSettings(global: MappingView | undefined): GlobalSettings {
  const interval = global ? durationOf(textField(global, 'scrape_interval')) : 0;
  const scrapeInterval = interval === 0 ? DEFAULT_INTERVAL : interval;
  const names = global ? validationOf(textField(global, 'metric_name_validation_scheme'), 'utf8') : 'utf8';
  return {
    scrapeInterval,
    scrapeTimeout: timeoutOf(global, scrapeInterval),
    histograms: {
      convertClassicToNhcb: isOn(global, 'convert_classic_histograms_to_nhcb'),
      alwaysScrapeClassic: isOn(global, 'always_scrape_classic_histograms'),
      scrapeNative: isOn(global, 'scrape_native_histograms'),
    },
    names,
    escaping: global ? escapingOf(textField(global, 'metric_name_escaping_scheme'), names) : 'allow-utf-8',
  };
}

function timeoutOf(global: MappingView | undefined, interval: Duration | undefined): Duration | undefined {
  const timeout = global ? durationOf(textField(global, 'scrape_timeout')) : 0;
  return timeout === 0 ? Math.min(DEFAULT_TIMEOUT, interval ?? DEFAULT_TIMEOUT) : timeout;
}

function isOn(global: MappingView | undefined, name: string): boolean {
  if (!global) return false;
  const field = boolField(global, name);
  return field.state === 'set' && field.value;
}

/** The duration that is written, 0 when it is absent or empty, undefined when it is none. */
export function durationOf(field: Field<string>): Duration | undefined {
  if (field.state === 'absent') return 0;
  if (field.state === 'unreadable') return undefined;
  // Null is 0; the empty text in quotes is no duration.
  if (field.value === '') return field.node.kind === 'scalar' && field.node.style === 'plain' ? 0 : undefined;
  return parseDuration(field.value);
}

/** The scheme that is written, `inherited` when none is, undefined for an unknown one. */
export function validationOf(field: Field<string>, inherited: NameValidation | undefined): NameValidation | undefined {
  if (field.state === 'absent') return inherited;
  if (field.state === 'unreadable') return undefined;
  if (field.value === '') return inherited;
  return field.value === 'utf8' || field.value === 'legacy' ? field.value : undefined;
}

/** The scheme that is written; the one that goes with the validation scheme when none is; undefined for an unknown one. */
export function escapingOf(field: Field<string>, names: NameValidation | undefined): EscapingScheme | undefined {
  if (field.state === 'unreadable') return undefined;
  if (field.state === 'absent' || field.value === '') {
    return names === undefined ? undefined : names === 'legacy' ? 'underscores' : 'allow-utf-8';
  }
  return ESCAPING_SCHEMES.find(scheme => scheme === field.value);
}
