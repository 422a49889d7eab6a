import { ageOf } from './age.ts';
import { column, printer } from './table-printer.ts';

/** The scale subresource of anything. */
export const scalePrinter = printer(
  [column('Name'), column('Desired', 'integer'), column('Available', 'integer'), column('Age')],
  (object, now) => {
    const { spec, status } = object as unknown as {
      spec: { replicas?: number };
      status: { replicas?: number };
    };
    return [
      object.metadata.name,
      spec.replicas ?? 0,
      status.replicas ?? 0,
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);
