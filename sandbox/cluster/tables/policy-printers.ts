import { ageOf } from './age.ts';
import { ageColumn, column, nameColumn, printer } from './table-printer.ts';

type BudgetView = {
  spec: { minAvailable?: number | string; maxUnavailable?: number | string };
  status?: { disruptionsAllowed?: number };
};

export const budgetPrinter = printer(
  [
    nameColumn,
    column('Min Available'),
    column('Max Unavailable'),
    column('Allowed Disruptions', 'integer'),
    ageColumn,
  ],
  (object, now) => {
    const { spec, status = {} } = object as unknown as BudgetView;
    return [
      object.metadata.name,
      String(spec.minAvailable ?? 'N/A'),
      String(spec.maxUnavailable ?? 'N/A'),
      status.disruptionsAllowed ?? 0,
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);

export const priorityClassPrinter = printer(
  [
    nameColumn,
    column('Value', 'integer'),
    column('Global-Default', 'boolean'),
    ageColumn,
    column('PreemptionPolicy'),
  ],
  (object, now) => [
    object.metadata.name,
    object.value ?? 0,
    object.globalDefault ?? false,
    ageOf(object.metadata.creationTimestamp, now),
    object.preemptionPolicy ?? '<unset>',
  ],
);

export const quotaPrinter = printer(
  [nameColumn, column('Request'), column('Limit'), ageColumn],
  (object, now) => {
    const { hard = {}, used = {} } = (object.status ?? {}) as Record<string, Record<string, string>>;
    const texts = (wanted: (name: string) => boolean) =>
      Object.keys(hard)
        .filter(wanted)
        .sort()
        .map((name) => `${name}: ${used[name] ?? '0'}/${hard[name]}`)
        .join(', ');
    const limits = (name: string) => name.startsWith('limits.');
    return [
      object.metadata.name,
      texts((name) => !limits(name)),
      texts(limits),
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);

export const apiServicePrinter = printer(
  [nameColumn, column('Service'), column('Available'), ageColumn],
  (object, now) => {
    const { spec = {}, status = {} } = object as unknown as {
      spec?: { service?: { namespace: string; name: string } };
      status?: { conditions?: { type: string; status: string; reason?: string }[] };
    };
    const condition = status.conditions?.find(({ type }) => type === 'Available');
    const unavailable = condition ? `${condition.status} (${condition.reason ?? ''})` : 'Unknown';
    return [
      object.metadata.name,
      spec.service ? `${spec.service.namespace}/${spec.service.name}` : 'Local',
      condition?.status === 'True' ? 'True' : unavailable,
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);
