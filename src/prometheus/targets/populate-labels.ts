import { readDuration } from '../duration.ts';
import { goQuote } from '../go-quote.ts';
import type { WorkingLabels } from '../relabel/apply-rule.ts';
import { relabelInPlace } from '../relabel/relabel.ts';
import type { Labels } from '../relabel/rule.ts';
import type { RelabelSettings } from '../relabel/settings.ts';
import { applyPortRule } from './default-port.ts';
import { discoveredLabels } from './discovered-labels.ts';
import {
  ADDRESS,
  ALWAYS_CLASSIC,
  CONVERT_CLASSIC,
  META_PREFIX,
  SCHEME,
  SCRAPE_INTERVAL,
  SCRAPE_NATIVE,
  SCRAPE_TIMEOUT,
} from './internal-labels.ts';
import type { TargetBehaviour } from './older-versions.ts';
import type { ScrapePool } from './scrape-pool.ts';
import { scrapeUrl } from './scrape-url.ts';
import type { Target, TargetFailure, TargetOutcome } from './target.ts';

/** What building targets depends on beside the job and the labels. */
export interface TargetSettings {
  readonly relabel: RelabelSettings;
  readonly behaviour: TargetBehaviour;
}

interface Failure {
  readonly reason: TargetFailure;
  readonly message: string;
}

const HISTOGRAM_LABELS: readonly (readonly [name: string, words: string])[] = [
  [CONVERT_CLASSIC, 'convert classic histograms to nhcb'],
  [ALWAYS_CLASSIC, 'always scrape classic histograms'],
  [SCRAPE_NATIVE, 'scrape native histograms'],
];

/** What Go's strconv.ParseBool reads. */
const GO_BOOLEAN = /^(?:[1tT0fF]|true|TRUE|True|false|FALSE|False)$/;

/**
 * What becomes of one target of a group in a job: labels put together, relabelled, checked and completed, in the order
 * of Prometheus. `target` and `group` are the labels that discovery gave.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function populateLabels(pool: ScrapePool, target: Labels, group: Labels, settings: TargetSettings): Target {
  const discovered = discoveredLabels(pool, target, group, settings.behaviour);
  return { ...outcome(pool, new Map(discovered), settings), discovered };
}

/** As {@link populateLabels} where nobody asks for the discovered labels: of tens of thousands only the outcome counts. */
export function targetOutcome(
  pool: ScrapePool,
  target: Labels,
  group: Labels,
  settings: TargetSettings,
): TargetOutcome {
  return outcome(pool, discoveredLabels(pool, target, group, settings.behaviour), settings);
}

/** What becomes of the labels, which are changed. */
function outcome(pool: ScrapePool, discovered: WorkingLabels, settings: TargetSettings): TargetOutcome {
  const result = relabelInPlace(discovered, pool.relabelRules, settings.relabel);
  if (result.kept === false) return { state: 'dropped', droppedBy: result.droppedBy };
  if (result.kept === 'unknown') return { state: 'undecided', undecidedBy: result.undecidedBy, why: result.why };
  const { labels } = result;
  const failure = finish(labels, pool, settings.behaviour);
  if (failure) return { state: 'failed', ...failure };
  return { state: 'active', labels, url: scrapeUrl(labels, pool, settings.behaviour) };
}

/** Turns relabelled labels into final ones, in place, or says why Prometheus does not. */
function finish(labels: WorkingLabels, pool: ScrapePool, behaviour: TargetBehaviour): Failure | undefined {
  const address = labels.get(ADDRESS);
  if (address === undefined) return { reason: 'no-address', message: 'no address' };
  const ported = applyPortRule(address, labels.get(SCHEME) ?? '', behaviour.ports);
  if (!ported.ok) return { reason: 'invalid-scheme', message: `invalid scheme: ${goQuote(pool.scheme)}` };
  const failure = addressFailure(ported.instance) ?? timingFailure(labels) ?? histogramFailure(labels, behaviour);
  if (failure) return failure;
  labels.set(ADDRESS, ported.scraped);
  for (const name of labels.keys()) if (name.startsWith(META_PREFIX)) labels.delete(name);
  if (!labels.has('instance')) labels.set('instance', ported.instance);
  return valueFailure(labels);
}

function addressFailure(address: string): Failure | undefined {
  if (!address.includes('/')) return undefined;
  return { reason: 'slash-in-address', message: `${goQuote(address)} is not a valid hostname` };
}

function timingFailure(labels: Labels): Failure | undefined {
  const intervalText = labels.get(SCRAPE_INTERVAL) ?? '';
  const interval = readDuration(intervalText);
  if (!interval.ok) {
    return { reason: 'invalid-scrape-interval', message: `error parsing scrape interval: ${interval.message}` };
  }
  if (interval.duration === 0) return { reason: 'zero-scrape-interval', message: 'scrape interval cannot be 0' };
  const timeoutText = labels.get(SCRAPE_TIMEOUT) ?? '';
  const timeout = readDuration(timeoutText);
  if (!timeout.ok) {
    return { reason: 'invalid-scrape-timeout', message: `error parsing scrape timeout: ${timeout.message}` };
  }
  if (timeout.duration === 0) return { reason: 'zero-scrape-timeout', message: 'scrape timeout cannot be 0' };
  if (timeout.duration <= interval.duration) return undefined;
  const values = `${goQuote(timeoutText)} > ${goQuote(intervalText)}`;
  const message = `scrape timeout cannot be greater than scrape interval (${values})`;
  return { reason: 'timeout-above-interval', message };
}

function histogramFailure(labels: Labels, behaviour: TargetBehaviour): Failure | undefined {
  if (behaviour.histogramLabels === 'absent') return undefined;
  for (const [name, words] of HISTOGRAM_LABELS) {
    const value = labels.get(name);
    if (value === undefined || GO_BOOLEAN.test(value)) continue;
    const message = `error parsing ${words}: strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`;
    return { reason: 'invalid-histogram-label', message };
  }
  return undefined;
}

/** A lone surrogate has no UTF-8. */
function valueFailure(labels: Labels): Failure | undefined {
  for (const [name, value] of labels) {
    if (value.isWellFormed()) continue;
    const message = `invalid label value for ${goQuote(name)}: ${goQuote(value)}`;
    return { reason: 'invalid-label-value', message };
  }
  return undefined;
}
