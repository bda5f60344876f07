import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concernsPrometheus, type ManifestFacts } from '../../../src/workspace/concerns-prometheus.ts';
import { parseSource } from '../../../src/yaml/source.ts';
import { SAID } from './said-prometheus.ts';

type Facts = Omit<ManifestFacts, 'file'>;

const NOTHING: Facts = { holds: 'none', bundles: 'unknown' };

function concerns(text: string, facts: Facts = NOTHING): boolean {
  return concernsPrometheus({ ...facts, file: parseSource(text, 'manifest') });
}

for (const { what, text, is } of SAID)
  test(`says Prometheus of itself: ${what}`, () => assert.equal(concerns(text), is));

const named = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;

test('what holds a configuration, or is brought into a cluster with one, concerns Prometheus whatever it says', () => {
  assert.equal(concerns(named('web'), { holds: 'configuration', bundles: 'unknown' }), true);
  assert.equal(concerns(named('web'), { holds: 'none', bundles: 'configuration' }), true);
  assert.equal(concerns(named('web'), { holds: 'none', bundles: 'none' }), false);
  assert.equal(concerns(named('prometheus'), { holds: 'none', bundles: 'none' }), true);
});

test('every prefix has an answer', () => {
  for (const { text } of SAID) for (let end = 0; end <= text.length; end++) concerns(text.slice(0, end));
});
