import { type ConstraintTable, NEEDED, needed, of } from './constraint.ts';

/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/ */
export const METADATA_CONSTRAINTS: ConstraintTable = {
  'meta.v1.ObjectMeta': {
    namespace: of('dns-label'),
    labels: { keys: 'label-key', format: 'label-value' },
    annotations: { keys: 'annotation-key' },
    finalizers: { format: 'finalizer', nullItems: 'refused', empty: 'refused' },
  },
  'meta.v1.ObjectMeta@template': {
    labels: { keys: 'label-key', format: 'label-value' },
    annotations: { keys: 'annotation-key' },
    ownerReferences: { type: 'meta.v1.OwnerReference@unchecked' },
  },
  'meta.v1.ObjectMeta@unchecked': { ownerReferences: { type: 'meta.v1.OwnerReference@unchecked' } },
  'meta.v1.OwnerReference': { apiVersion: NEEDED, kind: NEEDED, name: NEEDED, uid: NEEDED },
  'meta.v1.LabelSelector': { matchLabels: { keys: 'label-key', format: 'label-value' } },
  'meta.v1.LabelSelectorRequirement': {
    key: needed('label-key'),
    operator: { needed: true, values: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
    values: { format: 'label-value' },
  },
};
