import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LABEL_NOT_SET_BY_ROLE } from '../../../src/lint/label-not-set-by-role.ts';
import { checkFix, checkLint, fixTitles, messagesOf } from './check-lint.ts';

const job = (role: string, rules: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs:
  - role: ${role}
  relabel_configs:
${rules}`;

test('labels of other roles', () => {
  checkLint(
    LABEL_NOT_SET_BY_ROLE,
    job(
      'endpoints',
      `
  - source_labels: [__meta_kubernetes_service_port_name, __meta_kubernetes_service_name]
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/label-not-set-by-role warning
    target_label: x
  - action: labelmap
    regex: __meta_kubernetes_service_label_(.+)
  - action: labelmap
    regex: __meta_kubernetes_ingress_label_(.+)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/label-not-set-by-role warning
  - action: labeldrop
    regex: __meta_kubernetes_ingress_name
`,
    ),
  );
});

test('labels that the role sets, needs an option for, or that nobody knows', () => {
  checkLint(
    LABEL_NOT_SET_BY_ROLE,
    job(
      'pod',
      `
  - source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_label_app, __address__, __meta_kubernetes_foo]
    target_label: x
  - source_labels: [__meta_kubernetes_node_name, __meta_kubernetes_namespace_label_team]
    target_label: x
  - action: labelmap
    regex: __meta_kubernetes_(.+)
  - action: labelmap
    regex: __meta_kubernetes_pod_label_app_(.+)
`,
    ),
  );
});

test('one of several roles is enough; a role that cannot be read may be any', () => {
  const fixture = (second: string) => `
    scrape_configs:
    - job_name: a
      kubernetes_sd_configs:
      - role: pod
      - ${second}
      relabel_configs:
      - source_labels: [__meta_kubernetes_service_name]
        target_label: service`;
  checkLint(LABEL_NOT_SET_BY_ROLE, fixture('role: service'));
  checkLint(LABEL_NOT_SET_BY_ROLE, fixture('role: oops'));
  checkLint(LABEL_NOT_SET_BY_ROLE, fixture('namespaces: {names: [a]}'));
});

test('what else may set the label', () => {
  const rule = '  - {source_labels: [__meta_kubernetes_service_name], target_label: service}';
  checkLint(LABEL_NOT_SET_BY_ROLE, `${job('pod', rule)}\n  file_sd_configs: [{files: [a.json]}]`);
  checkLint(
    LABEL_NOT_SET_BY_ROLE,
    job('pod', `  - {replacement: a, target_label: __meta_kubernetes_service_name}\n${rule}`),
  );
  checkLint(LABEL_NOT_SET_BY_ROLE, `scrape_configs: [{job_name: a, relabel_configs: [${rule.slice(4)}]}]`);
});

test('rules that several jobs share are left alone', () => {
  checkLint(
    LABEL_NOT_SET_BY_ROLE,
    `
    scrape_configs:
    - job_name: a
      kubernetes_sd_configs: [{role: service}]
      relabel_configs: &rules
      - source_labels: [__meta_kubernetes_service_name, __meta_kubernetes_pod_name]
        target_label: name
    - job_name: b
      kubernetes_sd_configs: [{role: pod}]
      relabel_configs: *rules
    - job_name: c
      kubernetes_sd_configs: [{role: pod}]
      relabel_configs:
      - &rule
        source_labels: [__meta_kubernetes_service_name]
        target_label: name
    `,
  );
});

test('the consequence, the reason, the way out', () => {
  const rules = `
  - {source_labels: [__meta_kubernetes_endpoint_port_name], target_label: a}
  - {source_labels: [__meta_kubernetes_ingress_path], target_label: a}
  - {action: labelmap, regex: __meta_kubernetes_node_address_(.+)}
  - {action: labelmap, regex: __meta_kubernetes_ingress_path, replacement: path}
  - {source_labels: [__meta_kubernetes_service_label_app], target_label: a}`;
  assert.deepEqual(messagesOf(LABEL_NOT_SET_BY_ROLE, job('pod', rules)), [
    '`__meta_kubernetes_endpoint_port_name` is always empty in this job: only role `endpoints` sets it, and this job uses role `pod`. Use `__meta_kubernetes_pod_container_port_name` instead.',
    '`__meta_kubernetes_ingress_path` is always empty in this job: only role `ingress` sets it, and this job uses role `pod`.',
    'This rule maps nothing in this job: only role `node` sets labels that begin with `__meta_kubernetes_node_address_`, and this job uses role `pod`.',
    'No target of this job has the label `__meta_kubernetes_ingress_path`: only role `ingress` sets it, and this job uses role `pod`.',
    '`__meta_kubernetes_service_label_app` is always empty in this job: only roles `service`, `endpoints` and `endpointslice` set it, and this job uses role `pod`.',
  ]);
});

test('the label of the same meaning is offered', () => {
  const table = [
    ['endpoints', 'service_port_name', 'endpoint_port_name'],
    ['endpointslice', 'endpoint_port_name', 'endpointslice_port_name'],
    ['endpointslice', 'endpoint_ready', 'endpointslice_endpoint_conditions_ready'],
    ['endpointslice', 'endpoints_name', 'service_name'],
    ['endpointslice', 'endpoint_address_target_name', 'endpointslice_address_target_name'],
    ['endpointslice', 'endpoints_label_app', 'endpointslice_label_app'],
    ['endpoints', 'endpointslice_endpoint_node_name', 'endpoint_node_name'],
    ['service', 'endpointslice_port', 'service_port_number'],
  ] as const;
  for (const [role, from, to] of table) {
    const rule = (name: string) => job(role, `  - {source_labels: [__meta_kubernetes_${name}], target_label: a}`);
    const title = `Change \`__meta_kubernetes_${from}\` to \`__meta_kubernetes_${to}\``;
    checkFix(LABEL_NOT_SET_BY_ROLE, title, rule(from), rule(to));
  }
});

test('no fix where no label means the same', () => {
  const fixture = job('pod', '  - {source_labels: [__meta_kubernetes_service_name], target_label: a}');
  assert.deepEqual(fixTitles(LABEL_NOT_SET_BY_ROLE, 'unknown', fixture), []);
});
