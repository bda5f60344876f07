import { COMPLETE_POD } from './complete-pod.ts';

function indented(text: string, blanks: number): string {
  return text.trim().replaceAll(/^/gm, ' '.repeat(blanks));
}

const METADATA = `
metadata:
  name: shop
  namespace: shop
  labels: { app: shop }
  annotations: { example.com/note: text }
  finalizers: [example.com/finish]
  ownerReferences:
    - { apiVersion: v1, kind: ConfigMap, name: owner, uid: 5b2a, controller: true, blockOwnerDeletion: true }
`;

const CLUSTER_METADATA = METADATA.replace('  namespace: shop\n', '');

const SELECTOR =
  'selector: { matchLabels: { app: shop }, matchExpressions: [{ key: app, operator: In, values: [shop] }] }';

/** A template as small as they come, for what is around it. */
const SMALL_TEMPLATE = `
metadata: { labels: { app: shop } }
spec:
  containers: [{ name: main, image: shop:1 }]
`;

const JOB_TEMPLATE = `${SMALL_TEMPLATE.trimEnd()}
  restartPolicy: Never
`;

const JOB_SPEC = `
activeDeadlineSeconds: 100
backoffLimit: 3
completionMode: Indexed
completions: 3
parallelism: 2
backoffLimitPerIndex: 1
maxFailedIndexes: 2
managedBy: example.com/controller
podReplacementPolicy: Failed
suspend: true
ttlSecondsAfterFinished: 60
successPolicy: { rules: [{ succeededIndexes: 0-1, succeededCount: 1 }] }
podFailurePolicy:
  rules:
    - { action: FailJob, onExitCodes: { containerName: main, operator: In, values: [1, 2] } }
    - { action: Ignore, onPodConditions: [{ type: DisruptionTarget, status: 'True' }] }
template:
${indented(JOB_TEMPLATE, 2)}
`;

/** Valid objects that have nearly every field that a user may write: of each kind at least one. */
export const COMPLETE_OBJECTS: readonly string[] = [
  `apiVersion: v1
kind: Pod
metadata:
  name: shop
  namespace: shop
${COMPLETE_POD.trim().replace('metadata:\n', '')}
`,
  `apiVersion: apps/v1
kind: Deployment${METADATA}spec:
  minReadySeconds: 5
  paused: true
  progressDeadlineSeconds: 60
  replicas: 3
  revisionHistoryLimit: 4
  ${SELECTOR}
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 1 } }
  template:
${indented(SMALL_TEMPLATE, 4)}
`,
  `apiVersion: apps/v1
kind: StatefulSet${METADATA}spec:
  minReadySeconds: 5
  ordinals: { start: 1 }
  persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain, whenScaled: Delete }
  podManagementPolicy: Parallel
  replicas: 3
  revisionHistoryLimit: 4
  ${SELECTOR}
  serviceName: shop
  updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1, maxUnavailable: 1 } }
  template:
${indented(SMALL_TEMPLATE, 4)}
  volumeClaimTemplates:
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: data, labels: { a: b } }
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
        storageClassName: fast
        volumeMode: Filesystem
`,
  `apiVersion: apps/v1
kind: DaemonSet${METADATA}spec:
  minReadySeconds: 5
  revisionHistoryLimit: 4
  ${SELECTOR}
  updateStrategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0, maxUnavailable: 10% } }
  template:
${indented(SMALL_TEMPLATE, 4)}
`,
  `apiVersion: apps/v1
kind: ReplicaSet${METADATA}spec:
  minReadySeconds: 5
  replicas: 3
  ${SELECTOR}
  template:
${indented(SMALL_TEMPLATE, 4)}
`,
  `apiVersion: v1
kind: ReplicationController${METADATA}spec:
  minReadySeconds: 5
  replicas: 3
  selector: { app: shop }
  template:
${indented(SMALL_TEMPLATE, 4)}
`,
  `apiVersion: batch/v1
kind: Job${METADATA}spec:
${indented(JOB_SPEC, 2)}
`,
  `apiVersion: batch/v1
kind: Job
metadata: { name: selected, namespace: shop }
spec:
  manualSelector: true
  ${SELECTOR}
  template:
${indented(JOB_TEMPLATE, 4)}
`,
  `apiVersion: batch/v1
kind: CronJob${METADATA}spec:
  concurrencyPolicy: Forbid
  failedJobsHistoryLimit: 1
  schedule: '*/5 * * * *'
  startingDeadlineSeconds: 60
  successfulJobsHistoryLimit: 3
  suspend: true
  timeZone: Etc/UTC
  jobTemplate:
    metadata: { labels: { app: shop }, annotations: { a: b } }
    spec:
${indented(JOB_SPEC, 6)}
`,
  `apiVersion: v1
kind: Service${METADATA}spec:
  allocateLoadBalancerNodePorts: true
  externalIPs: [192.0.2.7]
  externalTrafficPolicy: Local
  healthCheckNodePort: 32000
  internalTrafficPolicy: Cluster
  ipFamilies: [IPv4]
  ipFamilyPolicy: SingleStack
  loadBalancerClass: example.com/lb
  loadBalancerIP: 192.0.2.8
  loadBalancerSourceRanges: [192.0.2.0/24]
  ports:
    - { name: http, port: 80, targetPort: http, protocol: TCP, nodePort: 30080, appProtocol: http }
    - { name: dns, port: 53, targetPort: 5353, protocol: UDP }
  publishNotReadyAddresses: true
  selector: { app: shop }
  sessionAffinity: ClientIP
  sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } }
  trafficDistribution: PreferClose
  type: LoadBalancer
`,
  `apiVersion: v1
kind: Service
metadata: { name: headless, namespace: shop }
spec:
  clusterIP: None
  clusterIPs: [None]
  ports: [{ port: 80 }]
  selector: { app: shop }
`,
  `apiVersion: v1
kind: Service
metadata: { name: outside, namespace: shop }
spec:
  type: ExternalName
  externalName: example.com
`,
  `apiVersion: v1
kind: ServiceAccount${METADATA}automountServiceAccountToken: true
imagePullSecrets: [{ name: registry }]
secrets: [{ name: token, namespace: shop, kind: Secret, apiVersion: v1, fieldPath: a, resourceVersion: '1', uid: u }]
`,
  `apiVersion: v1
kind: ConfigMap${METADATA}data: { a: text, b.yml: 'a: 1' }
binaryData: { c: aGVsbG8= }
immutable: true
`,
  `apiVersion: v1
kind: Secret${METADATA}data: { a: aGVsbG8= }
stringData: { b: text }
immutable: true
type: Opaque
`,
  `apiVersion: v1
kind: PersistentVolumeClaim${METADATA}spec:
  accessModes: [ReadWriteOnce]
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: snap }
  dataSourceRef: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: snap }
  resources: { limits: { storage: 2Gi }, requests: { storage: 1Gi } }
  selector: { matchLabels: { a: b }, matchExpressions: [{ key: c, operator: DoesNotExist }] }
  storageClassName: fast
  volumeMode: Filesystem
  volumeName: volume
  volumeAttributesClassName: gold
`,
  `apiVersion: v1
kind: Namespace${CLUSTER_METADATA.replace('name: shop', 'name: fresh')}spec: { finalizers: [kubernetes] }
`,
  `apiVersion: rbac.authorization.k8s.io/v1
kind: Role${METADATA}rules:
  - { apiGroups: [''], resources: [pods, pods/log], resourceNames: [web], verbs: [get, list] }
`,
  `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole${CLUSTER_METADATA}rules:
  - { apiGroups: [apps], resources: [deployments], verbs: ['*'] }
  - { nonResourceURLs: [/metrics], verbs: [get] }
aggregationRule:
  clusterRoleSelectors:
    - { matchLabels: { a: b } }
    - { matchExpressions: [{ key: a, operator: Exists }] }
`,
  `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding${METADATA}roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects:
  - { kind: ServiceAccount, name: shop, namespace: shop }
  - { kind: User, name: jane, apiGroup: rbac.authorization.k8s.io }
  - { kind: Group, name: 'system:masters', apiGroup: rbac.authorization.k8s.io }
`,
  `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding${CLUSTER_METADATA}roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
subjects:
  - { kind: ServiceAccount, name: shop, namespace: shop }
  - { kind: User, name: jane, apiGroup: rbac.authorization.k8s.io }
`,
];
