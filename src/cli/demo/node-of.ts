import { generatedUid } from './names.ts';

/** The nodes of the demo, in three zones. Addresses are of the range for documentation. */
export const NODES = [
  { name: 'demo-control-plane', zone: 'eu-west-1a', ip: '192.0.2.10', role: 'control-plane' },
  { name: 'demo-worker-1', zone: 'eu-west-1a', ip: '192.0.2.11', role: 'worker' },
  { name: 'demo-worker-2', zone: 'eu-west-1b', ip: '192.0.2.12', role: 'worker' },
  { name: 'demo-worker-3', zone: 'eu-west-1c', ip: '192.0.2.13', role: 'worker' },
] as const;

export type DemoNode = (typeof NODES)[number];

export const WORKERS: readonly DemoNode[] = NODES.filter(({ role }) => role === 'worker');

/** A node as an API server has it. */
export function nodeObject({ name, zone, ip, role }: DemoNode): object {
  const labels = {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': role === 'worker' ? 'm6i.large' : 't3.medium',
    'topology.kubernetes.io/region': 'eu-west-1',
    'topology.kubernetes.io/zone': zone,
    ...(role === 'control-plane' ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: generatedUid(name), labels },
    spec: { providerID: `demo:///${zone}/${name}` },
    status: {
      addresses: [
        { type: 'InternalIP', address: ip },
        { type: 'Hostname', address: name },
      ],
      conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map(type => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
      })),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    },
  };
}
