import { BOOL, type FieldEntry, listWithoutNulls, mapOf, objectOf, text, UINT } from '../../schema/shape.ts';
import { manual } from './manual.ts';
import { ESCAPING_SCHEME, VALIDATION_SCHEME } from './name-schemes.ts';
import { SCRAPE_PROTOCOL } from './scrape-protocol.ts';

/** Fields that jobs have too, with the global section's versions. */
const LIMITS: { readonly [name: string]: FieldEntry } = {
  body_size_limit: {
    shape: text('size', '10MB'),
    doc: 'Scrapes with a larger uncompressed body fail. 0: no limit.',
    default: '0',
  },
  sample_limit: limit('Scrapes with more samples after metric relabelling fail. 0: no limit.', '2.45'),
  target_limit: limit('Jobs with more targets after relabelling fail all their scrapes. 0: no limit.', '2.45'),
  label_limit: limit('Scrapes with a sample of more labels fail. 0: no limit.', '2.45'),
  label_name_length_limit: limit('Scrapes with a longer label name fail. 0: no limit.', '2.45'),
  label_value_length_limit: limit('Scrapes with a longer label value fail. 0: no limit.', '2.45'),
  keep_dropped_targets: limit(
    'How many dropped targets per job are remembered for the user interface. 0: all.',
    '2.47',
  ),
};

function limit(doc: string, since: string): FieldEntry {
  return { shape: UINT, doc, default: '0', since };
}

const QUERY_COST = 'Enforced with the feature `query-cost` only.';

/** See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file */
export const GLOBAL_SHAPE = objectOf({
  title: '`global`',
  link: manual('configuration-file'),
  fields: {
    scrape_interval: {
      shape: text('duration', '15s', '30s', '1m'),
      doc: 'How often targets are scraped.',
      default: '1m',
    },
    scrape_timeout: {
      shape: text('duration', '10s'),
      doc: 'How long a scrape may take; not longer than the interval. By default at most the interval.',
      default: '10s',
    },
    scrape_protocols: {
      shape: listWithoutNulls(SCRAPE_PROTOCOL),
      doc: 'Formats to ask targets for, the most wanted first.',
      since: '2.49',
    },
    evaluation_interval: {
      shape: text('duration', '15s', '30s', '1m'),
      doc: 'How often rules are evaluated.',
      default: '1m',
    },
    rule_query_offset: {
      shape: text('duration'),
      doc: 'Evaluates rules that long in the past, so that late samples have arrived.',
      default: '0s',
      since: '2.53',
    },
    query_log_file: { shape: text('path'), doc: 'File that PromQL queries are logged to.' },
    query_max_series: {
      shape: UINT,
      doc: `Refuses queries that touch more series. ${QUERY_COST}`,
      default: '0',
      since: '3.16',
    },
    query_max_samples_read: {
      shape: UINT,
      doc: `Refuses queries that read more samples. ${QUERY_COST}`,
      default: '0',
      since: '3.16',
    },
    query_max_duration: {
      shape: text('duration'),
      doc: `Refuses queries that take longer. ${QUERY_COST}`,
      default: '0s',
      since: '3.16',
    },
    scrape_failure_log_file: { shape: text('path'), doc: 'File that failed scrapes are logged to.', since: '2.55' },
    external_labels: {
      shape: mapOf('label-name', text('label-value')),
      doc: 'Labels added to everything that leaves this server: alerts, federation, remote write. `$VAR` is taken from the environment.',
    },
    ...LIMITS,
    metric_name_validation_scheme: {
      shape: VALIDATION_SCHEME,
      doc: 'Which metric and label names are valid.',
      default: 'utf8',
      since: '2.55',
    },
    metric_name_escaping_scheme: {
      // Judged by the rules of the whole file: unknown values matter only once there is a job.
      shape: { ...ESCAPING_SCHEME, others: 'accepted' },
      doc: 'How targets shall write names that legacy naming lacks. Under legacy validation `underscores` by default.',
      default: 'allow-utf-8',
      since: '3.4',
    },
    scrape_native_histograms: {
      shape: BOOL,
      doc: 'Whether native histograms are scraped.',
      default: 'false',
      since: '3.8',
    },
    convert_classic_histograms_to_nhcb: {
      shape: BOOL,
      doc: 'Whether classic histograms become native ones with custom buckets.',
      default: 'false',
      since: '3.4',
    },
    always_scrape_classic_histograms: {
      shape: BOOL,
      doc: 'Whether classic histograms are kept where a native one is exposed too.',
      default: 'false',
      since: '3.5',
    },
    extra_scrape_metrics: {
      shape: BOOL,
      doc: 'Whether the timeout, sample limit and body size of each scrape are stored as metrics.',
      default: 'false',
      since: '3.10',
    },
  },
});
