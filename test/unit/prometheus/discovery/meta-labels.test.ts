import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTACH_METADATA_OPTIONS, KUBERNETES_ROLES } from '../../../../src/prometheus/config/kubernetes-sd-config.ts';
import {
  findMetaLabel,
  META_LABELS,
  metaLabelsBeginning,
  metaLabelsOf,
} from '../../../../src/prometheus/discovery/meta-labels.ts';
import { isMeantAsMetaLabel, nearestMetaLabel } from '../../../../src/prometheus/discovery/nearest-meta-label.ts';
import { sanitizeLabelName } from '../../../../src/prometheus/discovery/sanitize-label-name.ts';

const ALL_OPTIONS = new Set(ATTACH_METADATA_OPTIONS);

test('labels, members of families and neither are told apart', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['pod_name', 'known', ''],
    ['pod_label_app_kubernetes_io_name', 'known', 'app_kubernetes_io_name'],
    ['pod_labelpresent_app', 'known', 'app'],
    ['endpointslice_endpoint_topology_present_zone', 'known', 'zone'],
    ['node_condition_memorypressure', 'known', 'memorypressure'],
    ['node_address_InternalIP', 'known', 'InternalIP'],
    ['node_condition_Ready', 'unwritable', 'Ready'],
    ['pod_annotation_prometheus.io/scrape', 'unwritable', 'prometheus.io/scrape'],
    ['pod_label__app', 'unwritable', '_app'],
    ['pod_label_', 'unknown', ''],
    ['pod_namespace', 'unknown', ''],
    ['Pod_name', 'unknown', ''],
    ['', 'unknown', ''],
  ];
  for (const [name, kind, argument] of table) {
    const found = findMetaLabel(`__meta_kubernetes_${name}`);
    assert.equal(found.kind, kind, name);
    assert.equal(found.kind === 'unknown' ? '' : found.argument, argument, name);
  }
  assert.equal(findMetaLabel('pod_name').kind, 'unknown');
});

test('names are unique and every label has a source and a sentence', () => {
  assert.equal(new Set(META_LABELS.map(label => label.name)).size, META_LABELS.length);
  for (const label of META_LABELS) {
    assert.ok(label.sources.length > 0, label.name);
    assert.match(label.documentation, /\.$/, label.name);
    assert.equal(label.name.endsWith('_'), label.argument !== 'none', label.name);
    const roles = label.sources.map(source => source.role);
    assert.equal(new Set(roles).size, roles.length, label.name);
  }
});

test('a role sets more labels with attach_metadata than without, or the same', () => {
  for (const role of KUBERNETES_ROLES) {
    const without = metaLabelsOf(role, new Set());
    const all = metaLabelsOf(role, ALL_OPTIONS);
    assert.ok(
      without.every(label => all.includes(label)),
      role,
    );
    assert.equal(all.length > without.length, role !== 'node', role);
  }
});

test('labels are found by a beginning, also inside a family', () => {
  const names = (prefix: string) =>
    metaLabelsBeginning(`__meta_kubernetes_${prefix}`).map(label => label.name.slice(18));
  assert.deepEqual(names('node_condition_'), ['node_condition_']);
  assert.deepEqual(names('service_label_app_'), ['service_label_']);
  assert.deepEqual(names('pod_labels_'), []);
  assert.equal(names('').length, META_LABELS.length);
});

test('the nearest label is one of those that the role sets', () => {
  const table: readonly (readonly [string, string, string | undefined])[] = [
    ['pod', '__meta_kubernetes_pod_namespace', 'namespace'],
    ['pod', '__meta_kubernetes_namespace_name', 'namespace'],
    ['pod', '__meta_kubernetes_pod_nam', 'pod_name'],
    ['pod', '__meta_kubernetes_pod_container_port_nmae', 'pod_container_port_name'],
    ['pod', '__meta_kubernetes_pod_labels_app', 'pod_label_app'],
    ['pod', '__meta_kubernetes_pod_lable_app_name', 'pod_label_app_name'],
    ['pod', '__meta_kubernetes_pod_annotation_prometheus.io/scrape', 'pod_annotation_prometheus_io_scrape'],
    ['pod', '__meta_kubernetes_pod_label__app', 'pod_label_app'],
    ['pod', '__meta_kubernets_pod_name', 'pod_name'],
    ['pod', '_meta_kubernetes_pod_name', 'pod_name'],
    ['pod', 'meta_kubernetes_pod_name', 'pod_name'],
    ['pod', '__meta_kubernetes_pod_node', 'pod_node_name'],
    ['pod', '__meta_kubernetes_service_nam', undefined],
    ['service', '__meta_kubernetes_service_nam', 'service_name'],
    ['service', '__meta_kubernetes_service_namespace', 'namespace'],
    ['service', '__meta_kubernetes_service_port', 'service_port_number'],
    ['endpoints', '__meta_kubernetes_endpoints_port_name', 'endpoint_port_name'],
    ['endpoints', '__meta_kubernetes_endpoint_name', 'endpoints_name'],
    ['endpointslice', '__meta_kubernetes_endpointslice_port_number', 'endpointslice_port'],
    ['node', '__meta_kubernetes_node_condition_Ready', 'node_condition_ready'],
    ['node', '__meta_kubernetes_namespace_name', undefined],
    ['node', '__meta_consul_service', undefined],
    ['node', '', undefined],
  ];
  for (const [role, name, expected] of table) {
    const candidates = metaLabelsOf(KUBERNETES_ROLES.find(one => one === role) ?? 'pod', ALL_OPTIONS);
    const full = expected === undefined ? undefined : `__meta_kubernetes_${expected}`;
    assert.equal(nearestMetaLabel(name, candidates), full, `${role} ${name}`);
  }
});

test('what is meant as a label of Kubernetes discovery', () => {
  const yes = [
    '__meta_kubernetes_pod_name',
    '__meta_kubernetes_foo',
    '_meta_kubernetes_pod_name',
    '__meta_kubernete_x',
  ];
  const no = [
    '__meta_consul_service',
    '__address__',
    'pod',
    '',
    '__meta_pod_name',
    'kubernetes_pod_name',
    '__tmp_meta',
  ];
  for (const name of yes) assert.ok(isMeantAsMetaLabel(name), name);
  for (const name of no) assert.ok(!isMeantAsMetaLabel(name), name);
});

test('keys are sanitised by code point', () => {
  assert.equal(sanitizeLabelName('app.kubernetes.io/name'), 'app_kubernetes_io_name');
  assert.equal(sanitizeLabelName('é-😀_9'), '____9');
  assert.equal(sanitizeLabelName(''), '');
});
