import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConfigCache, createConfigCache } from '../../../../src/prometheus/config/cache.ts';
import { checkConfig } from '../../../../src/prometheus/config/check.ts';
import { readCachedConfig } from '../../../../src/prometheus/config/read.ts';
import type { Finding } from '../../../../src/schema/finding.ts';
import { parseSource, type SourceFile, updateSource } from '../../../../src/yaml/source.ts';
import { Random } from '../../../conformance/random.ts';
import { analyse } from './check-config.ts';

const JOBS = 20;

const TEXT = `global:
  scrape_interval: 30s
scrape_configs:
${Array.from({ length: JOBS }, (_, index) => jobText(index)).join('')}`;

function jobText(index: number): string {
  return `  - job_name: job-${index}
    scrape_timeout: ${index === 7 ? '40s' : '10s'}
    kubernetes_sd_configs:
      - role: ${index === 5 ? 'pdo' : 'pod'}
    relabel_configs:
      - action: keep
        regex: '${index === 3 ? '(' : 'a'}'
`;
}

function check(file: SourceFile, cache: ConfigCache): readonly Finding[] {
  const [document] = file.documents;
  return document === undefined ? [] : checkConfig(document, file, { version: 'unknown', cache });
}

function insert(file: SourceFile, where: string, text: string): SourceFile {
  const start = file.text.indexOf(where);
  return updateSource(file, { start, end: start, text });
}

/** How many jobs the cache gained. */
function checkedAnew(cache: ConfigCache, run: () => void): number {
  let count = 0;
  const { set } = cache.checkedJobs;
  cache.checkedJobs.set = (key, value) => {
    count++;
    return set.call(cache.checkedJobs, key, value);
  };
  run();
  cache.checkedJobs.set = set;
  return count;
}

test('after an edit in one job only that job is checked again, and all findings move along', () => {
  const cache = createConfigCache();
  let file = parseSource(TEXT, 'prometheus');
  assert.equal(
    checkedAnew(cache, () => check(file, cache)),
    JOBS,
  );
  file = insert(file, 'job-2', 'long-name-');
  let found: readonly Finding[] = [];
  assert.equal(
    checkedAnew(cache, () => {
      found = check(file, cache);
    }),
    1,
  );
  assert.deepEqual(found, analyse(file.text, 'unknown'));
  assert.equal(found.length, 3);
});

test('a change of the global settings that jobs inherit checks all jobs, another one none', () => {
  const cache = createConfigCache();
  let file = parseSource(TEXT, 'prometheus');
  check(file, cache);
  file = insert(file, 'scrape_interval', 'evaluation_interval: 1m\n  ');
  assert.equal(
    checkedAnew(cache, () => check(file, cache)),
    0,
  );
  file = insert(file, '30s', '1');
  assert.equal(
    checkedAnew(cache, () => assert.deepEqual(check(file, cache), analyse(file.text, 'unknown'))),
    JOBS,
  );
});

test('a job with an alias is checked each time, so that the anchor may move', () => {
  const text = `scrape_configs:
  - job_name: a
    relabel_configs: &rules
      - action: kep
  - job_name: b
    relabel_configs: *rules
`;
  const cache = createConfigCache();
  let file = parseSource(text, 'prometheus');
  check(file, cache);
  file = insert(file, 'relabel_configs: &', 'scheme: https\n    ');
  assert.deepEqual(check(file, cache), analyse(file.text, 'unknown'));
});

test('after random edits the cached findings and views are those of a fresh reading', () => {
  const random = new Random(11);
  const cache = createConfigCache();
  let file = parseSource(TEXT, 'prometheus');
  for (let round = 0; round < 150; round++) {
    const start = random.below(file.text.length);
    const end = start + random.below(3);
    const text = random.pick(['a', '', ' ', '\n', ':', '- ', '1', "'", 'job_name: x\n', '  - job_name: y\n', '#']);
    file = updateSource(file, { start, end, text });
    assert.deepEqual(check(file, cache), analyse(file.text, 'unknown'));
    const [document] = file.documents;
    const [fresh] = parseSource(file.text, 'prometheus').documents;
    if (document === undefined || fresh === undefined) continue;
    const names = (of: typeof document) =>
      readCachedConfig(of, of === fresh ? createConfigCache() : cache).scrapeConfigs.map(
        ({ jobName, relabelConfigs }) => [
          jobName.state === 'set' ? jobName.value : jobName.state,
          relabelConfigs.map(({ rule }) => rule),
        ],
      );
    assert.deepEqual(names(document), names(fresh));
  }
});
