import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFieldSelector } from '../../../../src/kubernetes/field-selector.ts';
import { parseLabelSelector } from '../../../../src/kubernetes/label-selector.ts';
import type { ObjectSelector } from '../../../../src/prometheus/discovery/discovery-config.ts';
import { groupOf } from '../../../../src/prometheus/discovery/kubernetes-discovery.ts';
import { unsupportedFields } from '../../../../src/prometheus/discovery/listed-objects.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import { discovered, discoveryConfig, object } from './discovered.ts';

function selector(label: string, field: string): ObjectSelector {
  const [labels, fields] = [parseLabelSelector(label), parseFieldSelector(field)];
  assert.ok(labels.ok && fields.ok);
  return { label: labels.selector, field: fields.selector };
}

function controlledBy(kind: string, name: string): object {
  return {
    ownerReferences: [
      { kind: 'Node', name: 'x' },
      { kind, name, controller: true },
    ],
  };
}

function pod(name: string, metadata: object = {}, nodeName = 'n'): ReturnType<typeof object> {
  return object('Pod', name, { spec: { nodeName, containers: [{}] }, status: { podIP: '10.0.0.1' } }, metadata);
}

function sources(lines: readonly string[]): readonly string[] {
  return lines.filter(line => !line.startsWith(' ')).map(line => line.split(' ')[0] ?? '');
}

test('namespaces and selectors decide which objects are listed', () => {
  const pods = [pod('a', { labels: { app: 'x' } }), pod('b'), pod('c', { namespace: 'other', labels: { app: 'x' } })];
  const list = (changes: Parameters<typeof discoveryConfig>[1]) =>
    sources(discovered(discoveryConfig('pod', changes), ...pods));
  assert.deepEqual(list({}), ['pod/shop/a', 'pod/shop/b', 'pod/other/c']);
  assert.deepEqual(list({ namespaces: new Set(['other']) }), ['pod/other/c']);
  assert.deepEqual(list({ namespaces: new Set() }), []);
  assert.deepEqual(list({ selectors: new Map([['pod', selector('app', 'metadata.name!=c')]]) }), ['pod/shop/a']);
  assert.deepEqual(list({ selectors: new Map([['service', selector('app=y', '')]]) }).length, 3);
});

test('a field by which no API server selects: nothing is discovered', () => {
  const config = discoveryConfig('endpoints', { selectors: new Map([['pod', selector('', 'spec.x=1')]]) });
  const endpoints = object('Endpoints', 'web');
  assert.deepEqual(unsupportedFields(config), [{ role: 'pod', field: 'spec.x' }]);
  assert.deepEqual(discovered(config, endpoints), []);
  assert.equal(groupOf(endpoints, config, objectStore([])), 'not-listed');
});

test('one namespace does not see the pods of another one', () => {
  const targetRef = { kind: 'Pod', namespace: 'other', name: 'a' };
  const subsets = [{ ports: [{ port: 80 }], addresses: [{ ip: '10.0.0.1', targetRef }] }];
  const objects = [object('Endpoints', 'web', { subsets }), pod('a', { namespace: 'other' })];
  const names = new Set(['shop', 'other']);
  assert.match(discovered(discoveryConfig('endpoints'), ...objects).join('\n'), / pod_name=a/);
  assert.doesNotMatch(
    discovered(discoveryConfig('endpoints', { namespaces: names }), ...objects).join('\n'),
    /pod_name/,
  );
});

test('nodes attached: labels, and pods of nodes that are not listed are left out', () => {
  const config = discoveryConfig('pod', { attach: new Set(['node']) });
  const objects = [pod('a'), pod('b', {}, 'gone'), object('Node', 'n', {}, { labels: { zone: 'z' } })];
  const lines = discovered(config, ...objects);
  assert.match(lines[0] ?? '', /node_name=n node_label_zone=z node_labelpresent_zone=true$/);
  assert.deepEqual(lines.slice(2), ['pod/shop/b']);
  const older = { ...config, version: { major: 3, minor: 10 } };
  assert.equal(discovered(older, ...objects).length, 4);
});

const CONTROLLERS: readonly (readonly [kind: string, name: string, labels: string])[] = [
  ['ReplicaSet', 'rs', 'pod_controller_kind=ReplicaSet pod_controller_name=rs pod_deployment_name=web'],
  ['ReplicaSet', 'gone', 'pod_controller_kind=ReplicaSet pod_controller_name=gone'],
  ['Job', 'job', 'pod_controller_kind=Job pod_controller_name=job pod_job_name=job pod_cronjob_name=nightly'],
  ['Job', 'gone', 'pod_controller_kind=Job pod_controller_name=gone pod_job_name=gone'],
  ['StatefulSet', 'db', 'pod_controller_kind=StatefulSet pod_controller_name=db'],
];

for (const [kind, name, labels] of CONTROLLERS) {
  test(`a pod of ${kind} ${name}`, () => {
    const config = discoveryConfig('pod', { attach: new Set(['deployment', 'job', 'cronjob']) });
    const [line] = discovered(
      config,
      pod('a', controlledBy(kind, name)),
      object('ReplicaSet', 'rs', {}, controlledBy('Deployment', 'web')),
      object('Job', 'job', {}, controlledBy('CronJob', 'nightly')),
    );
    assert.ok(line?.endsWith(`pod_name=a ${labels} namespace=shop`), line);
  });
}

test('namespaces attached', () => {
  const config = discoveryConfig('service', { attach: new Set(['namespace']), namespaces: new Set(['shop']) });
  const namespace = object('Namespace', 'shop', {}, { annotations: { 'a/b': '' } });
  assert.deepEqual(discovered(config, object('Service', 's'), namespace), [
    'svc/shop/s namespace=shop service_name=s namespace_annotation_a_b= namespace_annotationpresent_a_b=true',
  ]);
});

test('a known older version lacks the labels that it does not set', () => {
  const spec = { type: 'LoadBalancer', loadBalancerIP: '198.51.100.1', ports: [{ port: 80 }] };
  const service = object('Service', 's', { spec, status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } });
  const target = (major: number, minor: number) =>
    discovered(discoveryConfig('service', { version: { major, minor } }), service)[1] ?? '';
  assert.match(target(3, 15), /service_loadbalancer_ip=192\.0\.2\.1$/);
  assert.match(target(3, 14), /service_port_number=80 .* service_loadbalancer_ip=198\.51\.100\.1$/);
  assert.doesNotMatch(target(2, 37), /loadbalancer|port_number/);
  assert.match(target(2, 37), /service_type=LoadBalancer/);
});

test('groups of single objects', () => {
  const store = objectStore([]);
  const node = object('Node', 'n');
  assert.equal(groupOf(node, discoveryConfig('node'), store), 'no-address');
  assert.equal(groupOf(node, discoveryConfig('pod'), store), 'not-listed');
  const group = groupOf(object('Pod', 'p'), discoveryConfig('pod'), store);
  assert.deepEqual(group, { source: 'pod/shop/p', labels: new Map(), targets: [] });
});
