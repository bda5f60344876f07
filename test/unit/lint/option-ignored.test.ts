import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPTION_IGNORED } from '../../../src/lint/option-ignored.ts';
import { checkFix, checkLint, fixTitles, messagesOf } from './check-lint.ts';

const job = (entries: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs:
${entries}`;

test('options that the role does not use', () => {
  checkLint(
    OPTION_IGNORED,
    job(`
  - role: node
    attach_metadata: {node: true, namespace: true, deployment: false}
#                     ^^^^ sd/option-ignored warning
#                                 ^^^^^^^^^ sd/option-ignored warning
  - role: service
    attach_metadata:
      node: true
#     ^^^^ sd/option-ignored warning
      namespace: true
      job: true
#     ^^^ sd/option-ignored warning
  - role: ingress
    attach_metadata:
      cronjob: true
#     ^^^^^^^ sd/option-ignored warning
`),
  );
});

test('options that the role uses', () => {
  for (const role of ['pod', 'endpoints', 'endpointslice', 'oops']) {
    const options = '{node: true, namespace: true, deployment: true, job: true, cronjob: true}';
    checkLint(OPTION_IGNORED, job(`  - role: ${role}\n    attach_metadata: ${options}`));
  }
});

test('a node selector of pods works only with the nodes attached', () => {
  checkLint(
    OPTION_IGNORED,
    job(`
  - role: pod
    selectors:
    - role: pod
      label: app=a
    - role: node
#           ^^^^ sd/option-ignored warning
      label: zone=b
  - role: pod
    attach_metadata: {node: true}
    selectors: [{role: node, label: zone=b}]
  - role: node
    selectors: [{role: node, label: zone=b}]
  - role: pod
    attach_metadata: {node: oops}
    selectors: [{role: node, label: zone=b}]
`),
  );
});

test('the consequence, the reason, the way out', () => {
  const entries = `
  - {role: node, attach_metadata: {namespace: true}}
  - {role: pod, selectors: [{role: node, label: a=b}]}`;
  assert.deepEqual(messagesOf(OPTION_IGNORED, job(entries)), [
    '`attach_metadata.namespace` adds no labels here: role `node` ignores it. Remove it; it is for roles `pod`, `service`, `endpoints`, `endpointslice` and `ingress`.',
    'This selector filters nothing: role `pod` looks at nodes only with `attach_metadata.node: true`, which is off. Turn it on, or remove the selector.',
  ]);
});

test('the option goes, and the block with the last one', () => {
  const title = 'Remove `attach_metadata.node`';
  checkFix(
    OPTION_IGNORED,
    title,
    job('  - role: service\n    attach_metadata:\n      node: true\n      namespace: true # teams\n'),
    job('  - role: service\n    attach_metadata:\n      namespace: true # teams\n'),
  );
  checkFix(
    OPTION_IGNORED,
    title,
    job('  - role: service\n    attach_metadata:\n      node: true\n    namespaces:\n      names: [a]\n'),
    job('  - role: service\n    namespaces:\n      names: [a]\n'),
  );
  checkFix(
    OPTION_IGNORED,
    title,
    job('  - {role: service, attach_metadata: {node: true}}'),
    job('  - {role: service}'),
  );
});

test('nodes are attached for their selector', () => {
  checkFix(
    OPTION_IGNORED,
    'Turn on `attach_metadata.node`',
    job('  - role: pod\n    selectors:\n    - role: node\n      label: a=b\n'),
    job('  - role: pod\n    selectors:\n    - role: node\n      label: a=b\n    attach_metadata:\n      node: true\n'),
  );
  const fixture = job('  - {role: pod, selectors: [{role: node, label: a=b}]}');
  assert.deepEqual(fixTitles(OPTION_IGNORED, { major: 3, minor: 10 }, fixture), []);
});
