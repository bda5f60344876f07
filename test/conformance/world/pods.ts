import type { Manifest } from '../../cluster/admin-api.ts';
import { type ContainerRequest, type OwnerName, pod } from './build.ts';

const apps = (kind: string, name: string): readonly OwnerName[] => [{ apiVersion: 'apps/v1', kind, name }];

/** Keys as Kubernetes allows them, whose label names all differ. */
const ODD_KEYS = {
  'app.kubernetes.io/name': 'web',
  'a-b.c/d_e.F': 'odd',
  '0digit': '0',
  'UPPER.Case-1': 'Yes',
  'x.y/UPPER': '1e3',
  empty: '',
};

const ODD_ANNOTATIONS = {
  'example.com/unicode': 'naïve – 漢字 😀 \u202e',
  'example.com/empty': '',
  'example.com/long': 'long '.repeat(200),
  'example.com/lines': 'one\ntwo\n\ttab "quoted" \\ $1 ${x}',
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': '9102',
  'prometheus.io/path': '/m?x=1',
};

const WEB: readonly ContainerRequest[] = [
  {
    name: 'web',
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'metrics', containerPort: 9090 },
    ],
  },
  { name: 'proxy', ports: [{ name: 'admin', containerPort: 15_000 }, { containerPort: 15_001 }] },
];

export function worldPods(): readonly Manifest[] {
  return [...shopPods(), ...payPods(), ...infraPods()];
}

function shopPods(): readonly Manifest[] {
  const web = {
    labels: { app: 'web', ...ODD_KEYS },
    annotations: ODD_ANNOTATIONS,
    owners: apps('ReplicaSet', 'web-7d9f'),
  };
  const init: readonly ContainerRequest[] = [
    { name: 'migrate', ports: [{ name: 'once', containerPort: 7000 }] },
    { name: 'mesh', ports: [{ name: 'mesh', containerPort: 15_020 }], sidecar: 'sidecar' },
    { name: 'wait' },
  ];
  return [
    pod('shop/web-1', { ...web, ips: ['198.18.1.1'], containers: WEB, init }),
    pod('shop/web-2', { ...web, ips: ['198.18.1.2'], containers: WEB, init, node: 'node-b' }),
    pod('shop/web-not-ready', { ...web, ips: ['198.18.1.3'], containers: WEB, ready: 'False' }),
    pod('shop/web-terminating', { ...web, ips: ['198.18.1.4'], containers: WEB }),
    pod('shop/web-finished', { ...web, ips: ['198.18.1.5'], containers: WEB, phase: 'Succeeded' }),
    pod('shop/web-failed', { ...web, containers: WEB, phase: 'Failed' }),
    pod('shop/web-pending', { ...web, containers: WEB, phase: 'Pending' }),
    pod('shop/web-unknown-node', { labels: { app: 'web' }, ips: ['198.18.1.6'], node: 'node-that-is-not' }),
    pod('shop/unscheduled', { labels: { app: 'late' }, node: '', phase: 'Pending' }),
    pod('shop/dual', { labels: { app: 'dual' }, ips: ['198.18.1.10', '2001:db8:1::10'] }),
    pod('shop/dual-2', { labels: { app: 'dual' }, ips: ['2001:db8:1::11', '198.18.1.11'], node: 'node-b' }),
    pod('shop/six', { labels: { app: 'six' }, ips: ['2001:db8:1::6'], node: 'node-six' }),
    pod('shop/six-no-ports', {
      labels: { app: 'six' },
      ips: ['2001:db8:1::7'],
      node: 'node-six',
      containers: [{ name: 'app' }],
    }),
    pod('shop/loose-1', { labels: { app: 'loose' }, ips: ['198.18.1.20'], owners: apps('ReplicaSet', 'loose') }),
    pod('shop/import-x', {
      labels: { app: 'import' },
      ips: ['198.18.1.21'],
      owners: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'import' }],
    }),
    pod('shop/custom', {
      labels: { app: 'custom' },
      ips: ['198.18.1.22'],
      owners: [{ apiVersion: 'example.com/v1', kind: 'Rollout', name: 'r' }],
    }),
    pod('shop/two-owners', {
      labels: { app: 'loose' },
      ips: ['198.18.1.23'],
      owners: [...apps('ReplicaSet', 'web-7d9f'), ...apps('ReplicaSet', 'loose')],
    }),
  ];
}

function payPods(): readonly Manifest[] {
  const same: readonly ContainerRequest[] = [
    { name: 'one', ports: [{ name: 'http', containerPort: 8080 }] },
    { name: 'two', ports: [{ name: 'http-two', containerPort: 8080 }, { containerPort: 8443 }] },
  ];
  const protocols: readonly ContainerRequest[] = [
    {
      name: 'dns',
      ports: [
        { name: 'dns', containerPort: 53, protocol: 'UDP' },
        { name: 'dns-tcp', containerPort: 53 },
      ],
    },
    { name: 'sig', ports: [{ containerPort: 3868, protocol: 'SCTP' }] },
  ];
  const db = { labels: { app: 'db' }, owners: apps('StatefulSet', 'db') };
  const named = (name: string) => ({ hostname: name, subdomain: 'db' });
  return [
    pod('pay/ledger-1', {
      labels: { app: 'ledger' },
      ips: ['198.18.2.1'],
      containers: same,
      owners: apps('ReplicaSet', 'ledger-55'),
    }),
    pod('pay/ledger-2', {
      labels: { app: 'ledger', canary: 'true' },
      ips: ['198.18.2.2'],
      containers: same,
      node: 'node-b',
    }),
    pod('pay/db-0', { ...db, ips: ['198.18.2.10'], spec: named('db-0') }),
    pod('pay/db-1', { ...db, ips: ['198.18.2.11'], spec: named('db-1'), ready: 'False', node: 'node-b' }),
    pod('pay/dns', { labels: { app: 'dns' }, ips: ['198.18.2.20'], containers: protocols }),
    pod('pay/report-1-x', {
      labels: { app: 'report' },
      ips: ['198.18.2.21'],
      phase: 'Succeeded',
      owners: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'report-1' }],
    }),
    pod('pay/report-1-y', {
      labels: { app: 'report' },
      ips: ['198.18.2.22'],
      owners: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'report-1' }],
    }),
    pod('pay/no-labels', {
      ips: ['198.18.2.23'],
      containers: [{ name: 'a' }, { name: 'b', ports: [{ containerPort: 1 }] }],
    }),
    pod('pay/unknown', { labels: { app: 'ledger' }, ips: ['198.18.2.24'], phase: 'Unknown', ready: 'Unknown' }),
  ];
}

function infraPods(): readonly Manifest[] {
  const host = { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' };
  const agent = (node: string, ip: string) =>
    pod(`infra/agent-${node}`, {
      labels: { app: 'agent', 'k8s-app': 'agent' },
      owners: apps('DaemonSet', 'agent'),
      node,
      ips: [ip],
      containers: [{ name: 'agent', ports: [{ name: 'metrics', containerPort: 9100, hostPort: 9100 }] }],
      spec: host,
    });
  return [
    agent('node-a', '192.0.2.10'),
    agent('node-b', '192.0.2.11'),
    agent('node-six', '2001:db8::66'),
    pod('infra/static-node-a', {
      labels: { tier: 'control-plane' },
      owners: [{ apiVersion: 'v1', kind: 'Node', name: 'node-a' }],
      ips: ['192.0.2.10'],
      spec: { ...host, priority: 2_000_000_000 },
      containers: [{ name: 'static' }],
    }),
    pod('monitoring/prometheus-0', { labels: { app: 'prometheus' }, ips: ['198.18.3.1'] }),
    pod('monitoring/stateless', { labels: { app: 'nothing' }, phase: 'Pending', node: 'node-unlabelled' }),
  ];
}

/** Pods that are being deleted: without a kubelet they stay so. */
export const TERMINATING: readonly string[] = ['shop/web-terminating'];
