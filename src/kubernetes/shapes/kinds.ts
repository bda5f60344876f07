/** A kind whose shape is known. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
}

const NAMES = {
  v1: [
    'ConfigMap',
    'Namespace',
    'PersistentVolumeClaim',
    'Pod',
    'ReplicationController',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'batch/v1': ['CronJob', 'Job'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
} as const;

/** The kinds whose shapes are known: those around a Prometheus in a cluster. Lists of them are known too. */
export const KNOWN_KINDS: readonly KnownKind[] = Object.entries(NAMES).flatMap(([apiVersion, kinds]) =>
  kinds.map(kind => ({ apiVersion, kind })),
);

/** The name of the kind's definition: `apps.v1.Deployment`; undefined for a kind that is not among the known ones. */
export function definitionName(apiVersion: string, kind: string): string | undefined {
  const isKnown = KNOWN_KINDS.some(one => one.apiVersion === apiVersion && one.kind === kind);
  if (!isKnown) return undefined;
  const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  return `${group.split('.')[0]}.${version}.${kind}`;
}
