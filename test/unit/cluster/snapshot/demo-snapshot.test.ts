import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DEMO_SNAPSHOT, demoSnapshot } from '../../../../src/cli/demo-snapshot.ts';
import { parseSnapshot } from '../../../../src/cluster/snapshot/parse-snapshot.ts';
import { countsOf } from '../../../../src/cluster/tree/tree-model.ts';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import { LiveTargets } from '../../../../src/prometheus/targets/live-targets.ts';
import { readScrapeJobs } from '../../../../src/prometheus/targets/read-scrape-jobs.ts';
import { parseSource } from '../../../../src/yaml/source.ts';

const DEMO = path.dirname(DEMO_SNAPSHOT);

/** The counts of each job over the recording: active, dropped, failed. */
function jobCounts(config: string): Readonly<Record<string, string>> {
  const reading = parseSnapshot(readFileSync(DEMO_SNAPSHOT, 'utf8'));
  assert.ok(reading.ok);
  assert.equal(reading.snapshot.skipped, 0);
  const [document] = parseSource(config, 'prometheus').documents;
  assert.ok(document);
  const jobs = readScrapeJobs(readPrometheusConfig(document), { ownNamespace: undefined, version: 'unknown' });
  const live = new LiveTargets(objectStore(reading.snapshot.objects));
  live.setJobs(new Map(jobs.map(job => [job.pool.jobName, job])));
  live.work(() => true);
  return Object.fromEntries(
    jobs.map(({ pool: { jobName } }) => {
      const { active, dropped, failed } = countsOf(live.pool(jobName)?.verdicts.counts);
      return [jobName, `${active} ${dropped} ${failed}`];
    }),
  );
}

test('the recording of the demo is the one that its script makes of the manifests', () => {
  assert.equal(readFileSync(DEMO_SNAPSHOT, 'utf8'), demoSnapshot(), 'run `node src/cli/demo-snapshot.ts`');
});

test('a configuration that loads shows targets, dropped and failed ones', () => {
  assert.deepEqual(jobCounts(readFileSync(path.join(DEMO, 'live/prometheus.yml'), 'utf8')), {
    'shop-pods': '7 10 0',
    services: '7 17 0',
    'front-door': '0 0 1',
    kubelets: '4 0 0',
  });
});

test('so does the one with the mistakes, once the field that Prometheus refuses is corrected', () => {
  const manifest = readFileSync(path.join(DEMO, 'prometheus/config.yaml'), 'utf8');
  const [, indented = ''] = manifest.split('prometheus.yml: |\n');
  assert.deepEqual(jobCounts(indented.replaceAll(/^ {4}/gm, '').replace('rol:', 'role:')), {
    prometheus: '1 0 0',
    storefront: '3 11 0',
    checkout: '0 33 0',
    payments: '2 15 0',
    postgres: '1 13 0',
    kubelets: '4 0 0',
    'shop-front-door': '1 0 0',
  });
});
