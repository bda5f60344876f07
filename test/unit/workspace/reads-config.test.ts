import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readsConfig } from '../../../src/workspace/reads-config.ts';
import { podSpecOf, volumeSourcesOf } from '../../../src/workspace/workload.ts';
import { modelOf } from './read-tree.ts';

interface Case {
  readonly name: string;
  readonly container: string;
  readonly reads: 'yes' | 'perhaps' | 'no';
}

const MOUNT = 'volumeMounts: [{name: config, mountPath: /etc/prometheus/}]';

const CASES: readonly Case[] = [
  { name: 'an image of Prometheus', container: `{image: "prom/prometheus:v3.5.0", ${MOUNT}}`, reads: 'yes' },
  { name: 'by digest', container: `{image: "a.example:5000/b/prometheus@sha256:ab", ${MOUNT}}`, reads: 'yes' },
  { name: 'an image that nobody knows', container: `{image: mine, ${MOUNT}}`, reads: 'perhaps' },
  { name: 'an adapter', container: `{image: a/prometheus-adapter, ${MOUNT}}`, reads: 'perhaps' },
  {
    name: 'an argument names the file',
    container: `{image: mine, args: ["--config.file=/etc/prometheus/prometheus.yml"], ${MOUNT}}`,
    reads: 'yes',
  },
  {
    name: 'a script names the file',
    container: `{image: mine, command: [sh, -c, "exec run --config.file /etc/prometheus/prometheus.yml --debug"], ${MOUNT}}`,
    reads: 'yes',
  },
  {
    name: 'an agent',
    container: `{image: vmagent, args: ["-promscrape.config=/etc/prometheus/prometheus.yml"], ${MOUNT}}`,
    reads: 'yes',
  },
  {
    name: 'an argument names another file',
    container: `{image: prom/alertmanager, args: ["--config.file=/etc/prometheus/alertmanager.yml"], ${MOUNT}}`,
    reads: 'no',
  },
  {
    name: 'a Prometheus with another file',
    container: `{image: prom/prometheus, args: ["--config.file=/etc/prometheus/other.yml"], ${MOUNT}}`,
    reads: 'no',
  },
  {
    name: 'a file that a variable names',
    container: `{image: prom/prometheus, args: ["--config.file=/etc/prometheus/$(FILE)"], ${MOUNT}}`,
    reads: 'yes',
  },
  {
    name: 'a check',
    container: `{image: prom/prometheus, command: [promtool, check, config, /etc/prometheus/prometheus.yml], ${MOUNT}}`,
    reads: 'no',
  },
  {
    name: 'the file alone',
    container:
      '{image: mine, args: ["--config.file=/p.yml"], volumeMounts: [{name: config, mountPath: /p.yml, subPath: prometheus.yml}]}',
    reads: 'yes',
  },
];

for (const { name, container, reads } of CASES)
  test(`${name}: ${reads}`, () => {
    const [object] =
      modelOf(`
      # @file a.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec: {template: {spec: {containers: [${container}], volumes: [{name: config, configMap: {name: c}}]}}}
    `).bundles[0]?.objects ?? [];
    const podSpec = object && podSpecOf(object.object);
    assert.ok(podSpec);
    const [source] = volumeSourcesOf('', podSpec);
    assert.ok(source);
    assert.equal(readsConfig(podSpec, source, 'prometheus.yml'), reads);
  });
