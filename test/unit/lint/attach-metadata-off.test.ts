import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTACH_METADATA_OFF } from '../../../src/lint/attach-metadata-off.ts';
import { checkFix, checkLint, fixTitles, messagesOf } from './check-lint.ts';

const job = (entries: string, rules: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs:
${entries}
  relabel_configs:
${rules}`;

const TEAM = '  - {source_labels: [__meta_kubernetes_namespace_label_team], target_label: team}';

test('labels whose option is off', () => {
  checkLint(
    ATTACH_METADATA_OFF,
    job(
      `
  - role: pod
    attach_metadata:
      namespace: true
      node: false
`,
      `
  - source_labels: [__meta_kubernetes_node_name, __meta_kubernetes_node_label_zone]
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/attach-metadata-off warning
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/attach-metadata-off warning
    target_label: x
  - source_labels: [__meta_kubernetes_namespace_label_team, __meta_kubernetes_pod_deployment_name]
#                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/attach-metadata-off warning
    target_label: x
  - action: labelmap
    regex: __meta_kubernetes_node_label_(.+)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/attach-metadata-off warning
  - action: labelmap
    regex: __meta_kubernetes_namespace_label_(.+)
  - action: labelmap
    regex: __meta_kubernetes_(.+)
`,
    ),
  );
});

test('one entry that sets the label is enough, and so is one that may', () => {
  for (const second of [
    'attach_metadata: {namespace: true}',
    'attach_metadata: oops',
    'attach_metadata: {namespace: oops}',
  ]) {
    checkLint(ATTACH_METADATA_OFF, job(`  - role: pod\n  - role: service\n    ${second}`, TEAM));
  }
  checkLint(ATTACH_METADATA_OFF, job('  - role: pod\n  - role: oops', TEAM));
  const node = '  - {source_labels: [__meta_kubernetes_node_label_zone], target_label: zone}';
  checkLint(ATTACH_METADATA_OFF, job('  - role: pod\n  - role: node', node));
});

test('a label that something else may set', () => {
  checkLint(ATTACH_METADATA_OFF, `${job('  - role: pod', TEAM)}\n  http_sd_configs: [{url: "http://a"}]`);
  const set = '  - {replacement: a, target_label: __meta_kubernetes_namespace_label_team}';
  checkLint(ATTACH_METADATA_OFF, job('  - role: pod', `${set}\n${TEAM}`));
});

test('the consequence, the reason, the way out', () => {
  const rules = `
  - {source_labels: [__meta_kubernetes_namespace_label_team], target_label: a}
  - {source_labels: [__meta_kubernetes_node_name], target_label: a}
  - {action: labelmap, regex: __meta_kubernetes_node_label_(.+)}
  - {source_labels: [__meta_kubernetes_pod_cronjob_name], target_label: a}`;
  assert.deepEqual(messagesOf(ATTACH_METADATA_OFF, job('  - role: pod', rules)), [
    '`__meta_kubernetes_namespace_label_team` is always empty in this job: role `pod` sets it only with `attach_metadata.namespace`, which is off. Turn it on; the service account must then be allowed to list and watch `namespaces`.',
    '`__meta_kubernetes_node_name` is always empty in this job: role `pod` sets it only with `attach_metadata.node`, which is off. Turn it on, or use `__meta_kubernetes_pod_node_name`; the service account must then be allowed to list and watch `nodes`.',
    'This rule maps nothing in this job: role `pod` sets labels that begin with `__meta_kubernetes_node_label_` only with `attach_metadata.node`, which is off. Turn it on; the service account must then be allowed to list and watch `nodes`.',
    '`__meta_kubernetes_pod_cronjob_name` is always empty in this job: role `pod` sets it only with `attach_metadata.cronjob`, which is off. Turn it on; the service account must then be allowed to list and watch `jobs`.',
  ]);
});

test('the option is turned on in every entry that lacks it', () => {
  checkFix(
    ATTACH_METADATA_OFF,
    'Turn on `attach_metadata.namespace`',
    job(
      `
  - role: pod # all of them
    namespaces:
      names: [a]
  - role: node
  - role: service
    attach_metadata:
      node: true
  - role: ingress
    attach_metadata:
      namespace: false # for now
  - {role: pod}`,
      TEAM,
    ),
    job(
      `
  - role: pod # all of them
    namespaces:
      names: [a]
    attach_metadata:
      namespace: true
  - role: node
  - role: service
    attach_metadata:
      node: true
      namespace: true
  - role: ingress
    attach_metadata:
      namespace: true # for now
  - {role: pod, attach_metadata: {namespace: true}}`,
      TEAM,
    ),
  );
});

test('an empty block takes the option too', () => {
  for (const block of ['attach_metadata: {}', 'attach_metadata:']) {
    checkLint(
      ATTACH_METADATA_OFF,
      job(
        `  - role: pod\n    ${block}`,
        `${TEAM}\n#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/attach-metadata-off warning`,
      ),
    );
    assert.deepEqual(fixTitles(ATTACH_METADATA_OFF, 'unknown', job(`  - role: pod\n    ${block}`, TEAM)), [
      'Turn on `attach_metadata.namespace`',
    ]);
  }
});

test('the node name of a pod is there without the option', () => {
  const rule = (name: string) =>
    job('  - role: pod', `  - {source_labels: [__meta_kubernetes_${name}], target_label: a}`);
  checkFix(
    ATTACH_METADATA_OFF,
    'Change `__meta_kubernetes_node_name` to `__meta_kubernetes_pod_node_name`',
    rule('node_name'),
    rule('pod_node_name'),
  );
});

test('no option is added that the known release would refuse', () => {
  const fixture = job('  - role: pod', TEAM);
  assert.deepEqual(fixTitles(ATTACH_METADATA_OFF, { major: 3, minor: 5 }, fixture), []);
  assert.equal(fixTitles(ATTACH_METADATA_OFF, { major: 3, minor: 6 }, fixture).length, 1);
});
