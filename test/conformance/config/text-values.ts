/** Characters and marks that mean something to YAML, to Go or to an editor. */
export const ODD_CHARACTERS: readonly string[] = [
  ...['\t', ':', ' #', '#', "'", '"', '{', '}', '[', ']', ',', '&', '*', '!', '|', '>', '%', '@', '`', '-', '?', '~'],
  ...['\\', '$', '=', '  ', '\r', '\u0000', '\u0007', '\u007f', '\u0085', '\u00a0', '\u00e9', '\u200b', '\u2028'],
  ...['\ufeff', '\uffff', '\ud7ff', '\u{1f600}'],
];

/** Values, right and wrong, in the notations that people use. */
export const VALUES: readonly string[] = [
  ...['', "''", '""', 'null', '~', 'true', 'yes', 'no', 'on', '1', '-1', '0', '1.5', '1e3', '0x1F', '0o7', '017'],
  ...['1_000', '.inf', '.nan', '1:30', '2024-01-01', '15s', '1m30s', '0s', '1d', '1h', '[]', '{}', '[a, b]', '{a: b}'],
  ...['\u00e9', '\u65e5\u672c', "'it''s'", '"a\\nb"', '"\\u00e9"', '"\\x41"', '"\\q"', '"a', "'a", '*missing', '&a x'],
  ...['!!str 5', '!!int 5', '!!int x', '!!float 5', '!!bool yes', '!!null x', '!!binary aGk=', '!custom x', '! x'],
  ...[
    '|',
    '>-',
    '- a',
    'a: b',
    '@a',
    '`a`',
    '%a',
    'a #b',
    'a#b',
    '<<',
    '=',
    '$1',
    '$$',
    '$' + '{1}',
    '(.*)',
    '(',
    '[a-z',
  ],
  ...['.+?', '(?i)a', '(?!a)', 'a{1001}', '\\d+', '\\pL', '__meta_kubernetes_pod_name', 'a.b', 'a-b', '9a'],
  ...['http://x', 'https://x:1/', '//x', '/p', 'x:9090', '[::1]:9090', 'pod', 'Pod', 'endpointslice', 'drop', 'DROP'],
  ...['keepequal', 'hashmod', '10MB', '10MiB', '1.5GB', 'legacy', 'utf8', 'TLS12', 'Bearer', 'basic', 'underscores'],
];

/** Keys of the checked sections, and some that are none. */
export const KEYS: readonly string[] = [
  ...['global', 'scrape_configs', 'rule_files', 'external_labels', 'runtime', 'job_name', 'scrape_interval'],
  ...['scrape_timeout', 'metrics_path', 'scheme', 'params', 'honor_labels', 'honor_timestamps', 'static_configs'],
  ...['kubernetes_sd_configs', 'relabel_configs', 'metric_relabel_configs', 'role', 'namespaces', 'selectors'],
  ...['api_server', 'kubeconfig_file', 'attach_metadata', 'source_labels', 'target_label', 'regex', 'action'],
  ...['replacement', 'separator', 'modulus', 'basic_auth', 'bearer_token', 'bearer_token_file', 'authorization'],
  ...['oauth2', 'tls_config', 'proxy_url', 'follow_redirects', 'enable_http2', 'sample_limit', 'targets', 'labels'],
  ...['names', 'own_namespace', 'scrape_protocols', 'fallback_scrape_protocol', 'body_size_limit', 'http_headers'],
  ...['always_scrape_classic_histograms', 'native_histogram_bucket_limit', 'enable_compression', 'label', 'field'],
  ...['<<', 'foo', 'node'],
];
