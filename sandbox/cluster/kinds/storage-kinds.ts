import { kindsOf, statusOf } from './resource-kind.ts';

export const storageKinds = kindsOf('storage.k8s.io', 'v1', [
  { kind: 'CSIDriver', resource: 'csidrivers', cluster: true },
  { kind: 'CSINode', resource: 'csinodes', cluster: true },
  { kind: 'CSIStorageCapacity', resource: 'csistoragecapacities' },
  { kind: 'StorageClass', resource: 'storageclasses', cluster: true, shortNames: ['sc'] },
  {
    kind: 'VolumeAttachment',
    resource: 'volumeattachments',
    cluster: true,
    subresources: [statusOf('VolumeAttachment')],
  },
  {
    kind: 'VolumeAttributesClass',
    resource: 'volumeattributesclasses',
    cluster: true,
    shortNames: ['vac'],
  },
]);

export const resourceKinds = kindsOf('resource.k8s.io', 'v1', [
  { kind: 'DeviceClass', resource: 'deviceclasses', cluster: true },
  { kind: 'ResourceClaim', resource: 'resourceclaims', subresources: [statusOf('ResourceClaim')] },
  { kind: 'ResourceClaimTemplate', resource: 'resourceclaimtemplates' },
  { kind: 'ResourceSlice', resource: 'resourceslices', cluster: true },
]);
