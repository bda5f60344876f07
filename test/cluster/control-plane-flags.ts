import path from 'node:path';

/** The folder and the ports of a control plane. */
export interface Places {
  readonly folder: string;
  readonly etcd: number;
  readonly etcdPeers: number;
  readonly api: number;
}

/** Which requests the API server logs with what it decided of them: none, or those of service accounts. */
export type Audit = 'none' | 'service accounts';

/** See https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/ */
export const AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
    userGroups: ['system:serviceaccounts']
  - level: None
`;

export function auditPolicyFile({ folder }: Places): string {
  return path.join(folder, 'audit-policy.yaml');
}

export function auditLogFile({ folder }: Places): string {
  return path.join(folder, 'audit.log');
}

export function auditFlags(places: Places, audit: Audit): readonly string[] {
  if (audit === 'none') return [];
  return [`--audit-policy-file=${auditPolicyFile(places)}`, `--audit-log-path=${auditLogFile(places)}`];
}

/** What signs for clients. */
export function clientAuthorityFile({ folder }: Places): string {
  return path.join(folder, 'client-authority.crt');
}

/** Those that discovery reads the results of, and those without which namespaces and service accounts do not work. */
const CONTROLLERS = [
  'namespace',
  'serviceaccount',
  'serviceaccount-token',
  'endpoints',
  'endpointslice',
  'endpointslice-mirroring',
  'clusterrole-aggregation',
  'garbage-collector',
  'root-ca-certificate-publisher',
];

/** There is no kubelet and no scheduler: these would wait for them or change pods as they are made. */
const NO_ADMISSION = [
  'ServiceAccount',
  'TaintNodesByCondition',
  'DefaultTolerationSeconds',
  'Priority',
  'RuntimeClass',
  'StorageObjectInUseProtection',
];

export function etcdFlags({ folder, etcd, etcdPeers }: Places): readonly string[] {
  const [clients, peers] = [etcd, etcdPeers].map(port => `http://127.0.0.1:${port}`);
  return [
    `--data-dir=${path.join(folder, 'etcd')}`,
    '--unsafe-no-fsync', // the data is thrown away
    '--log-level=error',
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
    '--heartbeat-interval=50', // the one member waits for an election before it leads
    '--election-timeout=250',
    '--initial-election-tick-advance=true',
    `--quota-backend-bytes=${4 * 1024 ** 3}`,
  ];
}

export function apiServerFlags({ folder, etcd, api }: Places, featureGates: readonly string[]): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${api}`,
    '--advertise-address=192.0.2.1', // a loopback address cannot be an endpoint of the service `kubernetes`
    `--cert-dir=${path.join(folder, 'pki')}`, // the server makes its certificate itself
    '--authorization-mode=RBAC',
    '--anonymous-auth=false',
    `--token-auth-file=${path.join(folder, 'tokens.csv')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${path.join(folder, 'service-account.pub')}`,
    `--service-account-signing-key-file=${path.join(folder, 'service-account.key')}`,
    '--service-cluster-ip-range=10.96.0.0/12,fd00:10:96::/112',
    `--disable-admission-plugins=${NO_ADMISSION.join(',')}`,
    '--enable-priority-and-fairness=false',
    '--max-requests-inflight=2000',
    '--max-mutating-requests-inflight=2000',
    '--allow-privileged',
    '--profiling=false',
    '--shutdown-delay-duration=0s',
    ...(featureGates.length === 0 ? [] : [`--feature-gates=${featureGates.join(',')}`]),
  ];
}

export function controllerManagerFlags({ folder }: Places, garbage: 'collected' | 'kept'): readonly string[] {
  const controllers = CONTROLLERS.filter(name => garbage === 'collected' || name !== 'garbage-collector');
  return [
    `--kubeconfig=${path.join(folder, 'admin.kubeconfig')}`,
    '--leader-elect=false',
    '--secure-port=0',
    `--service-account-private-key-file=${path.join(folder, 'service-account.key')}`,
    `--root-ca-file=${path.join(folder, 'pki', 'apiserver.crt')}`,
    `--controllers=${controllers.map(name => `${name}-controller`).join(',')}`,
    '--kube-api-qps=2000',
    '--kube-api-burst=4000',
    '--kube-api-content-type=application/vnd.kubernetes.protobuf',
    '--concurrent-endpoint-syncs=16',
    '--concurrent-service-endpoint-syncs=16',
  ];
}
