import { ANY, type EnumShape, type FieldEntry, INT, listOf, objectOf, oneOf, text } from '../../schema/shape.ts';
import { GLOBAL_SHAPE } from './global-shape.ts';
import { JOB_LIST } from './job-shape.ts';
import { manual } from './manual.ts';

/** The sections whose content is not checked, only that they exist. */
const UNCHECKED: { readonly [name: string]: FieldEntry } = {
  alerting: {
    shape: ANY,
    doc: 'The Alertmanagers to send alerts to, and relabelling of alerts.',
    link: manual('alertmanager_config'),
  },
  remote_write: {
    shape: ANY,
    doc: 'Where samples are written to beside the local storage.',
    link: manual('remote_write'),
  },
  remote_read: { shape: ANY, doc: 'Where queries read samples beside the local storage.', link: manual('remote_read') },
  storage: {
    shape: ANY,
    doc: 'Retention, out-of-order window and exemplars of the local storage.',
    since: '2.29',
    link: manual('tsdb'),
  },
  tracing: {
    shape: ANY,
    doc: 'Where traces of Prometheus itself are sent.',
    since: '2.34',
    link: manual('tracing_config'),
  },
  otlp: { shape: ANY, doc: 'How metrics received over OTLP are translated.', since: '2.55' },
};

const LOG_LEVEL: EnumShape = {
  ...oneOf({ debug: 'Everything.', info: 'What happens.', warn: 'What may be wrong.', error: 'What is wrong.' }),
  letterCase: 'insensitive',
  empty: 'accepted',
};

const RUNTIME = objectOf({
  title: '`runtime`',
  link: manual('configuration-file'),
  fields: {
    gogc: {
      shape: INT,
      doc: 'How much the heap may grow until garbage is collected, in percent. The variable `GOGC` wins.',
      default: '75',
    },
    log_level: { shape: LOG_LEVEL, doc: 'The least severe messages that are logged.', default: 'info', since: '3.16' },
  },
});

/**
 * A whole prometheus.yml.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file
 */
export const PROMETHEUS_SHAPE = objectOf({
  title: 'the top level of a Prometheus configuration',
  link: manual('configuration-file'),
  fields: {
    global: { shape: GLOBAL_SHAPE, doc: 'Settings that jobs inherit, and of the server as a whole.' },
    rule_files: {
      shape: listOf(text('glob', 'rules/*.yml')),
      doc: 'Rule files to load. `*` may stand in the last part of the path only.',
      snippet: "rule_files:\n  - '$1'",
    },
    scrape_config_files: {
      shape: listOf(text('glob', 'jobs/*.yml')),
      doc: 'Files with further `scrape_configs`. `*` may stand in the last part of the path only.',
      since: '2.43',
    },
    scrape_configs: {
      shape: JOB_LIST,
      doc: 'The jobs: what is scraped, how often, and how.',
      link: manual('scrape_config'),
      snippet: 'scrape_configs:\n  - job_name: $1',
    },
    runtime: { shape: RUNTIME, doc: 'Settings of the Go runtime and the log level.', since: '2.53' },
    ...UNCHECKED,
  },
});
