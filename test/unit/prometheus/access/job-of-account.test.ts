import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobOfAccount } from '../../../../src/prometheus/access/job-of-account.ts';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import { readScrapeJobs } from '../../../../src/prometheus/targets/read-scrape-jobs.ts';
import type { JobDiscovery, ScrapeJob } from '../../../../src/prometheus/targets/scrape-job.ts';
import { parseSource } from '../../../../src/yaml/source.ts';

function jobOf(text: string): ScrapeJob {
  const [document] = parseSource(`scrape_configs: [{job_name: a, ${text}}]`, 'prometheus').documents;
  assert.ok(document);
  const [job] = readScrapeJobs(readPrometheusConfig(document), { ownNamespace: undefined, version: 'unknown' });
  assert.ok(job);
  return job;
}

function inShort(discovery: JobDiscovery): string {
  if (discovery.kind !== 'kubernetes') return discovery.kind;
  const { role, namespaces, attach } = discovery.config;
  const where = namespaces === 'all' ? 'all' : [...namespaces].join('+');
  return [role, where, ...attach].join(' ');
}

/** `extent: what is left: what is refused`; `refused` as `Kind` for the cluster, or `Kind namespace`. */
function left(text: string, ...refused: readonly string[]): string {
  const found = jobOfAccount(jobOf(text), ({ kind, namespace }) => refused.includes(`${kind} ${namespace}`.trim()));
  if (!found) return 'everything';
  const lists = found.refused.map(({ kind, namespace }) => `${kind} ${namespace}`.trim());
  return `${found.extent}: ${found.job.discoveries.map(inShort).join(', ')}: ${lists.join(', ')}`;
}

const SD = (entry: string) => `kubernetes_sd_configs: [{${entry}}]`;
const TWO = 'namespaces: {names: [shop, pay]}';

test('what an account may not list silences each discoverer that waits for it, and no other', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    [SD('role: pod'), [], 'everything'],
    [SD('role: pod'), ['Service'], 'everything'],
    [SD('role: pod'), ['Pod'], 'all: : Pod'],
    [SD('role: endpoints'), ['Service'], 'all: : Service'],
    [SD('role: endpoints'), ['Pod', 'Service'], 'all: : Service, Pod'],
    [SD('role: endpointslice'), ['Pod'], 'all: : Pod'],
    [SD('role: node'), ['Node'], 'all: : Node'],
    [SD(`role: pod, ${TWO}`), ['Pod pay'], 'part: pod shop: Pod pay'],
    [SD(`role: pod, ${TWO}`), ['Pod pay', 'Pod shop'], 'all: : Pod shop, Pod pay'],
    [SD(`role: pod, ${TWO}, attach_metadata: {node: true}`), ['Node'], 'all: : Node'],
    [SD(`role: node, ${TWO}`), ['Node'], 'all: : Node'],
  ];
  for (const [text, refused, wanted] of cases) assert.equal(left(text, ...refused), wanted);
});

test('role pod waits for the lists of controllers, the endpoints roles leave labels out', () => {
  const attach = 'attach_metadata: {deployment: true, job: true, cronjob: true}';
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    [SD(`role: pod, ${attach}`), ['ReplicaSet'], 'all: : ReplicaSet'],
    [SD(`role: endpoints, ${attach}`), ['ReplicaSet'], 'labels: endpoints all job cronjob: ReplicaSet'],
    // The name of a Job is read off its pod.
    [SD(`role: endpointslice, ${attach}`), ['Job'], 'labels: endpointslice all deployment job: Job'],
    [SD(`role: endpoints, ${attach}`), ['Job', 'Service'], 'all: : Service'],
    [
      SD(`role: endpoints, ${TWO}, ${attach}`),
      ['ReplicaSet pay'],
      'labels: endpoints shop deployment job cronjob, endpoints pay job cronjob: ReplicaSet pay',
    ],
    [
      SD(`role: endpoints, ${TWO}, ${attach}`),
      ['ReplicaSet pay', 'Pod shop'],
      'part: endpoints pay job cronjob: Pod shop',
    ],
  ];
  for (const [text, refused, wanted] of cases) assert.equal(left(text, ...refused), wanted);
});

test('other discoveries of the job go on, as do those with other credentials', () => {
  const cases: readonly (readonly [string, string])[] = [
    ["static_configs: [{targets: ['a:1']}], kubernetes_sd_configs: [{role: pod}]", 'part: static: Pod'],
    ['consul_sd_configs: [{}], kubernetes_sd_configs: [{role: pod}]', 'part: unknown: Pod'],
    ['kubernetes_sd_configs: [{role: service}, {role: pod}]', 'part: service all: Pod'],
    ['kubernetes_sd_configs: [{role: pod, kubeconfig_file: /k}]', 'everything'],
    ["kubernetes_sd_configs: [{role: pod, api_server: 'https://x'}]", 'everything'],
    ['kubernetes_sd_configs: [{role: pod, namespaces: {own_namespace: true}}]', 'everything'],
  ];
  for (const [text, wanted] of cases) assert.equal(left(text, 'Pod'), wanted);
});
