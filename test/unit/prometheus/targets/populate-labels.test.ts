import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRegexCache } from '../../../../src/prometheus/relabel/regex.ts';
import { DEFAULT_RELABEL_RULE } from '../../../../src/prometheus/relabel/rule.ts';
import { relabelSettings } from '../../../../src/prometheus/relabel/settings.ts';
import { targetIdentity } from '../../../../src/prometheus/targets/identity.ts';
import { type DefaultPortFlag, targetBehaviour } from '../../../../src/prometheus/targets/older-versions.ts';
import { populateLabels } from '../../../../src/prometheus/targets/populate-labels.ts';
import { defaultScrapePool, type ScrapePool } from '../../../../src/prometheus/targets/scrape-pool.ts';
import { publicLabels, type Target } from '../../../../src/prometheus/targets/target.ts';
import { type KnownVersion, parseVersion } from '../../../../src/prometheus/version.ts';

type Plain = Readonly<Record<string, string>>;

const JOB = defaultScrapePool('job');

function populate(pool: ScrapePool, target: Plain, group: Plain = {}, version: KnownVersion = 'unknown'): Target {
  return populateAs(pool, target, group, version, 'not-set');
}

function populateAs(
  pool: ScrapePool,
  target: Plain,
  group: Plain,
  version: KnownVersion,
  flag: DefaultPortFlag,
): Target {
  const settings = {
    relabel: relabelSettings('utf8', version, createRegexCache(10)),
    behaviour: targetBehaviour(version, flag),
  };
  return populateLabels(pool, new Map(Object.entries(target)), new Map(Object.entries(group)), settings);
}

test('a target gets labels of its group and job, and an instance', () => {
  const target = populate(JOB, { __address__: 'h:1', __meta_x: 'y', a: '' }, { a: 'group', b: 'group' });
  assert.ok(target.state === 'active');
  assert.deepEqual(Object.fromEntries(target.discovered), {
    __address__: 'h:1',
    __meta_x: 'y',
    b: 'group',
    job: 'job',
    __scrape_interval__: '1m',
    __scrape_timeout__: '10s',
    __metrics_path__: '/metrics',
    __scheme__: 'http',
    __convert_classic_histograms_to_nhcb__: 'false',
    __always_scrape_classic_histograms__: 'false',
    __scrape_native_histograms__: 'false',
  });
  assert.ok(!target.labels.has('__meta_x'));
  assert.deepEqual(Object.fromEntries(publicLabels(target.labels)), { b: 'group', instance: 'h:1', job: 'job' });
  assert.equal(target.url, 'http://h:1/metrics');
});

test('a rule that drops is named', () => {
  const pool = {
    ...JOB,
    relabelRules: [
      { ...DEFAULT_RELABEL_RULE, targetLabel: 'x' },
      { ...DEFAULT_RELABEL_RULE, action: 'drop' as const },
    ],
  };
  const target = populate(pool, { __address__: 'h:1' });
  assert.ok(target.state === 'dropped');
  assert.equal(target.droppedBy, 1);
});

const FAILURES: readonly (readonly [labels: Plain, reason: string, message: string])[] = [
  [{}, 'no-address', 'no address'],
  [{ __address__: 'http://h' }, 'slash-in-address', '"http://h" is not a valid hostname'],
  [
    { __address__: 'h', __scrape_interval__: '2x' },
    'invalid-scrape-interval',
    'error parsing scrape interval: unknown unit "x" in duration "2x"',
  ],
  [{ __address__: 'h', __scrape_interval__: '0' }, 'zero-scrape-interval', 'scrape interval cannot be 0'],
  [
    { __address__: 'h', __scrape_timeout__: '-1s' },
    'invalid-scrape-timeout',
    'error parsing scrape timeout: not a valid duration string: "-1s"',
  ],
  [{ __address__: 'h', __scrape_timeout__: '0s' }, 'zero-scrape-timeout', 'scrape timeout cannot be 0'],
  [
    { __address__: 'h', __scrape_timeout__: '2m' },
    'timeout-above-interval',
    'scrape timeout cannot be greater than scrape interval ("2m" > "1m")',
  ],
  [
    { __address__: 'h', __scrape_native_histograms__: 'yes' },
    'invalid-histogram-label',
    'error parsing scrape native histograms: strconv.ParseBool: parsing "yes": invalid syntax',
  ],
];

for (const [labels, reason, message] of FAILURES) {
  test(`a target fails: ${reason}`, () => {
    const target = populate(JOB, labels);
    assert.ok(target.state === 'failed');
    assert.deepEqual([target.reason, target.message], [reason, message]);
  });
}

const URLS: readonly (readonly [labels: Plain, params: Readonly<Record<string, readonly string[]>>, url: string])[] = [
  [{ __metrics_path__: 'm?x=1' }, {}, 'http://h:1/m%3Fx=1'],
  [{ __metrics_path__: '/ä b' }, {}, 'http://h:1/%C3%A4%20b'],
  [{ __param_b: 'x y&z' }, { b: ['1', '2'], a: ['ä'] }, 'http://h:1/metrics?a=%C3%A4&b=x+y%26z&b=2'],
  [{ __scheme__: 'https', __address__: '[::1]' }, {}, 'https://[::1]/metrics'],
  [{}, { a: [] }, 'http://h:1/metrics'],
];

for (const [labels, params, url] of URLS) {
  test(`scrape URL ${url}`, () => {
    const target = populate({ ...JOB, params: new Map(Object.entries(params)) }, { __address__: 'h:1', ...labels });
    assert.equal(target.state === 'active' ? target.url : target.state, url);
  });
}

interface PortCase {
  readonly version: string;
  readonly flag: DefaultPortFlag;
  readonly address: string;
  readonly scheme: string;
  /** The address that is scraped and the instance, or the failure. */
  readonly expected: readonly [address: string, instance: string] | string;
}

const PORTS: readonly PortCase[] = [
  { version: '3.0', flag: 'set', address: 'h', scheme: 'http', expected: ['h', 'h'] },
  { version: '3.0', flag: 'set', address: 'h:80', scheme: 'http', expected: ['h:80', 'h:80'] },
  { version: '2.55', flag: 'not-set', address: 'h', scheme: 'http', expected: ['h:80', 'h:80'] },
  { version: '2.37', flag: 'set', address: 'h', scheme: 'https', expected: ['h:443', 'h:443'] },
  { version: '2.40', flag: 'set', address: 'h', scheme: 'http', expected: ['h', 'h'] },
  { version: '2.40', flag: 'set', address: 'h:80', scheme: 'http', expected: ['h', 'h:80'] },
  { version: '2.40', flag: 'set', address: '[::1]:443', scheme: 'https', expected: ['::1', '[::1]:443'] },
  { version: '2.40', flag: 'set', address: 'h:80', scheme: 'https', expected: ['h:80', 'h:80'] },
  { version: '2.40', flag: 'not-set', address: '::1', scheme: 'http', expected: ['::1', '::1'] },
  { version: '2.40', flag: 'not-set', address: '[::1]', scheme: 'http', expected: ['[::1]:80', '[::1]:80'] },
  { version: '2.40', flag: 'not-set', address: 'h', scheme: 'ftp', expected: 'invalid-scheme' },
  { version: 'unknown', flag: 'not-set', address: 'h', scheme: 'ftp', expected: ['h', 'h'] },
];

for (const { version, flag, address, scheme, expected } of PORTS) {
  test(`port of ${address} by ${scheme} in ${version}, no-default-scrape-port ${flag}`, () => {
    const target = populateAs(JOB, { __address__: address, __scheme__: scheme }, {}, parseVersion(version), flag);
    if (target.state === 'failed') return assert.equal(target.reason, expected);
    assert.ok(target.state === 'active');
    assert.deepEqual([target.labels.get('__address__'), target.labels.get('instance')], expected);
  });
}

test('older versions: parameters overwrite labels, there are no histogram labels', () => {
  const pool = { ...JOB, params: new Map([['a', ['job']]]) };
  const labels = { __address__: 'h:1', __param_a: 'target', __scrape_native_histograms__: 'whatever' };
  const old = populate(pool, labels, {}, { major: 2, minor: 55 });
  assert.equal(old.state === 'active' ? old.url : old.state, 'http://h:1/metrics?a=job');
  assert.equal(old.discovered.has('__always_scrape_classic_histograms__'), false);
  const now = populate({ ...pool }, { __address__: 'h:1', __param_a: 'target' });
  assert.equal(now.state === 'active' ? now.url : now.state, 'http://h:1/metrics?a=target');
});

test('targets with equal labels and URL are one, in whatever order the labels came', () => {
  const one = targetIdentity(
    new Map([
      ['a', '1'],
      ['b', '2'],
    ]),
    'u',
  );
  assert.equal(
    targetIdentity(
      new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
      'u',
    ),
    one,
  );
  assert.notEqual(
    targetIdentity(
      new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
      'v',
    ),
    one,
  );
  assert.notEqual(
    targetIdentity(
      new Map([
        ['a', '1'],
        ['b', '2'],
        ['__tmp', 'x'],
      ]),
      'u',
    ),
    one,
  );
});
