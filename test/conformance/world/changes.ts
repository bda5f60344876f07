import type { AdminApi, Manifest, ObjectKey } from '../../cluster/admin-api.ts';
import { object, pod, service } from './build.ts';
import { createOne } from './create-world.ts';
import { ingress, rule } from './ingresses.ts';
import { node } from './nodes.ts';

/** Something that happens in the cluster. */
export interface Change {
  readonly name: string;
  readonly make: (api: AdminApi) => Promise<unknown>;
}

const SLICE = 'discovery.k8s.io/v1';
const INGRESS = 'networking.k8s.io/v1';

/** What happens to the world. */
export const CHANGES: readonly Change[] = [
  ...podChanges(),
  ...serviceChanges(),
  ...endpointChanges(),
  ...nodeChanges(),
  ...otherChanges(),
];

function podChanges(): readonly Change[] {
  const ready = (status: string) => ({ conditions: [{ type: 'Ready', status }] });
  const running = { phase: 'Running', podIP: '198.18.1.30', podIPs: [{ ip: '198.18.1.30' }], ...ready('True') };
  const again = pod('shop/six', { labels: { app: 'six', again: 'yes' }, ips: ['2001:db8:1::66'], node: 'node-six' });
  return [
    change('a pod is deleted', api => api.deleteNow(key('v1', 'Pod', 'shop/web-2'))),
    change('a pod begins to terminate', api => api.delete(key('v1', 'Pod', 'pay/ledger-2'))),
    status('a pod finishes', 'pay/report-1-y', { phase: 'Succeeded', ...ready('False') }),
    status('a pod is not ready any more', 'shop/web-1', ready('False')),
    status('a pod gets an address', 'shop/web-pending', running),
    patch('a pod leaves its service', 'v1', 'Pod', 'pay/unknown', labels({ app: 'alone' })),
    patch('a pod joins a service', 'v1', 'Pod', 'shop/loose-1', labels({ app: 'web', empty: '' })),
    patch('a pod is annotated', 'v1', 'Pod', 'pay/dns', annotations({ 'prometheus.io/port': '9153' })),
    change('a pod goes', api => api.deleteNow(key('v1', 'Pod', 'shop/six'))),
    ...born('another pod of its name', again),
    ...born('a pod', pod('pay/ledger-3', { labels: { app: 'ledger' }, ips: ['198.18.2.3'], node: 'node-b' })),
  ];
}

function serviceChanges(): readonly Change[] {
  return [
    patch('a service selects others', 'v1', 'Service', 'shop/nobody', { spec: { selector: { app: 'dual' } } }),
    patch('a service selects nobody any more', 'v1', 'Service', 'shop/web-all', {
      spec: { selector: { app: 'gone' } },
    }),
    patch('a service gets other ports', 'v1', 'Service', 'pay/ledger', {
      spec: {
        ports: [
          { name: 'http', port: 8080 },
          { name: 'tls', port: 8443 },
        ],
      },
    }),
    patch('a service is relabelled', 'v1', 'Service', 'infra/by-slices', labels({ app: null, tier: 'x' })),
    change('a balancer gets another address', api =>
      api.patchStatus(key('v1', 'Service', 'shop/public'), { loadBalancer: { ingress: [{ ip: '203.0.113.3' }] } }),
    ),
    patch('a service becomes one of another type', 'v1', 'Service', 'shop/wrong-port-name', {
      spec: { type: 'ExternalName', externalName: 'x.example.com', clusterIP: null, clusterIPs: null, selector: null },
    }),
    change('a service is deleted', api => api.deleteNow(key('v1', 'Service', 'pay/ledger-canary'))),
    made(
      'a service appears',
      service('pay/new', { labels: { app: 'new' } }, { selector: { app: 'alone' }, ports: [{ port: 8080 }] }),
    ),
  ];
}

function endpointChanges(): readonly Change[] {
  const address = { addresses: [{ ip: '203.0.113.54' }], ports: [{ name: 'sql', port: 5434 }] };
  return [
    patch('a slice is emptied', SLICE, 'EndpointSlice', 'infra/by-slices-six', { endpoints: [] }),
    patch('a slice gets an endpoint', SLICE, 'EndpointSlice', 'infra/empty', {
      endpoints: [{ addresses: ['203.0.113.80'], nodeName: 'node-b' }],
      ports: [{ name: 'late', port: 84 }],
    }),
    change('a slice is deleted', api => api.deleteNow(key(SLICE, 'EndpointSlice', 'infra/unknown-service'))),
    patch('Endpoints get other addresses', 'v1', 'Endpoints', 'infra/orphan', { subsets: [address] }),
    patch('Endpoints are emptied', 'v1', 'Endpoints', 'infra/no-ports', { subsets: null }),
  ];
}

function nodeChanges(): readonly Change[] {
  const late = node('node-that-is-not', { labels: { pool: 'late' } }, { addresses: [['InternalIP', '192.0.2.20']] });
  return [
    patch('a node is relabelled', 'v1', 'Node', 'node-a', labels({ pool: 'special', 'example.com/new': '' })),
    patch('a node is annotated', 'v1', 'Node', 'node-b', annotations({ 'example.com/note': 'other' })),
    change('a node gets another address', api =>
      api.patchStatus(key('v1', 'Node', 'node-unlabelled'), {
        addresses: [{ type: 'InternalIP', address: '192.0.2.21' }],
      }),
    ),
    change('a node leaves', api => api.deleteNow(key('v1', 'Node', 'node-leaving'))),
    made('a node appears that pods and addresses name', late),
  ];
}

function otherChanges(): readonly Change[] {
  const tls = { spec: { tls: [{ hosts: ['plain.example.com'] }] } };
  return [
    patch('a namespace is annotated', 'v1', 'Namespace', 'shop', annotations({ owner: 'somebody else', empty: null })),
    patch('a namespace is relabelled', 'v1', 'Namespace', 'infra', labels({ team: 'platform' })),
    change('a namespace is deleted', api => api.delete(key('v1', 'Namespace', 'leaving'))),
    patch('an ingress has a certificate for another host', INGRESS, 'Ingress', 'shop/web', tls),
    change('an ingress is deleted', api => api.deleteNow(key(INGRESS, 'Ingress', 'shop/star'))),
    made('an ingress appears', ingress('monitoring/late', {}, { rules: [rule('late.example.com', ['/'])] })),
    patch('a ReplicaSet loses its Deployment', 'apps/v1', 'ReplicaSet', 'pay/ledger-55', {
      metadata: { ownerReferences: null },
    }),
    patch('a Job loses its CronJob', 'batch/v1', 'Job', 'pay/report-1', { metadata: { ownerReferences: null } }),
  ];
}

function change(name: string, make: Change['make']): Change {
  return { name, make };
}

function patch(name: string, apiVersion: string, kind: string, at: string, content: unknown): Change {
  return { name, make: api => api.patch(key(apiVersion, kind, at), content) };
}

function status(name: string, at: string, content: unknown): Change {
  return { name, make: api => api.patchStatus(key('v1', 'Pod', at), content) };
}

function made(name: string, manifest: Manifest): Change {
  return { name, make: api => create(api, manifest) };
}

/** A pod comes without a status, which is a state of the world of its own: Prometheus may see it so. */
function born(name: string, { status: later, ...manifest }: Manifest): readonly Change[] {
  return [made(`${name} appears`, manifest), change(`${name} runs`, api => api.patchStatus(manifest, later))];
}

async function create(api: AdminApi, manifest: Manifest): Promise<void> {
  const outcome = await createOne(api, manifest);
  if (outcome !== 'created') throw new Error(`${manifest.metadata.name}: ${JSON.stringify(outcome)}`);
}

function labels(values: Readonly<Record<string, string | null>>) {
  return { metadata: { labels: values } };
}

function annotations(values: Readonly<Record<string, string | null>>) {
  return { metadata: { annotations: values } };
}

function key(apiVersion: string, kind: string, at: string): ObjectKey {
  return object(apiVersion, kind, at, {});
}
