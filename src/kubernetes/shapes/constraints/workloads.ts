import { type Constraints, type ConstraintTable, NEEDED, needed, of, ofNonEmpty } from './constraint.ts';

const SCALE: Constraints = { minReadySeconds: of('not-negative'), replicas: of('not-negative') };
const HISTORY: Constraints = { revisionHistoryLimit: of('not-negative') };
const SELECTED: Constraints = { selector: NEEDED, template: NEEDED };
const SPEC: Constraints = { spec: NEEDED };

/** See https://kubernetes.io/docs/concepts/workloads/controllers/ */
export const WORKLOAD_CONSTRAINTS: ConstraintTable = {
  'core.v1.Pod': SPEC,
  'apps.v1.Deployment': SPEC,
  'apps.v1.StatefulSet': SPEC,
  'apps.v1.DaemonSet': SPEC,
  'apps.v1.ReplicaSet': SPEC,
  'core.v1.ReplicationController': SPEC,
  'batch.v1.Job': SPEC,
  'batch.v1.CronJob': SPEC,
  'apps.v1.DeploymentSpec': { ...SCALE, ...HISTORY, ...SELECTED, progressDeadlineSeconds: of('not-negative') },
  'apps.v1.RollingUpdateDeployment': {
    maxSurge: ofNonEmpty('count-or-percentage'),
    maxUnavailable: ofNonEmpty('count-or-percentage'),
  },
  'apps.v1.StatefulSetSpec': {
    ...SCALE,
    ...SELECTED,
    serviceName: of('dns-label'),
    volumeClaimTemplates: { type: 'core.v1.PersistentVolumeClaim@template' },
  },
  'core.v1.PersistentVolumeClaim@template': { metadata: { type: 'meta.v1.ObjectMeta@unchecked' }, spec: NEEDED },
  'apps.v1.StatefulSetOrdinals': { start: of('not-negative') },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    whenDeleted: { values: ['Retain', 'Delete'] },
    whenScaled: { values: ['Retain', 'Delete'] },
  },
  'apps.v1.RollingUpdateStatefulSetStrategy': { partition: of('not-negative') },
  'apps.v1.DaemonSetSpec': { ...HISTORY, ...SELECTED, minReadySeconds: of('not-negative') },
  'apps.v1.RollingUpdateDaemonSet': {
    maxSurge: ofNonEmpty('count-or-percentage'),
    maxUnavailable: ofNonEmpty('count-or-percentage'),
  },
  'apps.v1.ReplicaSetSpec': { ...SCALE, ...SELECTED },
  'core.v1.ReplicationControllerSpec': { ...SCALE, template: NEEDED },
  'batch.v1.JobSpec': {
    parallelism: of('not-negative'),
    completions: of('not-negative'),
    activeDeadlineSeconds: of('not-negative'),
    backoffLimit: of('not-negative'),
    backoffLimitPerIndex: of('not-negative'),
    maxFailedIndexes: of('not-negative'),
    ttlSecondsAfterFinished: of('not-negative'),
    completionMode: { empty: 'refused' },
    podReplacementPolicy: { empty: 'refused' },
    managedBy: ofNonEmpty('domain-path'),
    template: NEEDED,
  },
  'batch.v1.SuccessPolicy': { rules: NEEDED },
  'batch.v1.SuccessPolicyRule': { succeededCount: of('not-negative') },
  'batch.v1.PodFailurePolicyRule': { action: NEEDED },
  'batch.v1.PodFailurePolicyOnExitCodesRequirement': { operator: NEEDED, values: NEEDED },
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': {
    type: needed('label-key'),
    status: { values: ['False', 'True', 'Unknown'] },
  },
  'batch.v1.CronJobSpec': {
    schedule: needed('schedule'),
    startingDeadlineSeconds: of('not-negative'),
    successfulJobsHistoryLimit: of('not-negative'),
    failedJobsHistoryLimit: of('not-negative'),
    jobTemplate: NEEDED,
  },
  'batch.v1.JobTemplateSpec': { metadata: { type: 'meta.v1.ObjectMeta@unchecked' }, spec: NEEDED },
};
