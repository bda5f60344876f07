/** Valid configurations that together use every field of the checked sections. */
export const BASES: readonly string[] = [
  `
global:
  scrape_interval: 30s
  scrape_timeout: 10s
  scrape_protocols: [PrometheusProto, OpenMetricsText1.0.0]
  evaluation_interval: 1m
  external_labels:
    cluster: eu-1
    replica: a
  body_size_limit: 10MB
  sample_limit: 1000
  metric_name_validation_scheme: utf8
rule_files:
  - rules/*.yml
scrape_configs:
  - job_name: pods
    scrape_interval: 15s
    kubernetes_sd_configs:
      - role: pod
        namespaces:
          names: [shop, web]
        selectors:
          - role: pod
            label: app=web,tier in (a, b)
            field: status.phase=Running
        attach_metadata:
          node: true
          namespace: true
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
        action: keep
        regex: 'true'
      - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
        separator: ';'
        regex: ([^:]+)(?::\\d+)?;(\\d+)
        replacement: $1:$2
        target_label: __address__
      - action: labelmap
        regex: __meta_kubernetes_pod_label_(.+)
`,
  `
scrape_configs:
  - job_name: nodes
    scheme: https
    metrics_path: /metrics/cadvisor
    params:
      module: [http_2xx]
      collect[]: [a, b]
    authorization:
      type: Bearer
      credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    tls_config:
      ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
      server_name: kubernetes
      insecure_skip_verify: false
      min_version: TLS12
    kubernetes_sd_configs:
      - role: node
        api_server: https://kubernetes.example:6443
        basic_auth:
          username: admin
          password_file: secret
        tls_config:
          cert_file: cert.pem
          key_file: key.pem
        follow_redirects: false
        proxy_url: http://proxy:3128
        no_proxy: 10.0.0.0/8
    metric_relabel_configs:
      - source_labels: [__name__]
        regex: go_.*
        action: drop
      - action: labeldrop
        regex: id|uid
`,
  `
global:
  metric_name_validation_scheme: legacy
  metric_name_escaping_scheme: underscores
scrape_configs:
  - job_name: legacy
    honor_labels: true
    honor_timestamps: false
    track_timestamps_staleness: true
    enable_compression: false
    scrape_native_histograms: true
    fallback_scrape_protocol: PrometheusText0.0.4
    native_histogram_bucket_limit: 100
    native_histogram_min_bucket_factor: 1.1
    static_configs:
      - targets: ['localhost:9090', 'node:9100']
        labels:
          env: prod
    relabel_configs:
      - source_labels: [a]
        target_label: b
        action: uppercase
      - source_labels: [a]
        target_label: shard
        modulus: 8
        action: hashmod
      - source_labels: [b]
        target_label: c
        action: keepequal
  - job_name: modern
    metric_name_validation_scheme: utf8
    metric_name_escaping_scheme: dots
    static_configs:
      - targets: [localhost]
    relabel_configs:
      - target_label: a.b
        replacement: x
`,
  `
scrape_configs:
  - job_name: slices
    scrape_timeout: 30s
    oauth2:
      client_id: me
      client_secret: secret
      token_url: https://auth.example/token
      scopes: [read]
      endpoint_params:
        a: b
      tls_config:
        insecure_skip_verify: true
    http_headers:
      X-Scope-OrgID:
        values: [team]
    kubernetes_sd_configs:
      - role: endpointslice
        kubeconfig_file: kubeconfig
        namespaces:
          names: [a]
        selectors:
          - role: service
            label: '!canary'
          - role: endpointslice
            field: metadata.namespace!=kube-system
      - role: ingress
      - role: service
        namespaces:
          own_namespace: true
    relabel_configs:
      - source_labels: [__meta_kubernetes_service_name]
        regex: (.+)
        target_label: service
      - regex: tmp_.*
        action: labelkeep
      - source_labels: [x, y]
        target_label: z
        separator: ''
        action: lowercase
`,
  `
scrape_configs:
  - job_name: proxied
    proxy_from_environment: true
    proxy_connect_header:
      Proxy-Thing: [secret]
    basic_auth:
      username_file: user
      password: pass
    sample_limit: 10
    label_limit: 5
    label_name_length_limit: 20
    label_value_length_limit: 20
    target_limit: 3
    keep_dropped_targets: 1
    body_size_limit: 1MiB
    static_configs:
      - targets: [a:1]
      - targets: []
        labels: {}
    metric_relabel_configs:
      - source_labels: [le]
        target_label: le
        action: replace
        regex: (\\d+)
        replacement: \${1}.0
  - job_name: bearer
    bearer_token_file: token
    enable_http2: false
    kubernetes_sd_configs:
      - role: endpoints
        api_server: https://k8s
        bearer_token: abc
        selectors:
          - role: pod
            label: a,b!=c
`,
];
