import { editDistance } from '../schema/nearest.ts';

/**
 * Labels that decide how a target is scraped and what it is called.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export const TARGET_LABELS: readonly string[] = [
  '__address__',
  '__scheme__',
  '__metrics_path__',
  '__scrape_interval__',
  '__scrape_timeout__',
  '__unix_socket__',
  '__convert_classic_histograms_to_nhcb__',
  '__always_scrape_classic_histograms__',
  '__scrape_native_histograms__',
  'instance',
  'job',
];

const ORDINARY = /^(?!_)|^__(?:tmp|meta_|name__$)|^__param_./;

/** Stands for the name of a URL parameter that is missing. */
export const PARAMETER = '<name>';

/** Words shorter than this have too many neighbours to be taken for a misspelling. */
const SHORTEST = 5;

/**
 * The special label that `name` misses by its underscores, its letter case or one letter, `__param_<name>` when a
 * parameter has no name; undefined for a special label and for all others. Names without a leading `_` are ordinary labels, `__tmp…` is set aside for rules of one's own.
 */
export function almostSpecialLabel(name: string): string | undefined {
  if (ORDINARY.test(name) || TARGET_LABELS.includes(name)) return undefined;
  const word = core(name);
  const same = TARGET_LABELS.find(label => core(label) === word);
  if (same !== undefined) return same;
  const parameter = /^_+params?(?:_+(.*))?$/.exec(name);
  if (parameter) return `__param_${parameter[1] || PARAMETER}`;
  if (word.length < SHORTEST) return undefined;
  return TARGET_LABELS.find(label => editDistance(word, core(label), 1) <= 1);
}

function core(name: string): string {
  return name.replace(/^_+/, '').replace(/_+$/, '').toLowerCase();
}
