import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessPlace } from '../../../../src/prometheus/access/access-place.ts';
import { requiredAccess } from '../../../../src/prometheus/access/required-access.ts';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import { createRegexCache } from '../../../../src/prometheus/relabel/regex.ts';
import { parseSource } from '../../../../src/yaml/source.ts';
import { AT_HOME } from './needs.ts';

/** The texts that the reasons of a configuration point at. */
function placesIn(text: string): readonly (string | undefined)[] {
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  const config = readPrometheusConfig(document);
  const { needs } = requiredAccess({ text, document, config, home: AT_HOME, regexes: createRegexCache(10) });
  return needs
    .flatMap(({ reasons }) => reasons.map(reason => accessPlace(reason, document, config)))
    .map(span => span && text.slice(span.start, span.end));
}

const TOKEN = 'authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}, scheme: https';

test('a reason points at what is written', () => {
  const rows: readonly (readonly [text: string, ...places: readonly string[]])[] = [
    ['scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod}]}]', 'pod'],
    [
      'scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod, attach_metadata: {node: yes}}]}]',
      'pod',
      'yes',
    ],
    ['alerting: {alertmanagers: [{kubernetes_sd_configs: [{role: pod}]}]}', 'pod'],
    [`scrape_configs: [{job_name: a, ${TOKEN}, kubernetes_sd_configs: [{role: node}]}]`, 'node', 'a'],
    [
      `scrape_configs: [{job_name: a, ${TOKEN}, metrics_path: /stats/x, kubernetes_sd_configs: [{role: node}]}]`,
      'node',
      '/stats/x',
    ],
    [
      `scrape_configs: [{job_name: a, ${TOKEN}, kubernetes_sd_configs: [{role: node}], relabel_configs: [{target_label: __metrics_path__, replacement: /pods}]}]`,
      'node',
      '/pods',
    ],
  ];
  for (const [text, ...places] of rows) assert.deepEqual(placesIn(text), places, text);
});
