import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessOf, needsOf } from './needs.ts';

const TOKEN = 'authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}';

/** A job with the token of its own account over TLS, and what else it says. */
function job(...lines: readonly string[]): string {
  return [
    'scrape_configs:',
    '- job_name: a',
    `  ${TOKEN}`,
    '  scheme: https',
    ...lines.map(one => `  ${one}`),
    '',
  ].join('\n');
}

const NODES = 'kubernetes_sd_configs: [{role: node}]';
const PODS = 'kubernetes_sd_configs: [{role: pod}]';
const SLICES = 'kubernetes_sd_configs: [{role: endpointslice}]';
const rules = (...all: readonly string[]) => `relabel_configs: [${all.map(rule => `{${rule}}`).join(', ')}]`;

/** What the scraping of a job needs, without its discovery. */
function scraping(text: string): readonly string[] {
  return needsOf(text).filter(need => !need.startsWith('list,watch'));
}

test('the path decides what a kubelet asks for', () => {
  const rows: readonly (readonly [path: string, need: string])[] = [
    ['/metrics', 'nodes/metrics'],
    ['/metrics/cadvisor', 'nodes/metrics'],
    ['/metrics/probes', 'nodes/metrics'],
    ['/metrics/resource', 'nodes/metrics'],
    ['/metrics/slis', 'nodes/metrics'],
    ['metrics', 'nodes/metrics'],
    ['/stats/summary', 'nodes/stats'],
    ['/logs/', 'nodes/log'],
    ['/pods', 'nodes/pods or nodes/proxy'],
    ['/healthz', 'nodes/healthz or nodes/proxy'],
    ['/configz', 'nodes/configz or nodes/proxy'],
    ['/metricsx', 'nodes/proxy'],
    ['/exec', 'nodes/proxy'],
  ];
  for (const [path, need] of rows)
    assert.deepEqual(scraping(job(NODES, `metrics_path: ${path}`)), [`get ${need}`], path);
});

test('a kubelet is known by its address', () => {
  const address = (replacement: string) => rules(`target_label: __address__, replacement: '${replacement}'`);
  const port = (value: string) =>
    rules(`source_labels: [__address__], regex: '(.*):10250', target_label: __address__, replacement: '$1:${value}'`);
  const from = (label: string, regex: string) =>
    rules(`source_labels: [${label}], regex: '${regex}', target_label: __address__, replacement: '$1:10250'`);
  const keep = (label: string, value: string) => rules(`action: keep, source_labels: [${label}], regex: ${value}`);
  const rows: readonly (readonly [job: string, ...needs: readonly string[]])[] = [
    [job(NODES), 'get nodes/metrics'],
    [job(NODES, port('10250')), 'get nodes/metrics'],
    [job(NODES, port('9100')), 'get /metrics'],
    [job(NODES, address('node-exporter:9100')), 'get /metrics'],
    [job(NODES, from('__meta_kubernetes_node_name', '(.+)')), 'get nodes/metrics'],
    [job(NODES, from('__address__', '([^:]+)(?::\\d+)?')), 'get nodes/metrics'],
    [job(PODS), 'get /metrics'],
    [job(PODS, from('__meta_kubernetes_pod_host_ip', '(.*)')), 'get nodes/metrics'],
    [job(SLICES, keep('__meta_kubernetes_service_name', 'kubelet')), 'get nodes/metrics'],
    [job(SLICES, keep('__meta_kubernetes_service_label_k8s_app', '(kubelet)')), 'get nodes/metrics'],
    [job(SLICES, keep('__meta_kubernetes_service_name', '.*let')), 'get /metrics'],
    [job("static_configs: [{targets: ['10.0.0.1:10250']}]"), 'get /metrics'],
  ];
  for (const [text, ...needs] of rows) assert.deepEqual(scraping(text), needs, text);
});

test('requests that carry no token, or not over TLS, need nothing', () => {
  for (const [from, to] of [
    [TOKEN, 'honor_labels: true'],
    ['scheme: https', 'scheme: http'],
  ] as const) {
    assert.deepEqual(scraping(job(NODES).replace(from, to)), []);
  }
});

test('other credentials are those of somebody else, who must be allowed the same of a kubelet', () => {
  const others = [
    'authorization: {credentials_file: /etc/token}',
    'bearer_token: abc',
    'basic_auth: {username: a}',
    'tls_config: {cert_file: /a, key_file: /b}',
    'authorization: {type: Basic, credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}',
  ];
  for (const other of others) {
    const [need, ...more] = accessOf(job(NODES).replace(TOKEN, other)).needs.filter(
      one => one.asker.kind !== 'own-account',
    );
    assert.deepEqual([need?.asker.kind, more], ['job-credentials', []], other);
    assert.deepEqual(scraping(job(PODS).replace(TOKEN, other)), [], other);
  }
  assert.deepEqual(
    scraping(job(NODES).replace(TOKEN, 'bearer_token_file: /run/secrets/kubernetes.io/serviceaccount/token')),
    ['get nodes/metrics'],
  );
});

test('paths of the API server are seen through the relabelling', () => {
  const api = "target_label: __address__, replacement: 'kubernetes.default.svc:443'";
  const path = (labels: string, regex: string, replacement: string) =>
    `source_labels: [${labels}], regex: '${regex}', target_label: __metrics_path__, replacement: '${replacement}'`;
  const NAME = '__meta_kubernetes_node_name';
  const POD = '__meta_kubernetes_namespace, __meta_kubernetes_pod_name';
  const inNamespaces = (names: string) => `kubernetes_sd_configs: [{role: pod, namespaces: {names: [${names}]}}]`;
  const podPath = path(POD, '(.+);(.+)', '/api/v1/namespaces/$1/pods/$2:8080/proxy/metrics');
  const rows: readonly (readonly [job: string, ...needs: readonly string[]])[] = [
    [job(NODES, rules(api, path(NAME, '(.+)', '/api/v1/nodes/$1/proxy/metrics'))), 'get nodes/proxy'],
    [job(NODES, rules(api, path(NAME, '(.+)', '/api/v1/nodes/${1}/proxy/metrics/cadvisor'))), 'get nodes/proxy'],
    [job(NODES, rules(path(NAME, '(.+)', '/api/v1/nodes/$1/proxy/metrics'), api)), 'get nodes/proxy'],
    [
      job(
        NODES,
        rules(
          "target_label: __address__, replacement: '10.0.0.1:6443'",
          path(NAME, '(.+)', '/api/v1/nodes/$1/proxy/metrics'),
        ),
      ),
      'get nodes/proxy',
    ],
    [job(PODS, rules(api, podPath)), 'get pods/proxy'],
    [job(inNamespaces('x'), rules(api, podPath)), 'get pods/proxy in x'],
    [job(inNamespaces('x, y'), rules(api, podPath)), 'get pods/proxy in x', 'get pods/proxy in y'],
    [
      job(PODS, rules(`action: keep, source_labels: [__meta_kubernetes_namespace], regex: 'z|w'`, api, podPath)),
      'get pods/proxy in w',
      'get pods/proxy in z',
    ],
    [
      job(
        'metrics_path: /api/v1/namespaces/x/services/https:web:8443/proxy/metrics',
        "static_configs: [{targets: ['kubernetes.default:443']}]",
      ),
      'get services/proxy named https:web:8443 in x',
    ],
    [job("static_configs: [{targets: ['kubernetes.default.svc']}]"), 'get /metrics'],
    [
      job("static_configs: [{targets: ['kubernetes.default.svc.cluster.local:443']}]", 'metrics_path: /metrics/slis'),
      'get /metrics/slis',
    ],
    [
      job("static_configs: [{targets: ['kubernetes.default.svc']}]", 'metrics_path: /apis/custom.metrics.k8s.io/v1/x'),
      'unknown: path',
    ],
    [
      job(NODES, rules(api, path('__meta_kubernetes_node_annotation_path', '(.+)', '$1'))),
      'get /metrics',
      'unknown: path',
    ],
  ];
  for (const [text, ...needs] of rows) assert.deepEqual(scraping(text), needs, text);
});

test('the targets of the service default/kubernetes are the API server', () => {
  const keep = (labels: string, regex: string) => rules(`action: keep, source_labels: [${labels}], regex: '${regex}'`);
  const all = '__meta_kubernetes_namespace, __meta_kubernetes_service_name';
  const reasons = (text: string) =>
    accessOf(text)
      .needs.flatMap(need => need.reasons.map(({ why }) => why.of))
      .filter(of => of !== 'role');
  const rows: readonly (readonly [text: string, of: string])[] = [
    [job(SLICES, keep(`${all}, __meta_kubernetes_endpointslice_port_name`, 'default;kubernetes;https')), 'api-server'],
    [job(SLICES, keep(all, '(default);(kubernetes)')), 'api-server'],
    [job(SLICES.replace('endpointslice', 'endpoints'), keep(all, '^default;kubernetes$')), 'api-server'],
    [job(SLICES.replace('endpointslice', 'service'), keep(all, 'default;kubernetes')), 'api-server'],
    [
      job(
        SLICES,
        keep(
          '__meta_kubernetes_service_label_component, __meta_kubernetes_service_label_provider',
          '(apiserver);(kubernetes)',
        ),
      ),
      'api-server',
    ],
    [job(SLICES, keep(all, 'kube-system;kubernetes')), 'secured-component'],
    [job(SLICES, keep(all, 'default;.*')), 'secured-component'],
  ];
  for (const [text, of] of rows) {
    assert.deepEqual(reasons(text), [of], text);
    assert.deepEqual(scraping(text), ['get /metrics'], text);
  }
});

test('an annotation may change the path, which is known where it does not', () => {
  const text = job(
    PODS,
    rules(
      "action: keep, source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], regex: 'true'",
      'source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path], regex: (.+), target_label: __metrics_path__',
      "source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port], regex: '([^:]+)(?::\\d+)?;(\\d+)', replacement: '$1:$2', target_label: __address__",
    ),
  );
  assert.deepEqual(scraping(text), ['get /metrics', 'unknown: path']);
  const anyScheme = text.replace(
    'relabel_configs: [',
    'relabel_configs: [{source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scheme], regex: (https?), target_label: __scheme__}, ',
  );
  assert.deepEqual(scraping(anyScheme), ['get /metrics', 'unknown: path']);
});

test('what another mechanism discovers is unknown until rules say its address', () => {
  const files = "file_sd_configs: [{files: ['a.yml']}]";
  assert.deepEqual(scraping(job(files)), ['unknown: address']);
  assert.deepEqual(scraping(job(files, rules('target_label: __address__, replacement: kubernetes.default.svc'))), [
    'get /metrics',
  ]);
});

test('rules that Prometheus refuses, or that cannot be followed, are unknown', () => {
  assert.deepEqual(scraping(job(NODES, rules("action: keep, regex: '('"))), ['unknown: refused']);
  const labels = Array.from({ length: 10 }, (_, index) => `__meta_kubernetes_pod_label_l${index}`);
  const many = labels.map((label, index) => `source_labels: [${label}], regex: '(a|b)', target_label: t${index}`);
  const joined = `source_labels: [${labels.map((_, index) => `t${index}`).join(', ')}], target_label: __metrics_path__`;
  assert.deepEqual(scraping(job(PODS, rules(...many, joined))), ['unknown: rules']);
});

test('rules about other labels do not count', () => {
  const many = Array.from({ length: 60 }, (_, index) => {
    const label = `__meta_kubernetes_node_label_l${index}`;
    return `source_labels: [${label}], regex: '(.+)', target_label: l${index}, replacement: '$1'`;
  });
  assert.deepEqual(scraping(job(NODES, rules(...many, 'action: labelmap, regex: __meta_kubernetes_node_label_(.+)'))), [
    'get nodes/metrics',
  ]);
});

test('an API server outside is known by its address, and who asks it by the credentials of the job', () => {
  const text = `
scrape_configs:
- job_name: a
  scheme: https
  authorization: {credentials_file: /etc/token}
  kubernetes_sd_configs: [{role: node, api_server: 'https://api.example.org:6443', authorization: {credentials_file: /etc/token}}]
  relabel_configs:
  - {target_label: __address__, replacement: 'api.example.org:6443'}
  - {source_labels: [__meta_kubernetes_node_name], target_label: __metrics_path__, replacement: '/api/v1/nodes/$1/proxy/metrics'}
`;
  assert.deepEqual(needsOf(text), ['get nodes/proxy', 'list,watch nodes']);
  assert.deepEqual(
    accessOf(text).needs.map(({ asker }) => asker.kind),
    ['api-server', 'job-credentials'],
  );
});
