import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredAccess } from '../../../src/prometheus/access/required-access.ts';
import { valueOr } from '../../../src/prometheus/config/field.ts';
import { type HelmConfiguration, helmComment, helmConfigurations } from '../../../src/workspace/helm-values.ts';
import { readWorkspaceFile } from '../../../src/workspace/workspace-model.ts';
import { spanOf } from '../../../src/yaml/source.ts';

const HOME = { ownNamespace: undefined, version: 'unknown' } as const;

function found(text: string): readonly HelmConfiguration[] {
  return helmConfigurations(
    readWorkspaceFile({ uri: 'file:///values.yaml', path: 'values.yaml', folder: 'file:///', text }),
  );
}

/** `serverFiles / prometheus.yml: pods, services as monitoring/prometheus`. */
function shown({ name, account, config }: HelmConfiguration): string {
  const jobs = config.scrapeConfigs.map(({ jobName }) => valueOr(jobName, '?'));
  const who = account.name.state === 'named' ? account.name.name : `(${account.name.setting})`;
  return `${name}: ${jobs.join()} as ${account.namespace ?? '?'}/${who}, roles ${account.roles}`;
}

const SD = 'kubernetes_sd_configs: [{role: pod}]';
const JOB = `{job_name: pods, ${SD}}`;
const SERVER_FILES = `serverFiles: {prometheus.yml: {scrape_configs: [${JOB}]}}`;
const STACK = `prometheusSpec: {additionalScrapeConfigs: [${JOB}]}`;

const VALUES: readonly (readonly [text: string, expected: readonly string[]])[] = [
  [SERVER_FILES, ['serverFiles / prometheus.yml: pods as ?/(serviceAccounts.server.name), roles by-chart']],
  [
    `${SERVER_FILES}\nserviceAccounts: {server: {name: prom}}\nforceNamespace: monitoring`,
    ['serverFiles / prometheus.yml: pods as monitoring/prom, roles by-chart'],
  ],
  [
    `${SERVER_FILES}\nserviceAccounts: {server: {create: false}}\nrbac: {create: false}`,
    ['serverFiles / prometheus.yml: pods as ?/default, roles elsewhere'],
  ],
  [
    `${SERVER_FILES}\nserviceAccounts: {server: {create: false, name: prom}}\nserver: {useExistingClusterRoleName: reader}`,
    ['serverFiles / prometheus.yml: pods as ?/prom, roles elsewhere'],
  ],
  [
    `${SERVER_FILES}\nserviceAccounts: {server: {name: ""}}\nserver: {fullnameOverride: prom-}`,
    ['serverFiles / prometheus.yml: pods as ?/prom, roles by-chart'],
  ],
  [
    `prometheus:\n  ${SERVER_FILES}`,
    ['prometheus / serverFiles / prometheus.yml: pods as ?/(prometheus.serviceAccounts.server.name), roles by-chart'],
  ],
  [
    `serverFiles:\n  prometheus.yml: |\n    scrape_configs:\n    - job_name: a\n      ${SD}\n`,
    ['serverFiles / prometheus.yml: a as ?/(serviceAccounts.server.name), roles by-chart'],
  ],
  [
    `extraScrapeConfigs: |\n  - job_name: a\n    ${SD}\n`,
    ['extraScrapeConfigs: a as ?/(serviceAccounts.server.name), roles by-chart'],
  ],
  [
    `scrapeConfigs:\n  one: {job_name: "", ${SD}}\n  two: {enabled: false, ${SD}}\n  three: {job_name: c, ${SD}}\n  four:\n`,
    ['scrapeConfigs: one,c as ?/(serviceAccounts.server.name), roles by-chart'],
  ],
  [
    `prometheus: {${STACK}, serviceAccount: {name: k8s}}\nnamespaceOverride: monitoring`,
    ['prometheus / prometheusSpec / additionalScrapeConfigs: pods as monitoring/k8s, roles by-chart'],
  ],
  [
    `kube-prometheus-stack:\n  fullnameOverride: kps\n  global: {rbac: {create: false}}\n  prometheus: {${STACK}}`,
    [
      'kube-prometheus-stack / prometheus / prometheusSpec / additionalScrapeConfigs: pods as ?/kps-prometheus, roles elsewhere',
    ],
  ],
  [
    `kps: {prometheus: {${STACK}}}`,
    [
      'kps / prometheus / prometheusSpec / additionalScrapeConfigs: pods as ?/(kps.prometheus.serviceAccount.name), roles by-chart',
    ],
  ],
  [
    `defaults: &d ${JOB}\nserverFiles: {prometheus.yml: {scrape_configs: [*d]}}`,
    ['serverFiles / prometheus.yml: pods as ?/(serviceAccounts.server.name), roles by-chart'],
  ],
];

test('the jobs and the account in values of charts', () => {
  for (const [text, expected] of VALUES) assert.deepEqual(found(text).map(shown), expected, text);
});

test('what is no such values', () => {
  const others = [
    '',
    'serverFiles: {}',
    'serverFiles: {prometheus.yml: {rule_files: [a]}}',
    'serverFiles: {prometheus.yml: [a]}',
    `a: {b: {c: {${SERVER_FILES}}}}`,
    `scrapeConfigs: |\n  - job_name: a\n    ${SD}\n`,
    'scrapeConfigs: {a: {static_configs: []}}',
    `extraScrapeConfigs:\n- ${JOB}`,
    `server:\n  extraScrapeConfigs: |\n    - ${JOB}\n`,
    `config:\n  snippets:\n    extraScrapeConfigs: |\n      - ${JOB}\n`,
    `promtail:\n  config:\n    snippets:\n      extraScrapeConfigs: |\n        - ${JOB}\n`,
    `extraScrapeConfigs: |\n  - job_name: {{ .Release.Name }}\n    ${SD}\n`,
    `${SERVER_FILES}\nname: {{ .Release.Name }}`,
    `apiVersion: v1\nkind: ConfigMap\n${SERVER_FILES}`,
    `${SERVER_FILES}\n  broken: [`,
  ];
  for (const text of others) assert.deepEqual(found(text).map(shown), [], text);
});

test('a comment near the jobs, or at the head of the file', () => {
  const comment = '# prometheus-kubernetes-account:';
  const said = (text: string) => {
    const [first] = found(text);
    const read = first && helmComment(first);
    if (read) assert.equal(first.source.text.slice(read.span.start, read.span.end), read.text);
    return read?.text;
  };
  const filler = 'a: 1\n'.repeat(30);
  const near = `serverFiles:\n  prometheus.yml:\n    # about\n    ${comment} a/b\n    scrape_configs: [${JOB}]\n`;
  assert.equal(said(`${filler}${near}`), 'a/b');
  assert.equal(said(`${comment} c/d\n${filler}${near}`), 'a/b');
  assert.equal(said(`${comment} c/d\n${SERVER_FILES}`), 'c/d');
  assert.equal(said(`${filler}${comment} c/d\n${SERVER_FILES}`), 'c/d');
  assert.equal(
    said(`serverFiles:\n  prometheus.yml: |\n    ${comment} user jane\n    scrape_configs: [${JOB}]\n`),
    'user jane',
  );
});

test('spans are those of the file', () => {
  const text = `serverFiles:\n  prometheus.yml: |\n    scrape_configs:\n    - job_name: a\n      ${SD}\n`;
  for (const one of [text, text.replace(' |', '')]) {
    const [first] = found(one);
    const job = first?.config.scrapeConfigs[0];
    assert.ok(first && job?.jobName.state === 'set');
    const span = first.toFile(spanOf(job.jobName.node));
    assert.equal(one.slice(span.start, span.end), 'a');
  }
});

test('half-typed values', () => {
  const text = `# prometheus-kubernetes-account: a/b
prometheus:
  serviceAccounts: {server: {name: "a"}}
  serverFiles:
    prometheus.yml:
      scrape_configs:
      - job_name: a
        kubernetes_sd_configs: [{role: pod, namespaces: {names: [b]}}]
  scrapeConfigs:
    b: {enabled: true, kubernetes_sd_configs: [{role: node}]}
  extraScrapeConfigs: |
    - job_name: c
      kubernetes_sd_configs: [{role: service}]
kps:
  prometheus: {prometheusSpec: {additionalScrapeConfigs: [{job_name: d}]}}
`;
  for (let length = 0; length <= text.length; length++)
    for (const one of found(text.slice(0, length))) {
      helmComment(one);
      const { document, config, cache } = one;
      requiredAccess({ text: one.source.text, document, config, home: HOME, regexes: cache.regexes });
    }
  assert.equal(found(text).length, 4);
});
