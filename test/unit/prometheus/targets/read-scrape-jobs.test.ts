import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import { plainKey } from '../../../../src/prometheus/targets/plain-key.ts';
import { readScrapeJobs } from '../../../../src/prometheus/targets/read-scrape-jobs.ts';
import type { ScrapeJob } from '../../../../src/prometheus/targets/scrape-job.ts';
import { parseSource } from '../../../../src/yaml/source.ts';

function jobsOf(text: string): readonly ScrapeJob[] {
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  return readScrapeJobs(readPrometheusConfig(document), { ownNamespace: 'monitoring', version: 'unknown' });
}

function onlyJob(text: string): ScrapeJob {
  const [job] = jobsOf(text);
  assert.ok(job);
  return job;
}

test('a job without anything has the defaults of Prometheus', () => {
  const { pool, names, discoveries } = onlyJob('scrape_configs: [{job_name: a}]');
  assert.deepEqual(discoveries, []);
  assert.equal(names, 'utf8');
  assert.deepEqual(
    [pool.jobName, pool.scrapeInterval, pool.scrapeTimeout, pool.metricsPath, pool.scheme],
    ['a', 60_000, 10_000, '/metrics', 'http'],
  );
});

test('what a job does not say, it inherits', () => {
  const rows: readonly (readonly [global: string, job: string, interval: number, timeout: number])[] = [
    ['{}', '', 60_000, 10_000],
    ['{scrape_interval: 5s}', '', 5000, 5000],
    ['{scrape_interval: 2m, scrape_timeout: 30s}', '', 120_000, 30_000],
    ['{scrape_timeout: 30s}', 'scrape_interval: 15s', 15_000, 15_000],
    ['{scrape_interval: 5s}', 'scrape_interval: 1h', 3_600_000, 5000],
    ['{scrape_interval: 0s}', 'scrape_timeout: 7s', 60_000, 7000],
    ['', 'scrape_interval:', 60_000, 10_000],
  ];
  for (const [global, job, interval, timeout] of rows) {
    const { pool } = onlyJob(`global: ${global}\nscrape_configs:\n  - job_name: a\n    ${job}\n`);
    assert.deepEqual([pool.scrapeInterval, pool.scrapeTimeout], [interval, timeout], `${global} ${job}`);
  }
});

test('a null path is empty, a null option of histograms is inherited', () => {
  const { pool } = onlyJob(`
global: {scrape_native_histograms: true, always_scrape_classic_histograms: true}
scrape_configs:
  - job_name: a
    metrics_path:
    scheme:
    scrape_native_histograms:
    always_scrape_classic_histograms: false
`);
  assert.deepEqual([pool.metricsPath, pool.scheme], ['', '']);
  assert.deepEqual([pool.scrapeNativeHistograms, pool.alwaysScrapeClassicHistograms], [true, false]);
});

test('every kind of discovery is told', () => {
  const { discoveries } = onlyJob(`
scrape_configs:
  - job_name: a
    kubernetes_sd_configs:
      - role: pod
        namespaces: {own_namespace: true}
      - role: node
        api_server: https://10.0.0.1
    static_configs:
      - targets: [a:1, b:2]
        labels: {team: x}
    dns_sd_configs:
      - names: [a]
`);
  assert.deepEqual(
    discoveries.map(one => (one.kind === 'kubernetes' ? [one.config.role, one.otherServer] : one.kind)),
    [['pod', ''], ['node', 'https://10.0.0.1'], 'static', 'unknown'],
  );
  const [pods, , fixed] = discoveries;
  assert.deepEqual(pods?.kind === 'kubernetes' && pods.config.namespaces, new Set(['monitoring']));
  assert.deepEqual(fixed?.kind === 'static' && fixed.groups, [
    {
      source: '0',
      labels: new Map([['team', 'x']]),
      targets: [new Map([['__address__', 'a:1']]), new Map([['__address__', 'b:2']])],
    },
  ]);
});

test('jobs can be sent to another thread, and equal jobs have equal keys', () => {
  const text = `
scrape_configs:
  - job_name: a
    kubernetes_sd_configs: [{role: pod, selectors: [{role: pod, label: 'app in (a, b)', field: 'spec.nodeName=x'}]}]
    relabel_configs: [{action: hashmod, source_labels: [a], modulus: 7, target_label: b}]
`;
  const [job] = jobsOf(text);
  assert.equal(plainKey(structuredClone(job)), plainKey(jobsOf(`# moved\n${text}`)[0]));
  assert.notEqual(plainKey(job), plainKey(jobsOf(text.replace('modulus: 7', 'modulus: 8'))[0]));
});
