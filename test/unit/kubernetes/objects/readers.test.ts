import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  API_VERSIONS,
  OBJECT_KINDS,
  readKubernetesObject,
  readObjectOfKind,
} from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { readPod } from '../../../../src/kubernetes/objects/pod.ts';
import { Random, runSeed } from '../../../conformance/random.ts';

const META = { name: '', namespace: '', labels: new Map(), annotations: new Map() };

test('what is missing is the zero value', () => {
  assert.deepEqual(readObjectOfKind('Pod', {}), {
    kind: 'Pod',
    metadata: META,
    uid: '',
    controller: undefined,
    spec: {
      nodeName: '',
      restartPolicy: '',
      schedulerName: '',
      serviceAccountName: '',
      hostNetwork: false,
      containers: [],
      initContainers: [],
    },
    status: {
      phase: '',
      podIP: '',
      hostIP: '',
      nominatedNodeName: '',
      ready: undefined,
      containerStatuses: [],
      initContainerStatuses: [],
    },
  });
  assert.deepEqual(readObjectOfKind('Job', {}), {
    kind: 'Job',
    metadata: { name: '', namespace: '' },
    controller: undefined,
  });
});

test('every kind reads nothing, null and an empty object alike', () => {
  for (const kind of OBJECT_KINDS) {
    const empty = readObjectOfKind(kind, {});
    for (const value of [undefined, null, [], 'text', 1, true]) assert.deepEqual(readObjectOfKind(kind, value), empty);
  }
});

test('only what discovery reads is kept', () => {
  const pod = readPod({
    metadata: { name: 'a', managedFields: [{ manager: 'x' }], ownerReferences: [{ kind: 'Node', name: 'n' }] },
    spec: { volumes: [{}], containers: [{ name: 'c', env: [{}], ports: [{ containerPort: 80, hostPort: 80 }] }] },
    status: { conditions: [{ type: 'Initialized' }, { type: 'Ready', status: 'True', message: 'm' }] },
  });
  assert.deepEqual(Object.keys(pod.metadata), ['name', 'namespace', 'labels', 'annotations']);
  assert.deepEqual(pod.spec.containers, [
    { name: 'c', image: '', ports: [{ name: '', containerPort: 80, protocol: '' }] },
  ]);
  assert.equal(pod.status.ready, 'True');
  assert.equal(pod.controller, undefined);
});

const PORTS: readonly (readonly [written: unknown, read: number])[] = [
  [8080, 8080],
  [-1, -1],
  [0, 0],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, 0],
  [80.5, 0],
  [Number.NaN, 0],
  ['80', 0],
  [null, 0],
];

for (const [written, read] of PORTS) {
  test(`the port ${JSON.stringify(written)} is read as ${read}`, () => {
    const pod = readPod({ spec: { containers: [{ ports: [{ containerPort: written }] }] } });
    assert.equal(pod.spec.containers[0]?.ports[0]?.containerPort, read);
  });
}

test('null in a list is the zero value, null in labels the empty text', () => {
  const slice = readObjectOfKind('EndpointSlice', {
    metadata: { labels: { a: null, b: 'c', d: 1 } },
    ports: [null],
    endpoints: [{ addresses: [null, '10.0.0.1'], targetRef: {} }],
  });
  assert.deepEqual(
    [...slice.metadata.labels],
    [
      ['a', ''],
      ['b', 'c'],
      ['d', ''],
    ],
  );
  assert.deepEqual(slice.ports, [{ name: undefined, port: undefined, protocol: undefined, appProtocol: undefined }]);
  assert.deepEqual(slice.endpoints[0]?.addresses, ['', '10.0.0.1']);
  assert.deepEqual(slice.endpoints[0]?.targetRef, { kind: '', namespace: '', name: '' });
});

test('a rule of an ingress tells no `http` from an empty one', () => {
  const { rules, tlsHosts } = readObjectOfKind('Ingress', {
    spec: {
      rules: [{ host: 'a' }, { http: null }, { http: {} }, { http: { paths: [{ path: '/x' }, null] } }],
      tls: [{ hosts: ['a', 'b'] }, null, { hosts: null }, { hosts: ['c'] }],
    },
  });
  assert.deepEqual(
    rules.map(rule => rule.paths),
    [undefined, undefined, [], ['/x', '']],
  );
  assert.deepEqual(tlsHosts, ['a', 'b', 'c']);
});

test('an object is read by its kind and the version of its API', () => {
  for (const kind of OBJECT_KINDS) {
    assert.equal(readKubernetesObject({ apiVersion: API_VERSIONS[kind], kind })?.kind, kind);
  }
  for (const value of [
    null,
    {},
    { kind: 'Pod' },
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'extensions/v1beta1', kind: 'Ingress' },
    { apiVersion: 'v1', kind: ['Pod'] },
  ]) {
    assert.equal(readKubernetesObject(value), undefined);
  }
});

const NAMES = [
  'metadata',
  'spec',
  'status',
  'name',
  'namespace',
  'labels',
  'annotations',
  'ownerReferences',
  'controller',
  'kind',
  'containers',
  'initContainers',
  'ports',
  'containerPort',
  'conditions',
  'type',
  'containerStatuses',
  'podIP',
  'subsets',
  'addresses',
  'notReadyAddresses',
  'targetRef',
  'endpoints',
  'deprecatedTopology',
  'rules',
  'tls',
  'hosts',
  'http',
  'paths',
  'path',
  'daemonEndpoints',
  'kubeletEndpoint',
  'Port',
  'loadBalancer',
  'ingress',
  'ipFamilies',
  '__proto__',
  'constructor',
  'toString',
  'length',
] as const;

function randomJson(random: Random, depth: number): unknown {
  const kind = random.below(depth > 7 ? 6 : 10);
  if (kind >= 8) return random.list(0, 3, () => randomJson(random, depth + 1));
  if (kind >= 6 || depth < 2) {
    const entries = random.list(0, 12, () => [random.pick(NAMES), randomJson(random, depth + 1)]);
    return JSON.parse(`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`);
  }
  return [null, true, -1, 1.5, 'Ready', 1e300][kind];
}

test('no reader throws on random JSON', () => {
  const random = new Random(runSeed());
  for (let made = 0; made < 500; made++) {
    const value = randomJson(random, 0);
    for (const kind of OBJECT_KINDS) assert.equal(readObjectOfKind(kind, value).kind, kind);
  }
});
