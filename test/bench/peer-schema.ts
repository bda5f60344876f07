const TEXT = { type: 'string' };
const TEXTS = { type: 'array', items: TEXT };
const DURATION = { type: 'string', pattern: '^([0-9]+(ms|s|m|h|d|w|y))+$' };
const TLS = closed({ ca_file: TEXT, cert_file: TEXT, key_file: TEXT, server_name: TEXT });

const RELABEL = closed({
  source_labels: TEXTS,
  separator: TEXT,
  regex: { type: ['string', 'number', 'boolean'] },
  modulus: { type: 'integer' },
  target_label: TEXT,
  replacement: TEXT,
  action: {
    enum: ['replace', 'keep', 'drop', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase'],
  },
});

const KUBERNETES_SD = closed({
  api_server: TEXT,
  role: { enum: ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'] },
  namespaces: closed({ own_namespace: { type: 'boolean' }, names: TEXTS }),
  selectors: { type: 'array', items: closed({ role: TEXT, label: TEXT, field: TEXT }) },
});

const DISCOVERY = {
  kubernetes_sd_configs: { type: 'array', items: KUBERNETES_SD },
  relabel_configs: { type: 'array', items: RELABEL },
  scheme: { enum: ['http', 'https'] },
  tls_config: TLS,
};

const JOB = closed({
  ...DISCOVERY,
  job_name: TEXT,
  scrape_interval: DURATION,
  scrape_timeout: DURATION,
  metrics_path: TEXT,
  metric_relabel_configs: { type: 'array', items: RELABEL },
});

/** A JSON schema with which a general YAML language server finds in a `largeConfig` the mistakes that we find. */
export const PEER_SCHEMA = closed({
  global: closed({
    scrape_interval: DURATION,
    scrape_timeout: DURATION,
    evaluation_interval: DURATION,
    external_labels: { type: 'object', additionalProperties: TEXT },
  }),
  rule_files: TEXTS,
  alerting: closed({ alertmanagers: { type: 'array', items: closed(DISCOVERY) } }),
  scrape_configs: { type: 'array', items: JOB },
});

function closed(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', additionalProperties: false, properties };
}
