/** Valid configurations as people write them: comments, quotes, anchors, merges, flow style, texts of several lines. */
export const TEXT_BASES: readonly string[] = [
  `# Prometheus of the shop
global:
  scrape_interval:     15s # as often as the dashboards need
  evaluation_interval: 1m
  external_labels:
    cluster: 'eu-1'
    "replica": "a"

# rule_files:
#   - old.yml
rule_files:
  - "rules/*.yml"
  - '/etc/prometheus/alerts.yaml'

scrape_configs:
  # itself
  - job_name: 'prometheus'
    static_configs:
      - targets: ['localhost:9090', "127.0.0.1:9090"]
        labels:
          team: platform

  - job_name: kubernetes-pods
    kubernetes_sd_configs:
    - role: pod
      namespaces:
        names:
        - shop
        - web
    relabel_configs:
    - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
      action: keep
      regex: true
    - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
      action: replace
      regex: ([^:]+)(?::\\d+)?;(\\d+)
      replacement: $1:$2
      target_label: __address__
    - action: labelmap
      regex: __meta_kubernetes_pod_label_(.+)
`,
  `---
global: {scrape_interval: 30s, scrape_timeout: 10s}
scrape_configs:
- &blackbox
  job_name: blackbox-http
  metrics_path: /probe
  params:
    module: [http_2xx]
  basic_auth: &auth
    username: me
    password_file: /secrets/password
  static_configs:
  - &sites
    targets:
    - https://shop.example
    - https://www.shop.example
    labels: {env: prod}
  relabel_configs: &probe
  - source_labels: [__address__]
    target_label: __param_target
  - source_labels: [__param_target]
    target_label: instance
  - target_label: __address__
    replacement: blackbox:9115
- <<: *blackbox
  job_name: blackbox-again
  scrape_interval: 1m
- job_name: services
  metrics_path: /probe
  basic_auth: *auth
  kubernetes_sd_configs: [{role: service, selectors: [{role: service, label: "probe=true"}]}]
  relabel_configs: *probe
`,
  `scrape_configs:
  - job_name: cadvisor
    scheme: https
    metrics_path: "/metrics/cadvisor"
    authorization:
      type: Bearer
      credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    tls_config:
      ca_file: >-
        /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
      insecure_skip_verify: false
    kubernetes_sd_configs:
      - role: node
        api_server: https://kubernetes.example:6443
        tls_config: {insecure_skip_verify: yes}
        attach_metadata: {namespace: false}
    metric_relabel_configs:
      - source_labels: [__name__]
        regex: |-
          container_(memory|cpu)_.*
        action: keep
      - source_labels: [pod, container]
        separator: "/"
        target_label: where
        regex: '(.+)/(.*)'
        replacement: "$1 \\u2192 $2"
      - regex: 'id|name'
        action: labeldrop

  - job_name: oauth
    honor_labels: true
    honor_timestamps: no
    sample_limit: 50000
    body_size_limit: 10MB
    scrape_protocols:
      - PrometheusProto
      - OpenMetricsText1.0.0
    oauth2:
      client_id: shop
      client_secret: "s3cret: #1"
      token_url: https://auth.example/token
      scopes: [metrics, 'read']
      endpoint_params:
        audience: https://shop.example
    http_headers:
      X-Scope-OrgID:
        values: ['team-a']
    static_configs:
      - targets:
          - 'shop:8443'
`,
  `# Federation and sharding
global:
  scrape_interval: 1m
  scrape_timeout: 50s
  query_log_file: /prometheus/query.log
  keep_dropped_targets: 100
runtime:
  gogc: 75
scrape_configs:
  - job_name: federate
    honor_labels: true
    metrics_path: /federate
    params:
      'match[]':
        - '{job="prometheus"}'
        - '{__name__=~"job:.*"}'
    static_configs:
      - targets: [ 'prometheus-0:9090', 'prometheus-1:9090' ]

  - job_name: endpoints
    kubernetes_sd_configs:
      - role: endpointslice
        namespaces: { own_namespace: true, names: [ "monitoring" ] }
        selectors:
          - role: endpointslice
            label: app in (a, b),!canary
            field: metadata.namespace!=kube-system
    relabel_configs:
      - source_labels: [ __address__ ]
        modulus: 4
        target_label: __tmp_hash
        action: hashmod
      - source_labels: [ __tmp_hash ]
        regex: ^1$
        action: keep
      - source_labels:
          - __meta_kubernetes_endpointslice_port_name
        regex: metrics|http-metrics|
        action: keep
      - { target_label: team, replacement: shop }
`,
];
