import type { Manifest } from '../../cluster/admin-api.ts';
import { type Meta, object } from './build.ts';

interface NodeStatus {
  readonly addresses?: readonly (readonly [type: string, address: string])[];
  readonly conditions?: readonly (readonly [type: string, status: string])[];
  readonly port?: number;
}

const READY = [['Ready', 'True']] as const;

/** Nodes with many addresses and with none, conditions of all sorts, with and without a kubelet's port. */
export function worldNodes(): readonly Manifest[] {
  return [
    node('node-a', roleWorker('a'), {
      addresses: [
        ['Hostname', 'node-a'],
        ['InternalIP', '192.0.2.10'],
        ['InternalIP', '2001:db8::10'],
        ['ExternalIP', '198.51.100.10'],
        ['InternalDNS', 'node-a.internal.example'],
        ['ExternalDNS', 'node-a.example'],
      ],
      conditions: [...READY, ['MemoryPressure', 'False'], ['example.com/GPU-Healthy', 'Unknown']],
      port: 10_250,
    }),
    node(
      'node-b',
      { ...roleWorker('b'), annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'example.com/note': 'größer – 大' } },
      {
        addresses: [
          ['ExternalIP', '198.51.100.11'],
          ['InternalIP', '192.0.2.11'],
        ],
        conditions: [
          ['Ready', 'False'],
          ['DiskPressure', 'True'],
        ],
        port: 10_255,
      },
    ),
    node('node-six', roleWorker('c'), { addresses: [['InternalIP', '2001:db8::66']], conditions: READY, port: 10_250 }),
    node(
      'node-name-only',
      { labels: { 'kubernetes.io/hostname': 'node-name-only' } },
      { addresses: [['Hostname', 'node-name-only']] },
    ),
    node(
      'node-dns.example.com',
      { labels: { tier: '' } },
      {
        addresses: [
          ['ExternalDNS', 'dns.example'],
          ['Hostname', 'h'],
        ],
        port: 1,
      },
    ),
    node('node-without-address', {}, { conditions: [['Ready', 'Unknown']], port: 10_250 }),
    node('node-unlabelled', {}, { addresses: [['InternalIP', '192.0.2.17']], conditions: READY }),
    node('node-leaving', { labels: { pool: 'spot' } }, { addresses: [['InternalIP', '192.0.2.18']], port: 10_250 }),
  ];
}

function roleWorker(zone: string): Meta {
  const labels = {
    'node-role.kubernetes.io/worker': '',
    'topology.kubernetes.io/region': 'region-1',
    'topology.kubernetes.io/zone': `zone-${zone}`,
    pool: zone === 'c' ? 'six' : 'general',
  };
  return { labels };
}

/** A node, for the changes too. */
export function node(name: string, meta: Meta, { addresses = [], conditions = [], port }: NodeStatus): Manifest {
  return object('v1', 'Node', name, meta, {
    spec: { providerID: `example://region-1/${name}` },
    status: {
      addresses: addresses.map(([type, address]) => ({ type, address })),
      conditions: conditions.map(([type, status]) => ({ type, status })),
      ...(port === undefined ? {} : { daemonEndpoints: { kubeletEndpoint: { Port: port } } }),
    },
  });
}
