import type { ClusterObject } from '../cluster-object.ts';
import { ageOf } from './age.ts';
import { ageColumn, column, nameColumn, printer, wide } from './table-printer.ts';

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

type VolumeSpec = {
  volumeName?: string;
  storageClassName?: string;
  volumeAttributesClassName?: string;
  volumeMode?: string;
  accessModes?: string[];
  capacity?: { storage?: string };
  persistentVolumeReclaimPolicy?: string;
  claimRef?: { namespace: string; name: string };
};

type VolumeView = {
  spec: VolumeSpec;
  status?: { phase?: string; reason?: string; accessModes?: string[]; capacity?: { storage?: string } };
};

const modesCell = (modes: readonly string[] | undefined): string =>
  Object.keys(MODES)
    .filter((mode) => modes?.includes(mode))
    .map((mode) => MODES[mode])
    .join(',');

const phaseCell = (object: ClusterObject, phase: string | undefined): string =>
  object.metadata.deletionTimestamp ? 'Terminating' : (phase ?? '');

export const claimPrinter = printer(
  [
    nameColumn,
    column('Status'),
    column('Volume'),
    column('Capacity'),
    column('Access Modes'),
    column('StorageClass'),
    column('VolumeAttributesClass'),
    ageColumn,
    wide('VolumeMode'),
  ],
  (object, now) => {
    const { spec, status = {} } = object as unknown as VolumeView;
    const bound = (spec.volumeName ?? '') !== '';
    return [
      object.metadata.name,
      phaseCell(object, status.phase),
      spec.volumeName ?? '',
      bound ? (status.capacity?.storage ?? '0') : '',
      bound ? modesCell(status.accessModes) : '',
      spec.storageClassName ?? '',
      spec.volumeAttributesClassName ?? '<unset>',
      ageOf(object.metadata.creationTimestamp, now),
      spec.volumeMode ?? '<unset>',
    ];
  },
);

export const volumePrinter = printer(
  [
    nameColumn,
    column('Capacity'),
    column('Access Modes'),
    column('Reclaim Policy'),
    column('Status'),
    column('Claim'),
    column('StorageClass'),
    column('VolumeAttributesClass'),
    column('Reason'),
    ageColumn,
    wide('VolumeMode'),
  ],
  (object, now) => {
    const { spec, status = {} } = object as unknown as VolumeView;
    const { claimRef } = spec;
    return [
      object.metadata.name,
      spec.capacity?.storage ?? '0',
      modesCell(spec.accessModes),
      spec.persistentVolumeReclaimPolicy ?? '',
      phaseCell(object, status.phase),
      claimRef ? `${claimRef.namespace}/${claimRef.name}` : '',
      spec.storageClassName ?? '',
      spec.volumeAttributesClassName ?? '<unset>',
      status.reason ?? '',
      ageOf(object.metadata.creationTimestamp, now),
      spec.volumeMode ?? '<unset>',
    ];
  },
);

export const storageClassPrinter = printer(
  [
    nameColumn,
    column('Provisioner'),
    column('ReclaimPolicy'),
    column('VolumeBindingMode'),
    column('AllowVolumeExpansion', 'boolean'),
    ageColumn,
  ],
  (object, now) => {
    const isDefault = object.metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
    return [
      isDefault ? `${object.metadata.name} (default)` : object.metadata.name,
      object.provisioner ?? '',
      object.reclaimPolicy ?? 'Delete',
      object.volumeBindingMode ?? 'Immediate',
      object.allowVolumeExpansion ?? false,
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);
