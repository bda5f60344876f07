import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TargetsTree } from '../../../../src/cluster/tree/targets-tree.ts';
import type { WorkerConfiguration } from '../../../../src/cluster/worker-protocol.ts';
import type { KubernetesObject } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { listedResources } from '../../../../src/prometheus/discovery/listed-resources.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import type { Refusal } from '../../../../src/protocol/targets.ts';
import { below, configuration, drawn, jobsOf, pod, rowBelow, treeOf } from './small-world.ts';

const SHOP = [pod('shop', 'web-1', '10.0.0.1'), pod('shop', 'web-2', '10.0.0.2'), pod('pay', 'db-1', '10.0.1.1', [])];

const PODS = `
scrape_configs:
  - job_name: pods
    kubernetes_sd_configs: [{role: pod}]
    relabel_configs:
      - source_labels: [__meta_kubernetes_namespace]
        regex: shop
        action: keep
      - source_labels: [__meta_kubernetes_pod_name]
        target_label: pod
`;

test('contexts hold configurations, those hold jobs, and these hold targets and what was dropped', async () => {
  assert.equal(
    await drawn(treeOf(SHOP, configuration(PODS)), 6),
    `context kind: connected
  configuration prometheus.yml: 2 active, 1 dropped, 0 failed
    job pods: 2 active, 1 dropped, 0 failed, complete
      target http://10.0.0.1:8080/metrics (Pod shop/web-1)
        final labels: 3
          instance=10.0.0.1:8080
          job=pods
          pod=web-1
        discovered labels: 20
${discovered('10.0.0.1:8080', 'web-1')}
        object (Pod shop/web-1)
      target http://10.0.0.2:8080/metrics (Pod shop/web-2)
        final labels: 3
          instance=10.0.0.2:8080
          job=pods
          pod=web-2
        discovered labels: 20
${discovered('10.0.0.2:8080', 'web-2')}
        object (Pod shop/web-2)
      dropped: 1
        by keep __meta_kubernetes_namespace =~ "shop": 1
          discovered 10.0.1.1 (Pod pay/db-1)`,
  );
});

function discovered(address: string, name: string): string {
  const meta = (label: string, value: string) => `          __meta_kubernetes_${label}=${value}`;
  return [
    `          __address__=${address}`,
    '          __always_scrape_classic_histograms__=false',
    '          __convert_classic_histograms_to_nhcb__=false',
    meta('namespace', 'shop'),
    meta('pod_container_image', 'i'),
    meta('pod_container_init', 'false'),
    meta('pod_container_name', 'main'),
    meta('pod_container_port_number', '8080'),
    meta('pod_ip', address.replace(':8080', '')),
    meta('pod_label_app', 'web'),
    meta('pod_labelpresent_app', 'true'),
    meta('pod_name', name),
    meta('pod_phase', 'Running'),
    meta('pod_ready', 'true'),
    '          __metrics_path__=/metrics',
    '          __scheme__=http',
    '          __scrape_interval__=1m',
    '          __scrape_native_histograms__=false',
    '          __scrape_timeout__=10s',
    '          job=pods',
  ].join('\n');
}

test('targets that are one by their labels have one row with each of them below', async () => {
  const text = `
scrape_configs:
  - job_name: one
    kubernetes_sd_configs: [{role: pod}]
    relabel_configs: [{target_label: __address__, replacement: 'all:1'}]
`;
  assert.equal(
    await drawn(treeOf(SHOP, configuration(text)), 5),
    `context kind: connected
  configuration prometheus.yml: 1 active, 0 dropped, 0 failed
    job one: 1 active, 0 dropped, 0 failed, complete
      target http://all:1/metrics (Pod pay/db-1) ×3
        final labels: 2
        discovered 10.0.1.1 (Pod pay/db-1)
        discovered 10.0.0.1:8080 (Pod shop/web-1)
        discovered 10.0.0.2:8080 (Pod shop/web-2)
        object (Pod pay/db-1)`,
  );
});

test('a filter leaves out targets, and jobs without any', async () => {
  const text = `${PODS}
  - job_name: other
    static_configs: [{targets: ['other:1']}]
`;
  const tree = treeOf(SHOP, configuration(text));
  assert.equal(
    await drawn(tree, 5, { limit: 500, filter: 'WEB-2' }),
    `context kind: connected
  configuration prometheus.yml: 1 active, 0 dropped, 0 failed
    job pods: 1 active, 0 dropped, 0 failed, complete
      target http://10.0.0.2:8080/metrics (Pod shop/web-2)
        final labels: 3
        discovered labels: 20
        object (Pod shop/web-2)`,
  );
  assert.equal(await drawn(tree, 5, { limit: 500, filter: 'nowhere' }), 'context kind: connected');
});

function manyPods(count: number): readonly KubernetesObject[] {
  return Array.from({ length: count }, (_, index) =>
    pod(index % 3 === 0 ? 'a' : 'b', `web-${String(index).padStart(4, '0')}`, `10.1.${index >> 8}.${index & 255}`),
  );
}

test('more than 500 targets are grouped by namespace, and shown page by page', async () => {
  const text = 'scrape_configs: [{job_name: pods, kubernetes_sd_configs: [{role: pod}]}]';
  const tree = treeOf(manyPods(1200), configuration(text));
  assert.equal(
    await drawn(tree, 4),
    `context kind: connected
  configuration prometheus.yml: 1200 active, 0 dropped, 0 failed
    job pods: 1200 active, 0 dropped, 0 failed, complete
      namespace a: 400
      namespace b: 800`,
  );
  const job = await rowBelow(
    tree,
    (await rowBelow(tree, (await rowBelow(tree, null, 'context')).id, 'configuration')).id,
    'job',
  );
  const [, b] = await below(tree, job.id);
  const page = await below(tree, b?.id ?? '');
  assert.deepEqual(
    [page.length, page.at(-1)?.kind, page.at(-1)],
    [501, 'more', { id: `${b?.id}#more`, kind: 'more', parent: b?.id, remaining: 300 }],
  );
  const more = await below(tree, b?.id ?? '', { limit: 1000, filter: '' });
  assert.deepEqual([more.length, more.at(-1)?.kind], [800, 'target']);
  assert.deepEqual(more.slice(0, 500), page.slice(0, 500));
});

test('what is not known of a job is told, and is no empty list', async () => {
  const text = `
scrape_configs:
  - job_name: dns
    dns_sd_configs: [{names: [a]}]
  - job_name: both
    kubernetes_sd_configs: [{role: pod, api_server: 'https://10.0.0.1'}]
    dns_sd_configs: [{names: [a]}]
`;
  assert.equal(
    await drawn(treeOf(SHOP.slice(0, 1), configuration(text)), 4),
    `context kind: connected
  configuration prometheus.yml: 1 active, 0 dropped, 0 failed
    job dns: 0 active, 0 dropped, 0 failed, unknown
      note: What dns_sd_configs discovers is not known here.
    job both: 1 active, 0 dropped, 0 failed, partial
      note: What dns_sd_configs discovers is not known here.
      note: Prometheus asks https://10.0.0.1 here; the rows are those of the current context.
      target http://10.0.0.1:8080/metrics (Pod shop/web-1)`,
  );
});

test('changes are told once, and only what is new', () => {
  const tree = treeOf(SHOP, configuration(PODS));
  const first = tree.takeChanges();
  assert.equal(first?.rows, 'all');
  assert.deepEqual(first?.jobs[0]?.counts, { active: 2, dropped: 1, failed: 0, undecided: 0 });
  assert.equal(tree.takeChanges(), undefined);
  tree.objectsChanged([{ kind: 'Pod', namespace: 'shop', name: 'web-1' }]);
  tree.work(() => true);
  assert.equal(tree.takeChanges(), undefined, 'the object is what it was');
});

test('an object that goes takes its target along', async () => {
  const objects = [...SHOP];
  const tree = new TargetsTree({
    list: kind => objectStore(objects).list(kind),
    find: (kind, namespace, name) => objectStore(objects).find(kind, namespace, name),
  });
  tree.setConfigurations([configuration(PODS)]);
  tree.setKnowledge(() => ({ state: 'complete' }));
  tree.work(() => true);
  tree.takeChanges();
  objects.shift();
  tree.objectsChanged([{ kind: 'Pod', namespace: 'shop', name: 'web-1' }]);
  tree.work(() => true);
  assert.deepEqual(tree.takeChanges()?.jobs[0]?.counts, { active: 1, dropped: 1, failed: 0, undecided: 0 });
});

test('the effect of an unsaved edit is counted and listed', async () => {
  const edited = PODS.replace('regex: shop', 'regex: pay').replace('target_label: pod', 'target_label: name');
  const tree = treeOf(SHOP, configuration(edited, PODS));
  assert.match(await drawn(tree, 3), /job pods: 1 active, 2 dropped, 0 failed, complete, \+1 -2 ~0$/);
  const answer = tree.editEffect('file:///w/prometheus.yml', null);
  assert.ok(answer.ok);
  assert.equal(
    answer.report.text,
    `Effect of the unsaved edit on prometheus.yml

Job pods
    1 added, 2 removed (2 by a rule that drops), 0 relabelled
  - http://10.0.0.1:8080/metrics {instance="10.0.0.1:8080", job="pods", pod="web-1"} (dropped by rule 1: keep __meta_kubernetes_namespace =~ "pay")
  - http://10.0.0.2:8080/metrics {instance="10.0.0.2:8080", job="pods", pod="web-2"} (dropped by rule 1: keep __meta_kubernetes_namespace =~ "pay")
  + http://10.0.1.1/metrics {instance="10.0.1.1", job="pods", name="db-1"}
`,
  );
  const renamed = treeOf(SHOP, configuration(PODS.replace('target_label: pod', 'target_label: name'), PODS));
  assert.match(await drawn(renamed, 3), /\+0 -0 ~2$/);
  const report = renamed.editEffect('file:///w/prometheus.yml', 'pods');
  assert.match(
    report.ok ? report.report.text : '',
    / {2}~ http:\/\/10\.0\.0\.1:8080\/metrics .*: name \(none\) → "web-1", pod "web-1" → \(none\)/,
  );
});

test('a trace tells what each rule does, to the end', async () => {
  const tree = treeOf(SHOP, configuration(PODS));
  const answer = tree.traceLabels(
    { configuration: 'file:///w/prometheus.yml', job: 'pods', rule: null },
    '{__address__="a:1", __meta_kubernetes_namespace="shop", __meta_kubernetes_pod_name="web-9"}',
  );
  assert.ok(answer.ok);
  const { text, links, marks } = answer.report;
  assert.match(text, /^Relabelling of a:1 in job pods\nprometheus\.yml in w\nFrom pasted labels\n/);
  const tail = text.slice(text.indexOf('Rule 1'));
  assert.equal(
    tail,
    `Rule 1: keep __meta_kubernetes_namespace =~ "shop"
    looks at "shop"
    changes nothing

Rule 2: replace __meta_kubernetes_pod_name → pod = "$1"
    looks at "web-9"
  + pod = "web-9"

Active: Prometheus scrapes it
    http://a:1/metrics

Labels of its series
    instance = "a:1"
    job = "pods"
    pod = "web-9"
`,
  );
  const lines = text.split('\n');
  assert.deepEqual(
    links.map(({ line, place }) => [lines[line]?.slice(0, 6), place.rule]),
    [
      ['promet', null],
      ['Rule 1', 0],
      ['Rule 2', 1],
    ],
  );
  assert.deepEqual(
    marks.map(({ line, mark }) => [lines[line], mark]),
    [['  + pod = "web-9"', 'added']],
  );
});

test('text from elsewhere cannot make lines of a report', () => {
  const tree = treeOf([], configuration(PODS));
  const place = { configuration: 'file:///w/prometheus.yml', job: 'pods', rule: null };
  const answer = tree.traceLabels(place, '{"__address__": "a\\nActive: b", "x\u2028y": "z"}');
  assert.ok(answer.ok);
  assert.doesNotMatch(answer.report.text, /^Active/m);
  assert.deepEqual(tree.traceLabels(place, '{a="b" c'), {
    ok: false,
    message: 'These are not labels from `c` on. Write them as {name="value", other="value"}.',
  });
});

test('rows of what is gone are none', async () => {
  const tree = treeOf(SHOP, configuration(PODS));
  for (const id of ['', '{}', '["job"]', '["job",{"configuration":"x","job":"y"}]', 'x#more']) {
    assert.deepEqual(await below(tree, id), [], id);
  }
});

/** The same configuration for an account that has only what is left of it by `left`. */
function ofAccount(text: string, left: string, extent: Refusal['extent']): WorkerConfiguration {
  const refusal = { extent, what: 'pods in pay', reasons: ['It may not list pods in the namespace pay: no rule.'] };
  const accountJobs = jobsOf(left).map(job => ({ job, refusal }));
  return { ...configuration(text), account: 'watch/prometheus', accountJobs };
}

const IN_BOTH = `
scrape_configs:
  - job_name: pods
    kubernetes_sd_configs: [{role: pod, namespaces: {names: [shop, pay]}}]
`;

test('what an account does not get is counted beside what it gets, and marked', async () => {
  const left = IN_BOTH.replace(', pay', '');
  const tree = treeOf(SHOP, ofAccount(IN_BOTH, left, 'part'));
  assert.equal(
    await drawn(tree, 4),
    `context kind: connected
  configuration prometheus.yml: 2 active, 0 dropped, 0 failed
    job pods: 3 active, 0 dropped, 0 failed, complete, 2 active, 0 dropped, 0 failed without pods in pay
      note: Prometheus does not get the targets that are marked “refused”: they are what it would have beside the others.
      note: It may not list pods in the namespace pay: no rule.
      refused http://10.0.1.1/metrics (Pod pay/db-1)
      target http://10.0.0.1:8080/metrics (Pod shop/web-1)
      target http://10.0.0.2:8080/metrics (Pod shop/web-2)`,
  );
  assert.match(await drawn(tree, 3, { limit: 500, filter: 'db-1' }), /job pods: 1 active.*, 0 active.* without pods/);
  const row = await rowBelow(tree, (await rowBelow(tree, null, 'context')).id, 'configuration');
  assert.ok(row.kind === 'configuration');
  const targets = (await below(tree, (await rowBelow(tree, row.id, 'job')).id)).filter(({ kind }) => kind === 'target');
  const traces = targets.map(({ id }) => tree.trace(id)).map(one => (one.ok ? one.report.text : ''));
  assert.match(traces[0] ?? '', /Prometheus does not get it\. It may not list pods[\s\S]*would scrape it/);
  assert.match(traces[1] ?? '', /^(?![\s\S]*does not get it)[\s\S]*Prometheus scrapes it/);
  assert.deepEqual([row.account, row.refused], ['watch/prometheus', 1]);
});

test('rows keep their ids and statuses are told when it becomes known that an account lacks something, and when not', async () => {
  const tree = treeOf(SHOP, configuration(IN_BOTH));
  const ids = async () => {
    const jobRow = await rowBelow(tree, (await rowBelow(tree, '["context",{}]', 'configuration')).id, 'job');
    const children = await below(tree, jobRow.id);
    return [jobRow.id, ...children.flatMap(({ id, kind }) => (kind === 'target' ? [id] : []))];
  };
  const before = await ids();
  tree.takeChanges();
  tree.setConfigurations([ofAccount(IN_BOTH, 'scrape_configs: [{job_name: pods}]', 'all')]);
  tree.work(() => true);
  assert.deepEqual(tree.takeChanges()?.jobs[0]?.refusal?.counts, { active: 0, dropped: 0, failed: 0, undecided: 0 });
  assert.deepEqual(await ids(), before);
  assert.match(await drawn(tree, 3), /job pods: 3 active.*, 0 active/);
  tree.setConfigurations([configuration(IN_BOTH)]);
  tree.work(() => true);
  assert.equal(tree.takeChanges()?.jobs[0]?.refusal, null);
  assert.deepEqual(await ids(), before);
});

test('an account that lacks something makes the cluster be asked for nothing more', () => {
  const plain = treeOf(SHOP, configuration(IN_BOTH));
  const lacking = treeOf(SHOP, ofAccount(IN_BOTH, IN_BOTH.replace(', pay', ''), 'part'));
  const asked = (tree: TargetsTree) => [
    ...new Set(
      tree
        .discoveryConfigs()
        .flatMap(listedResources)
        .map(({ kind, namespace }) => `${kind} ${namespace}`),
    ),
  ];
  assert.deepEqual(asked(lacking), asked(plain));
});
