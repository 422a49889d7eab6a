import { ageOf } from './age.ts';
import { ageColumn, column, nameColumn, printer } from './table-printer.ts';

const sizeOf = (value: unknown): number => Object.keys((value ?? {}) as object).length;

export const namespacePrinter = printer([nameColumn, column('Status'), ageColumn], (object, now) => [
  object.metadata.name,
  (object.status as { phase?: string } | undefined)?.phase ?? '',
  ageOf(object.metadata.creationTimestamp, now),
]);

export const configMapPrinter = printer([nameColumn, column('Data'), ageColumn], (object, now) => [
  object.metadata.name,
  sizeOf(object.data) + sizeOf(object.binaryData),
  ageOf(object.metadata.creationTimestamp, now),
]);

export const secretPrinter = printer(
  [nameColumn, column('Type'), column('Data'), ageColumn],
  (object, now) => [
    object.metadata.name,
    object.type ?? 'Opaque',
    sizeOf(object.data),
    ageOf(object.metadata.creationTimestamp, now),
  ],
);

export const serviceAccountPrinter = printer([nameColumn, column('Secrets'), ageColumn], (object, now) => [
  object.metadata.name,
  ((object.secrets ?? []) as unknown[]).length,
  ageOf(object.metadata.creationTimestamp, now),
]);

export const leasePrinter = printer([nameColumn, column('Holder'), ageColumn], (object, now) => [
  object.metadata.name,
  (object.spec as { holderIdentity?: string } | undefined)?.holderIdentity ?? '',
  ageOf(object.metadata.creationTimestamp, now),
]);

export const controllerRevisionPrinter = printer(
  [nameColumn, column('Controller'), column('Revision'), ageColumn],
  (object, now) => {
    const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
    const [group = ''] = (owner?.apiVersion ?? '').split('/');
    return [
      object.metadata.name,
      owner ? `${owner.kind.toLowerCase()}.${group}/${owner.name}` : '<none>',
      object.revision ?? 0,
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);

export const webhookConfigurationPrinter = printer(
  [nameColumn, column('Webhooks', 'integer'), ageColumn],
  (object, now) => [
    object.metadata.name,
    ((object.webhooks ?? []) as unknown[]).length,
    ageOf(object.metadata.creationTimestamp, now),
  ],
);

export const runtimeClassPrinter = printer([nameColumn, column('Handler'), ageColumn], (object, now) => [
  object.metadata.name,
  object.handler ?? '',
  ageOf(object.metadata.creationTimestamp, now),
]);
