import {
  type Constraint,
  type Constraints,
  type ConstraintTable,
  NEEDED,
  needed,
  of,
  ofNonEmpty,
} from './constraint.ts';

const ITEMS: Constraints = { defaultMode: of('file-mode') };
const SECRET_REF: Constraint = { type: 'core.v1.LocalObjectReference@needed' };
const NAMED_SECRET: Constraint = { type: 'core.v1.LocalObjectReference@named' };

/** See https://kubernetes.io/docs/concepts/storage/volumes/ */
export const VOLUME_CONSTRAINTS: ConstraintTable = {
  'core.v1.LocalObjectReference@needed': { name: NEEDED },
  'core.v1.LocalObjectReference@named': { name: needed('dns-name') },
  'core.v1.Volume': { name: needed('dns-label') },
  'core.v1.EmptyDirVolumeSource': {},
  'core.v1.ConfigMapVolumeSource': { ...ITEMS, name: NEEDED },
  'core.v1.SecretVolumeSource': { ...ITEMS, secretName: NEEDED },
  'core.v1.KeyToPath': { key: NEEDED, path: needed('local-path'), mode: of('file-mode') },
  'core.v1.PersistentVolumeClaimVolumeSource': { claimName: NEEDED },
  'core.v1.HostPathVolumeSource': { path: needed('host-path') },
  'core.v1.DownwardAPIVolumeSource': ITEMS,
  'core.v1.DownwardAPIVolumeFile': { path: needed('local-path'), mode: of('file-mode') },
  'core.v1.ProjectedVolumeSource': ITEMS,
  'core.v1.ConfigMapProjection': { name: NEEDED },
  'core.v1.SecretProjection': { name: NEEDED },
  'core.v1.ServiceAccountTokenProjection': { path: needed('local-path') },
  'core.v1.CSIVolumeSource': { driver: NEEDED, nodePublishSecretRef: NAMED_SECRET },
  'core.v1.EphemeralVolumeSource': { volumeClaimTemplate: NEEDED },
  'core.v1.PersistentVolumeClaimTemplate': { metadata: { type: 'meta.v1.ObjectMeta@template' }, spec: NEEDED },
  'core.v1.NFSVolumeSource': { server: NEEDED, path: needed('absolute-path') },
  'core.v1.ImageVolumeSource': { reference: NEEDED },
  'core.v1.ISCSIVolumeSource': {
    targetPortal: NEEDED,
    iqn: needed('iqn'),
    lun: of('up-to-255'),
    initiatorName: ofNonEmpty('iqn'),
  },
  'core.v1.FCVolumeSource': { lun: of('up-to-255') },
  'core.v1.FlexVolumeSource': { driver: NEEDED },
  'core.v1.AWSElasticBlockStoreVolumeSource': { volumeID: NEEDED, partition: of('up-to-255') },
  'core.v1.AzureDiskVolumeSource': {
    diskName: NEEDED,
    diskURI: NEEDED,
    kind: { empty: 'refused' },
    cachingMode: { empty: 'refused' },
  },
  'core.v1.AzureFileVolumeSource': { secretName: NEEDED, shareName: NEEDED },
  'core.v1.CephFSVolumeSource': { monitors: NEEDED },
  'core.v1.CinderVolumeSource': { volumeID: NEEDED, secretRef: SECRET_REF },
  'core.v1.GCEPersistentDiskVolumeSource': { pdName: NEEDED, partition: of('up-to-255') },
  'core.v1.GitRepoVolumeSource': { repository: NEEDED, directory: of('local-path') },
  'core.v1.GlusterfsVolumeSource': { endpoints: NEEDED, path: NEEDED },
  'core.v1.PhotonPersistentDiskVolumeSource': { pdID: NEEDED },
  'core.v1.PortworxVolumeSource': { volumeID: NEEDED },
  'core.v1.QuobyteVolumeSource': { registry: NEEDED, volume: NEEDED },
  'core.v1.RBDVolumeSource': { monitors: NEEDED, image: NEEDED },
  'core.v1.ScaleIOVolumeSource': { gateway: NEEDED, system: NEEDED, volumeName: NEEDED },
  'core.v1.StorageOSVolumeSource': {
    volumeName: needed('dns-label'),
    volumeNamespace: of('dns-label'),
    secretRef: SECRET_REF,
  },
  'core.v1.VsphereVirtualDiskVolumeSource': { volumePath: NEEDED },
};
