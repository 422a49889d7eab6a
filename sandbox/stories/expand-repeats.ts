import { z } from 'zod';

/** An object of the cluster, as `kubectl get -o yaml` prints it. */
export type ClusterObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
};

const clusterObject = z.custom<ClusterObject>(
  (value) =>
    z
      .looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        metadata: z.looseObject({ name: z.string() }),
      })
      .safeParse(value).success,
  'neither an object of the cluster nor a repeat',
);
const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
type Row = z.infer<typeof row>;
const range = z.strictObject({ from: z.number().int(), to: z.number().int() });
const repeated = z.strictObject({ repeat: z.union([z.array(row).min(1), range]), object: clusterObject });

const placeholder = /\$\{(\w+)(?::(\d+))?\}/g;
const onlyPlaceholder = /^\$\{(\w+)\}$/;

/**
 * One YAML document as objects of the cluster. Besides an object by itself it may be
 * `repeat: [{...}, ...]` and `object:`, for what a cluster has many of: the object once per row, with `${key}`
 * replaced by the row's value; or `repeat: {from, to}`, where `${n}` counts and `${n:3}` is padded to 3 digits.
 * Throws what zod throws when it is neither, and when a placeholder has no value.
 */
export function expandRepeats(document: unknown): ClusterObject[] {
  const many = repeated.safeParse(document);
  if (!many.success) return [clusterObject.parse(document)];
  const { repeat, object } = many.data;
  const rows = Array.isArray(repeat) ? repeat : counted(repeat);
  return rows.map((values) => clusterObject.parse(filled(object, values)));
}

function counted({ from, to }: z.infer<typeof range>): Row[] {
  return Array.from({ length: to - from + 1 }, (_, step) => ({ n: from + step }));
}

function filled(value: unknown, values: Row): unknown {
  if (typeof value === 'string') return filledText(value, values);
  if (Array.isArray(value)) return value.map((item) => filled(item, values));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values)]));
}

function filledText(text: string, values: Row): unknown {
  const whole = onlyPlaceholder.exec(text)?.[1];
  if (whole) return required(values, whole);
  return text.replace(placeholder, (_, key: string, width?: string) =>
    String(required(values, key)).padStart(Number(width ?? 0), '0'),
  );
}

function required(values: Row, key: string) {
  const value = values[key];
  if (value === undefined) throw new Error(`no value for ${key} in ${JSON.stringify(values)}`);
  return value;
}
