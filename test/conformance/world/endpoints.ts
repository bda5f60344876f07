import type { Manifest } from '../../cluster/admin-api.ts';
import { type Meta, object } from './build.ts';

/** Endpoints that no controller makes. Those of the first are mirrored into slices. */
export function worldEndpoints(): readonly Manifest[] {
  const pod = (name: string) => ({ kind: 'Pod', namespace: 'infra', name });
  return [
    endpoints(
      'infra/outside',
      { labels: { app: 'outside', 'example.com/odd.key': 'x' }, annotations: { note: 'naïve 😀' } },
      [
        {
          addresses: [{ ip: '203.0.113.50', hostname: 'sql-a', nodeName: 'node-a' }, { ip: '203.0.113.51' }],
          notReadyAddresses: [{ ip: '203.0.113.52', nodeName: 'node-that-is-not' }],
          ports: [
            { name: 'sql', port: 5432 },
            { name: 'exporter', port: 9187 },
          ],
        },
        { addresses: [{ ip: '203.0.113.53', nodeName: 'node-b' }], ports: [{ name: 'sql', port: 5433 }] },
      ],
    ),
    endpoints('infra/kubelets', { labels: { 'k8s-app': 'kubelet' } }, [
      {
        addresses: [
          { ip: '192.0.2.10', targetRef: { kind: 'Node', name: 'node-a' } },
          { ip: '192.0.2.11', nodeName: 'node-a', targetRef: { kind: 'Node', name: 'node-b' } },
          { ip: '192.0.2.19', targetRef: { kind: 'Node', name: 'node-that-is-not' } },
        ],
        ports: [{ name: 'https-metrics', port: 10_250 }],
      },
    ]),
    endpoints('infra/orphan', {}, [
      {
        addresses: [
          { ip: '192.0.2.10', targetRef: pod('agent-node-a'), nodeName: 'node-a' },
          { ip: '203.0.113.60', targetRef: pod('gone') },
        ],
        ports: [
          { name: 'tcp', port: 9100 },
          { name: 'udp', port: 9100, protocol: 'UDP' },
        ],
      },
    ]),
    endpoints('infra/no-ports', {}, [{ addresses: [{ ip: '203.0.113.61' }] }]),
    endpoints('infra/no-subsets', { labels: { empty: '' } }, []),
  ];
}

/** Slices that no controller makes. */
export function worldSlices(): readonly Manifest[] {
  const byHand = {
    labels: { 'kubernetes.io/service-name': 'by-slices', 'endpointslice.kubernetes.io/managed-by': 'hand.example' },
  };
  const pod = (name: string) => ({ kind: 'Pod', namespace: 'infra', name });
  return [
    slice(
      'infra/by-slices-1',
      byHand,
      'IPv4',
      [
        {
          addresses: ['192.0.2.10'],
          conditions: { ready: true, serving: true, terminating: false },
          nodeName: 'node-a',
          zone: 'zone-a',
          targetRef: pod('agent-node-a'),
        },
        {
          addresses: ['203.0.113.70'],
          conditions: {},
          hostname: 'h',
          nodeName: 'node-b',
          hints: { forZones: [{ name: 'zone-b' }] },
        },
        { addresses: ['203.0.113.71'], conditions: { ready: false, serving: true, terminating: true } },
      ],
      [
        { name: 'http', port: 80, appProtocol: 'http' },
        { name: 'metrics', port: 9100 },
      ],
    ),
    slice(
      'infra/by-slices-six',
      byHand,
      'IPv6',
      [{ addresses: ['2001:db8::70'], nodeName: 'node-a' }],
      [{ name: '', port: 80 }],
    ),
    slice(
      'infra/by-slices-names',
      byHand,
      'FQDN',
      [{ addresses: ['a.example.com'], targetRef: { kind: 'Node', name: 'node-b' }, nodeName: 'node-a' }],
      [{ name: 'x', port: 81 }],
    ),
    slice('infra/any-port', byHand, 'IPv4', [{ addresses: ['203.0.113.72'] }], [{ name: 'all' }]),
    slice('infra/no-ports', byHand, 'IPv4', [{ addresses: ['203.0.113.73'] }], []),
    slice(
      'infra/empty',
      { labels: { 'kubernetes.io/service-name': 'nothing' }, annotations: { e: '' } },
      'IPv4',
      [],
      [],
    ),
    slice(
      'infra/no-service',
      { annotations: { 'example.com/x': '' } },
      'IPv4',
      [{ addresses: ['203.0.113.74'], targetRef: pod('gone') }],
      [{ port: 82, protocol: 'UDP' }],
    ),
    slice(
      'infra/unknown-service',
      { labels: { 'kubernetes.io/service-name': 'absent' } },
      'IPv4',
      [{ addresses: ['203.0.113.75'] }],
      [{ port: 83 }],
    ),
  ];
}

function endpoints(at: string, meta: Meta, subsets: readonly object[]): Manifest {
  return object('v1', 'Endpoints', at, meta, { subsets });
}

function slice(
  at: string,
  meta: Meta,
  addressType: string,
  points: readonly object[],
  ports: readonly object[],
): Manifest {
  return object('discovery.k8s.io/v1', 'EndpointSlice', at, meta, { addressType, endpoints: points, ports });
}
