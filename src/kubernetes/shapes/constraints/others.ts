import { type ConstraintTable, NEEDED, needed, of, ofNonEmpty } from './constraint.ts';

/** Of services, configuration and claims; what a role or binding needs is told by its own rules. */
export const OTHER_CONSTRAINTS: ConstraintTable = {
  'core.v1.Service': { spec: NEEDED },
  'core.v1.ServiceSpec': {
    healthCheckNodePort: of('port-or-none'),
    loadBalancerClass: ofNonEmpty('label-key'),
    selector: { keys: 'label-key', format: 'label-value' },
    externalIPs: { format: 'ip', nullItems: 'refused', empty: 'refused' },
    internalTrafficPolicy: { empty: 'refused' },
    ipFamilyPolicy: { empty: 'refused' },
    loadBalancerSourceRanges: { format: 'cidr', nullItems: 'refused', empty: 'refused' },
  },
  'core.v1.ServicePort': {
    name: of('dns-label'),
    port: needed('port'),
    appProtocol: ofNonEmpty('label-key'),
  },
  'core.v1.ConfigMap': { data: { keys: 'config-key' }, binaryData: { keys: 'config-key' } },
  'core.v1.Secret': { data: { keys: 'config-key' }, stringData: { keys: 'config-key' } },
  'core.v1.PersistentVolumeClaim': { spec: NEEDED },
  'core.v1.PersistentVolumeClaimSpec': {
    accessModes: { needed: true, nullItems: 'refused', empty: 'refused' },
    resources: NEEDED,
    storageClassName: of('dns-name'),
    volumeAttributesClassName: of('dns-name'),
    volumeMode: { empty: 'refused' },
  },
  'core.v1.NamespaceSpec': { finalizers: { format: 'finalizer', nullItems: 'refused', empty: 'refused' } },
};
