import type { TableRow } from './job-table.ts';

type Role = TableRow['role'];

/** By role: the label that names the object. */
const NAME: Readonly<Record<Role, string>> = {
  node: '__meta_kubernetes_node_name',
  pod: '__meta_kubernetes_pod_name',
  service: '__meta_kubernetes_service_name',
  endpoints: '__meta_kubernetes_endpoints_name',
  endpointslice: '__meta_kubernetes_endpointslice_name',
  ingress: '__meta_kubernetes_ingress_name',
};

/** By role: the object whose annotations and labels it has. */
const OBJECT: Readonly<Record<Role, string>> = {
  node: 'node',
  pod: 'pod',
  service: 'service',
  endpoints: 'service',
  endpointslice: 'pod',
  ingress: 'ingress',
};

const HISTOGRAMS = [
  'convert_classic_histograms_to_nhcb: true',
  'always_scrape_classic_histograms: true',
  'scrape_native_histograms: true',
];

/** The lines of a job, its rules above all, that show what a kind of rule does to the targets of the role. */
export function tableRules(role: Role, kind: TableRow['rules']): readonly string[] {
  const settings = SETTINGS[kind] ?? [];
  const rules = RULES[kind]({ name: NAME[role], object: `__meta_kubernetes_${OBJECT[role]}` });
  if (rules.length === 0) return settings;
  return [...settings, 'relabel_configs:', ...rules.map(rule => `  - ${rule}`)];
}

const SETTINGS: { readonly [K in TableRow['rules']]?: readonly string[] } = {
  url: ['scheme: https', 'metrics_path: /m', 'params: { module: [http, 2xx], x y: [ä] }'],
  settings: [
    'scheme: https',
    'metrics_path: /a?b c',
    'scrape_interval: 90s',
    'scrape_timeout: 1m30s',
    'params: { module: [a, b], empty: [] }',
    ...HISTOGRAMS,
  ],
};

interface Names {
  /** The label with the name of the object. */
  readonly name: string;
  /** What the labels of the object start with. */
  readonly object: string;
}

const RULES: { readonly [K in TableRow['rules']]: (names: Names) => readonly string[] } = {
  none: () => [],
  settings: () => [],
  keep: ({ name }) => [
    '{ source_labels: [__meta_kubernetes_namespace], regex: "shop|infra|monitoring|", action: keep }',
    `{ source_labels: [${name}], regex: ".*[a-z]-?.*", action: keep }`,
    `{ source_labels: [${name}, __address__], separator: "@", regex: "(web|agent|node|prom|dual|out|star).*", action: Keep }`,
  ],
  drop: ({ name, object }) => [
    `{ source_labels: [${name}], regex: .*finished|.*public.*, action: drop }`,
    '{ source_labels: [__address__], regex: ".*:8080", action: drop }',
    `{ source_labels: [${object}_labelpresent_app, __meta_kubernetes_namespace], regex: "true;shop", action: drop }`,
  ],
  replace: ({ name, object }) => [
    `{ source_labels: [__meta_kubernetes_namespace, ${name}], separator: /, target_label: where }`,
    `{ source_labels: [${name}], regex: "([a-z]+)(?:-(.*))?", replacement: "$2.$\{1}", target_label: turned }`,
    `{ source_labels: [${object}_annotation_example_com_unicode], regex: ".*(漢).*", target_label: "has_$1" }`,
    '{ source_labels: [where], regex: "shop/(.*)", target_label: job, replacement: shop-$1 }',
    '{ target_label: always, replacement: 010 }',
    '{ source_labels: [absent], target_label: always, replacement: "", regex: "x" }',
  ],
  address: ({ object }) => [
    `{ source_labels: [${object}_annotation_prometheus_io_scrape], regex: "true|", action: keep }`,
    `{ source_labels: [__address__, ${object}_annotation_prometheus_io_port], regex: '([^:]+)(?::\\d+)?;(\\d+)', replacement: "$1:$2", target_label: __address__ }`,
    `{ source_labels: [${object}_annotation_prometheus_io_path], regex: (.+), target_label: __metrics_path__ }`,
  ],
  labelmap: ({ object }) => [
    `{ regex: "${object}_label_(.+)", action: labelmap }`,
    '{ regex: "__meta_kubernetes_(namespace|node)_(.+)", replacement: "of_${1}_$2", action: labelmap }',
  ],
  labeldrop: ({ name }) => [
    '{ regex: "__meta_kubernetes_.*annotation.*", action: labeldrop }',
    `{ source_labels: [${name}], target_label: object }`,
    `{ regex: "${name}|__scrape_.*_histograms__", action: labeldrop }`,
  ],
  labelkeep: ({ name }) => [
    `{ source_labels: [${name}], target_label: object }`,
    '{ regex: "__address__|__scheme__|__scrape_interval__|__scrape_timeout__|job|object|__meta_kubernetes_namespace", action: labelkeep }',
  ],
  hashmod: ({ name }) => [
    `{ source_labels: [__address__, ${name}], modulus: 3, target_label: __tmp_shard, action: hashmod }`,
    '{ source_labels: [__tmp_shard], regex: "[01]", action: keep }',
    `{ source_labels: [${name}], modulus: 18446744073709551615, target_label: hash, action: hashmod }`,
  ],
  equal: ({ name, object }) => [
    `{ source_labels: [${object}_label_app], target_label: __tmp_app }`,
    `{ source_labels: [__tmp_app], target_label: ${name}, action: dropequal }`,
    '{ source_labels: [__tmp_app], regex: "(a|w|d|p).*", target_label: __tmp_kept }',
    `{ source_labels: [__tmp_kept], target_label: ${object}_label_app, replacement: $0, regex: (.*) }`,
    '{ source_labels: [__tmp_kept], target_label: __tmp_kept, action: keepequal }',
    `{ source_labels: [__meta_kubernetes_namespace], target_label: ${object}_label_app, action: dropequal }`,
  ],
  case: ({ name, object }) => [
    `{ source_labels: [${name}, ${object}_label_UPPER_Case_1], target_label: upper, action: uppercase }`,
    `{ source_labels: [${object}_annotation_example_com_unicode], target_label: lower, action: lowercase }`,
  ],
  failing: ({ name }) => [
    `{ source_labels: [${name}], regex: .*finished, action: drop }`,
    `{ source_labels: [${name}], regex: (web|node-b|outside).*, target_label: __address__, replacement: "" }`,
    `{ source_labels: [${name}], regex: (dual|node-six|ledger|star).*, target_label: __address__, replacement: "a/$1" }`,
    `{ source_labels: [${name}], regex: (agent|prom|node-u).*, target_label: __scrape_interval__, replacement: $1 }`,
    `{ source_labels: [${name}], regex: (db|by|default).*, target_label: __scrape_timeout__, replacement: 2h }`,
    `{ source_labels: [${name}], regex: (dns|node-a|no-host).*, target_label: __scrape_native_histograms__, replacement: maybe }`,
  ],
  url: ({ name, object }) => [
    `{ source_labels: [${name}], target_label: __param_target }`,
    `{ source_labels: [${object}_annotation_prometheus_io_path], regex: (.+), target_label: __metrics_path__ }`,
    '{ source_labels: [__address__], regex: ".*:80", target_label: __scheme__, replacement: http }',
    '{ source_labels: [__meta_kubernetes_namespace], regex: pay, target_label: __param_module, replacement: pay & co }',
  ],
  merging: ({ name }) => [
    '{ source_labels: [__meta_kubernetes_namespace], target_label: __address__, replacement: $1.example }',
    `{ source_labels: [${name}], regex: "(.).*", target_label: __tmp_first }`,
  ],
};
