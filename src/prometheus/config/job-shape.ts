import {
  BOOL,
  type FieldEntry,
  FLOAT,
  listOf,
  listWithoutNulls,
  mapOf,
  objectOf,
  STRING,
  text,
  UINT,
} from '../../schema/shape.ts';
import { HTTP_CLIENT_FIELDS } from './http-client-shape.ts';
import { KUBERNETES_SD_LIST } from './kubernetes-sd-shape.ts';
import { manual } from './manual.ts';
import { ESCAPING_SCHEME, VALIDATION_SCHEME } from './name-schemes.ts';
import { OTHER_DISCOVERY_FIELDS } from './other-discovery.ts';
import { RELABEL_LIST } from './relabel-shape.ts';
import { SCRAPE_PROTOCOL } from './scrape-protocol.ts';
import { STATIC_CONFIG_LIST } from './static-config-shape.ts';

const INHERITED = 'Default: the global setting.';

function limit(doc: string): FieldEntry {
  return { shape: UINT, doc: `${doc} ${INHERITED}`, default: '0' };
}

const SCRAPING: { readonly [name: string]: FieldEntry } = {
  job_name: {
    shape: STRING,
    doc: 'Name of the job, unique in the file; the label `job` of its targets.',
    required: 'non-empty',
  },
  scrape_interval: { shape: text('duration', '15s', '30s', '1m'), doc: `How often targets are scraped. ${INHERITED}` },
  scrape_timeout: {
    shape: text('duration', '10s'),
    doc: 'How long a scrape may take; not longer than the interval. Default: the global setting, at most the interval.',
  },
  scrape_protocols: {
    shape: listWithoutNulls(SCRAPE_PROTOCOL),
    doc: `Formats to ask targets for, the most wanted first. ${INHERITED}`,
    since: '2.49',
  },
  fallback_scrape_protocol: {
    shape: { ...SCRAPE_PROTOCOL, empty: 'accepted' },
    doc: 'Format to assume where a target states none or an unknown one. Without it such scrapes fail.',
    since: '3.0',
  },
  scrape_native_histograms: { shape: BOOL, doc: `Whether native histograms are scraped. ${INHERITED}`, since: '3.8' },
  convert_classic_histograms_to_nhcb: {
    shape: BOOL,
    doc: `Whether classic histograms become native ones with custom buckets. ${INHERITED}`,
    since: '3.0',
  },
  always_scrape_classic_histograms: {
    shape: BOOL,
    doc: `Whether classic histograms are kept where a native one is exposed too. ${INHERITED}`,
    since: '3.0',
  },
  extra_scrape_metrics: {
    shape: BOOL,
    doc: `Whether the timeout, sample limit and body size of each scrape are stored as metrics. ${INHERITED}`,
    since: '3.10',
  },
  metrics_path: { shape: STRING, doc: 'Path of the metrics.', default: '/metrics' },
  scheme: {
    shape: text('string', 'http', 'https'),
    doc: '`http` or `https`. Prometheus does not check it.',
    default: 'http',
  },
  params: { shape: mapOf('string', listOf(STRING)), doc: 'URL parameters of the scrape.' },
  honor_labels: {
    shape: BOOL,
    doc: 'Whether labels of the scraped data win over those of the target; else they are renamed to `exported_…`.',
    default: 'false',
  },
  honor_timestamps: { shape: BOOL, doc: 'Whether timestamps of the scraped data are used.', default: 'true' },
  track_timestamps_staleness: {
    shape: BOOL,
    doc: 'Whether series with explicit timestamps become stale when they vanish.',
    default: 'false',
    since: '2.48',
  },
  enable_compression: {
    shape: BOOL,
    doc: 'Whether compressed responses are asked for.',
    default: 'true',
    since: '2.49',
  },
};

const LIMITS: { readonly [name: string]: FieldEntry } = {
  body_size_limit: {
    shape: text('size', '10MB'),
    doc: `Scrapes with a larger uncompressed body fail. 0: no limit. ${INHERITED}`,
    default: '0',
  },
  sample_limit: limit('Scrapes with more samples after metric relabelling fail. 0: no limit.'),
  target_limit: limit('With more targets after relabelling all scrapes of the job fail. 0: no limit.'),
  label_limit: limit('Scrapes with a sample of more labels fail. 0: no limit.'),
  label_name_length_limit: limit('Scrapes with a longer label name fail. 0: no limit.'),
  label_value_length_limit: limit('Scrapes with a longer label value fail. 0: no limit.'),
  keep_dropped_targets: {
    ...limit('How many dropped targets are remembered for the user interface. 0: all.'),
    since: '2.47',
  },
  native_histogram_bucket_limit: {
    shape: UINT,
    doc: 'Native histograms with more buckets are reduced in resolution, at worst the scrape fails. 0: no limit.',
    default: '0',
    since: '2.45',
  },
  native_histogram_min_bucket_factor: {
    shape: FLOAT,
    doc: 'Native histograms of a finer resolution are reduced to this growth factor. 0: no limit.',
    default: '0',
    since: '2.50',
  },
};

const NAMING: { readonly [name: string]: FieldEntry } = {
  metric_name_validation_scheme: {
    shape: VALIDATION_SCHEME,
    doc: `Which metric and label names are valid. ${INHERITED}`,
    since: '2.55',
  },
  metric_name_escaping_scheme: {
    shape: ESCAPING_SCHEME,
    doc: 'How targets shall write names that legacy naming lacks. Default: by the job’s own validation scheme, else global.',
    since: '3.4',
  },
  scrape_failure_log_file: {
    shape: text('path'),
    doc: `File that failed scrapes are logged to. ${INHERITED}`,
    since: '2.55',
  },
};

/** See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config */
export const JOB_SHAPE = objectOf({
  title: 'a scrape config',
  link: manual('scrape_config'),
  fields: {
    ...SCRAPING,
    kubernetes_sd_configs: {
      shape: KUBERNETES_SD_LIST,
      doc: 'Discovers targets through the Kubernetes API.',
      link: manual('kubernetes_sd_config'),
    },
    static_configs: { shape: STATIC_CONFIG_LIST, doc: 'Targets given one by one.', link: manual('static_config') },
    ...OTHER_DISCOVERY_FIELDS,
    relabel_configs: {
      shape: RELABEL_LIST,
      doc: 'Rules that choose and relabel targets before they are scraped, in order.',
      link: manual('relabel_config'),
    },
    metric_relabel_configs: {
      shape: RELABEL_LIST,
      doc: 'Rules that choose and relabel samples after the scrape, in order.',
      link: manual('metric_relabel_configs'),
    },
    ...HTTP_CLIENT_FIELDS,
    ...LIMITS,
    ...NAMING,
  },
  removed: {
    scrape_classic_histograms: {
      until: '3.0',
      instead: 'always_scrape_classic_histograms',
      doc: 'Whether classic histograms are kept where a native one is exposed too. Renamed in 3.0.',
    },
  },
});

export const JOB_LIST = listWithoutNulls(JOB_SHAPE);
