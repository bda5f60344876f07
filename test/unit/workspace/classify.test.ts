import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify } from '../../../src/workspace/classify.ts';
import { parseSource } from '../../../src/yaml/source.ts';

function kindOf(text: string): string {
  const found = classify(parseSource(text, 'manifest'));
  if (found.kind === 'look-alike') return `look-alike ${found.product}`;
  return found.kind === 'manifest' ? `manifest ${found.configs.map(config => config.name).join(', ')}` : found.kind;
}

const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prom}\ndata:\n${data}`;

const CASES: readonly { readonly what: string; readonly text: string; readonly kind: string }[] = [
  { what: 'nothing', text: '', kind: 'other' },
  { what: 'jobs', text: 'scrape_configs: []\n', kind: 'config' },
  { what: 'a comment first', text: '# mine\n---\nrule_files: [a.yml]\n', kind: 'config' },
  { what: 'misspelt jobs', text: 'scrape_config:\n- job_name: a\n', kind: 'config' },
  { what: 'jobs of something else', text: 'extra_jobs:\n- job_name: a\n', kind: 'other' },
  { what: 'a quote left open', text: '"a\nscrape_configs:\n- job_name: a\n', kind: 'config' },
  { what: 'only global', text: 'global:\n  scrape_interval: 15s\n', kind: 'config' },
  { what: 'global of something else', text: 'global:\n  resolve_timeout: 5m\n', kind: 'other' },
  { what: 'Alertmanager', text: 'global: {}\nroute: {}\nreceivers: []\n', kind: 'look-alike Alertmanager' },
  { what: 'Promtail', text: 'clients: []\nscrape_configs: []\n', kind: 'look-alike Promtail' },
  { what: 'Promtail by its jobs', text: 'scrape_configs:\n- pipeline_stages: []\n', kind: 'look-alike Promtail' },
  {
    what: 'Promtail by `__path__`',
    text: 'scrape_configs:\n- static_configs:\n  - labels: {__path__: /a}\n',
    kind: 'look-alike Promtail',
  },
  {
    what: 'Promtail by a rule',
    text: 'scrape_configs:\n- relabel_configs:\n  - target_label: __path__\n',
    kind: 'look-alike Promtail',
  },
  {
    what: 'VictoriaMetrics by its jobs',
    text: 'scrape_configs:\n- job_name: a\n- stream_parse: true\n',
    kind: 'look-alike VictoriaMetrics',
  },
  {
    what: 'VictoriaMetrics by `if`',
    text: 'scrape_configs:\n- relabel_configs:\n  - if: \'{a="b"}\'\n',
    kind: 'look-alike VictoriaMetrics',
  },
  {
    what: 'VictoriaMetrics by an action',
    text: 'scrape_configs:\n- metric_relabel_configs:\n  - action: graphite\n',
    kind: 'look-alike VictoriaMetrics',
  },
  {
    what: 'an action that is almost one of Prometheus',
    text: 'scrape_configs:\n- relabel_configs:\n  - action: keep_if_equal\n',
    kind: 'config',
  },
  { what: 'Parca', text: '"object_storage": {}\nscrape_configs: []\n', kind: 'look-alike Parca' },
  { what: 'Parca by its jobs', text: 'scrape_configs:\n- profiling_config: {}\n', kind: 'look-alike Parca' },
  {
    what: 'Promxy',
    text: 'global: {evaluation_interval: 5s}\npromxy: {server_groups: []}\n',
    kind: 'look-alike Promxy',
  },
  {
    what: 'unit tests of rules',
    text: 'rule_files: [a.yml]\nevaluation_interval: 1m\ntests: []\n',
    kind: 'look-alike unit tests of rules',
  },
  { what: 'the Collector', text: 'receivers: {}\nservice: {}\n', kind: 'look-alike OpenTelemetry Collector' },
  { what: 'rules', text: 'groups: []\n', kind: 'other' },
  { what: 'a compose file', text: 'services: {prometheus: {image: prom/prometheus}}\n', kind: 'other' },
  { what: 'a template', text: 'scrape_configs:\n{{- if .x }}\n- job_name: a\n{{- end }}\n', kind: 'templated' },
  {
    what: 'a template of Terraform',
    text: 'scrape_configs:\n%{ for a in b ~}\n- job_name: a\n%{ endfor ~}\n',
    kind: 'templated',
  },
  { what: 'a template of ERB', text: 'scrape_configs:\n<% if a %>\n- job_name: a\n<% end %>\n', kind: 'templated' },
  { what: 'a template directive in a comment', text: '# {{ .x }}\nscrape_configs: []\n', kind: 'config' },
  { what: 'a Deployment', text: 'apiVersion: apps/v1\nkind: Deployment\n', kind: 'other' },
  {
    what: 'a Deployment of Prometheus',
    text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: prometheus}\n',
    kind: 'manifest ',
  },
  {
    what: 'one whose kind is not there yet',
    text: 'apiVersion: v1\nmetadata: {name: prometheus}\n',
    kind: 'manifest ',
  },
  {
    what: 'a template of one',
    text: 'apiVersion: v1\nkind: Service\nmetadata: {name: prometheus, labels: {{ .a }}}\n',
    kind: 'other',
  },
  { what: 'a ConfigMap of others', text: configMap('  a.conf: |\n    x\n'), kind: 'other' },
  {
    what: 'a ConfigMap beside others',
    text: `apiVersion: v1\nkind: Service\n---\n${configMap('  a: x\n  prometheus.yml: |\n    scrape_configs: []\n')}`,
    kind: 'manifest prom / prometheus.yml',
  },
  { what: 'a quoted configuration', text: configMap('  p: "scrape_configs: []\\n"\n'), kind: 'manifest prom / p' },
  {
    what: 'a Secret',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  p.yml: |\n    global: {}\n',
    kind: 'manifest s / p.yml',
  },
  {
    what: 'a List',
    text: 'apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMap\n  data:\n    p.yml: |\n      rule_files: []\n',
    kind: 'manifest ? / p.yml',
  },
  {
    what: 'rules with templates beside a configuration',
    text: configMap('  r.yml: |\n    summary: "{{ $labels.a }}"\n  p.yml: |\n    scrape_configs: []\n'),
    kind: 'manifest prom / p.yml',
  },
  {
    what: 'a templated manifest',
    text: configMap('  p.yml: |\n    scrape_configs: []\n').replace('prom}', '{{ .Release.Name }}}'),
    kind: 'templated',
  },
];

for (const { what, text, kind } of CASES) test(`classified: ${what}`, () => assert.equal(kindOf(text), kind));

test('every prefix is classified', () => {
  for (const { text } of CASES) for (let end = 0; end <= text.length; end++) kindOf(text.slice(0, end));
});
