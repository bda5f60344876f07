import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROMETHEUS_SHAPE } from '../../../../src/prometheus/config/prometheus-shape.ts';
import { keyOf, lineOf } from '../../../../src/schema/block-line.ts';
import { completeIn } from '../../../../src/schema/complete.ts';
import { cursorAt } from '../../../../src/schema/cursor.ts';
import { hoverIn } from '../../../../src/schema/hover.ts';
import { parseSource } from '../../../../src/yaml/source.ts';
import { BASES } from '../../../conformance/config/bases.ts';
import { parseFixture } from '../../check-fixture.ts';
import { analyse } from './check-config.ts';

function complete(text: string, offset: number) {
  return completeIn(text, offset, PROMETHEUS_SHAPE, () => false);
}

/** The line's key half-typed, and everything behind it on the line gone. */
interface HalfTyped {
  readonly text: string;
  readonly offset: number;
  readonly key: string;
}

function* halfTyped(text: string): Generator<HalfTyped> {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const { column, rest } = lineOf(line, 0);
    const key = keyOf(rest)?.key;
    if (key === undefined) continue;
    for (const typed of ['', key.slice(0, 1), key]) {
      const before = [...lines.slice(0, index), line.slice(0, column) + typed].join('\n');
      yield { text: [before, ...lines.slice(index + 1)].join('\n'), offset: before.length, key };
    }
  }
}

/** Keys in mappings that may have any key. */
const FREE = new Set(['cluster', 'replica', 'collect[]', 'module', 'env', 'a', 'X-Scope-OrgID', 'Proxy-Thing']);

test('wherever a key stands in our configurations it is offered while it is typed', () => {
  for (const base of BASES) {
    for (const { text, offset, key } of halfTyped(base)) {
      const found = complete(text, offset).map(one => one.label);
      assert.equal(found.includes(key), !FREE.has(key), `${key} in\n${text.slice(0, offset)}<|>`);
    }
  }
});

test('every completion, taken, is a field of its mapping', () => {
  const tried = new Set<string>();
  for (const base of BASES) {
    for (const { text, offset } of halfTyped(base)) {
      const path = JSON.stringify(cursorAt(text, offset)?.path);
      for (const { replaces, snippet, label } of complete(text, offset)) {
        if (tried.has(path + label)) continue;
        tried.add(path + label);
        const taken = text.slice(0, replaces.start) + snippet.replaceAll(/\$\d/g, '') + text.slice(replaces.end);
        const wrong = analyse(taken, 'unknown').filter(
          ({ code, data }) => code === 'config/unknown-field' && data['field'] === label,
        );
        assert.deepEqual(wrong, [], taken);
      }
    }
  }
});

const OFFERED: readonly (readonly [where: string, fixture: string, labels: readonly string[]])[] = [
  [
    'roles',
    'scrape_configs:\n  - job_name: a\n    kubernetes_sd_configs:\n      - role: <|>',
    ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'],
  ],
  [
    'namespaces',
    'scrape_configs:\n  - kubernetes_sd_configs:\n      - namespaces:\n          <|>',
    ['own_namespace', 'names'],
  ],
  ['booleans', 'scrape_configs:\n  - honor_labels: <|>', ['true', 'false']],
  [
    'sections',
    'global:\n<|>',
    [
      'rule_files',
      'scrape_config_files',
      'scrape_configs',
      'runtime',
      'alerting',
      'remote_write',
      'remote_read',
      'storage',
      'tracing',
      'otlp',
    ],
  ],
];

for (const [where, fixture, labels] of OFFERED) {
  test(`what is offered for ${where}`, () => {
    const { text, cursor = 0 } = parseFixture(fixture);
    assert.deepEqual(
      complete(text, cursor).map(one => one.label),
      labels,
    );
  });
}

test('the manual over a key and over a role', () => {
  const text = 'scrape_configs:\n  - kubernetes_sd_configs:\n      - role: pod\n';
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  const over = (word: string) => hoverIn(document, text.indexOf(word) + 1, PROMETHEUS_SHAPE)?.markdown ?? '';
  assert.match(over('role'), /^\*\*role\*\*: .*required/);
  assert.match(over('role'), /#kubernetes_sd_config\)/);
  assert.match(over('pod'), /One target per declared container port/);
});
