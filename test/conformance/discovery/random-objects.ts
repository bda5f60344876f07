import type { Random } from '../random.ts';
import { type Mood, NAMESPACES, NODES, Odd, SERVICES } from './odd.ts';
import { randomEndpointSlice, randomEndpoints } from './random-endpoints.ts';
import { JOBS, REPLICA_SETS, randomOwner, randomPod } from './random-pods.ts';

/** Objects of every kind that refer to each other, some to what is not there. No two have the same name. */
export function randomObjects(random: Random, mood: Mood): readonly object[] {
  const odd = new Odd(random, mood);
  const some = (names: readonly string[]) => names.filter(() => random.happens(3, 4));
  const pods = random.list(0, 6, () => 0).map((_, index) => `web-${index}`);
  return [
    ...pods.map(name => randomPod(odd, name)),
    ...some(NODES).map(name => randomNode(odd, name)),
    ...some(NAMESPACES).map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: odd.clusterMetadata(name) })),
    ...some(SERVICES).map(name => randomService(odd, name)),
    ...some(SERVICES).map(name => randomEndpoints(odd, name, pods)),
    ...some(['web-1a', 'web-2b', 'db-3c']).map(name => randomEndpointSlice(odd, name, pods)),
    ...some(['front', 'back']).map(name => randomIngress(odd, name)),
    ...REPLICA_SETS.map(name => randomOwner(odd, 'ReplicaSet', name)),
    ...JOBS.map(name => randomOwner(odd, 'Job', name)),
  ];
}

const ADDRESS_TYPES = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname'] as const;

function randomNode(odd: Odd, name: string): object {
  const { random } = odd;
  const address = () => ({
    type: random.happens(1, 15) ? random.pick(['Odd-Type', '']) : random.pick(ADDRESS_TYPES),
    address: odd.maybe(odd.ip()),
  });
  const condition = () => ({
    type: odd.maybe(random.pick(['Ready', 'MemoryPressure', 'example.com/GPU-ok', 'ÄÖ'])),
    status: odd.maybe(random.pick(['True', 'False', 'Unknown', ''])),
  });
  // A node without address is never sent: the oracle waits for it in vain, so these are rare.
  const addresses = random.happens(1, 20) ? odd.list(2, address) : random.list(1, 4, address);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: odd.clusterMetadata(name),
    spec: odd.maybe({ providerID: odd.maybe(`kind://${name}`), unschedulable: odd.half(random.happens(1, 2)) }),
    status: {
      addresses,
      conditions: odd.list(3, condition),
      daemonEndpoints: odd.maybe({ kubeletEndpoint: odd.maybe({ Port: odd.maybe(random.pick([10250, 0, -1])) }) }),
    },
  };
}

function randomService(odd: Odd, name: string): object {
  const { random } = odd;
  const port = () => ({
    name: odd.portName(),
    port: odd.maybe(odd.port()),
    protocol: odd.protocol(),
    targetPort: 'http',
  });
  const spec = () => ({
    type: odd.maybe(random.pick(['ClusterIP', 'NodePort', 'LoadBalancer', 'LoadBalancer', 'ExternalName', ''])),
    clusterIP: odd.maybe(random.pick(['10.96.0.1', 'None', '', 'fd00::1'])),
    externalName: odd.half('example.com'),
    loadBalancerIP: odd.half('198.51.100.1'),
    ipFamilyPolicy: odd.maybe(random.pick(['SingleStack', 'PreferDualStack', 'RequireDualStack', 'PreferDualStack'])),
    ipFamilies: odd.maybe(random.pick([['IPv4'], ['IPv4', 'IPv6'], ['IPv6', 'IPv4'], []])),
    ports: odd.list(3, port),
  });
  const ingress = () =>
    random.pick([{ ip: '192.0.2.1' }, { ip: 'fd00::2' }, { hostname: 'lb.example.com' }, { ip: '' }]);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: odd.metadata(name),
    spec: odd.maybe(spec()),
    status: odd.maybe({ loadBalancer: odd.maybe({ ingress: odd.list(3, ingress) }) }),
  };
}

const HOSTS = [
  'example.com',
  'a.example.com',
  'b.a.example.com',
  '*.example.com',
  '',
  'a.example.org',
  '.',
  'A.example.com',
];
const PATTERNS = [...HOSTS, '*', '*.com', '*.*.com', '*.a.example.com', '*.example.com.', 'a.*.com'] as const;

function randomIngress(odd: Odd, name: string): object {
  const { random } = odd;
  const path = () => ({
    path: odd.maybe(random.pick(['/', '/metrics', '', '/a?b=c', 'no-slash', '/(.*)'])),
    pathType: 'Prefix',
    backend: odd.half({ service: { name: 'web', port: { number: 80 } } }),
  });
  const http = () => (random.happens(1, 10) ? {} : odd.maybe({ paths: odd.list(3, path) }));
  const spec = () => ({
    ingressClassName: odd.maybe(random.pick(['nginx', ''])),
    defaultBackend: odd.half({ service: { name: 'web', port: { number: 80 } } }),
    tls: odd.list(2, () => ({ hosts: odd.list(2, () => random.pick(PATTERNS)), secretName: 'tls' })),
    rules: odd.list(3, () => ({ host: odd.maybe(random.pick(HOSTS)), http: http() })),
  });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: odd.metadata(name),
    spec: odd.maybe(spec()),
  };
}
