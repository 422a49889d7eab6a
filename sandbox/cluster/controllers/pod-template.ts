import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ClusterObject, ObjectMeta } from '../cluster-object.ts';
import { isMap, type JsonMap } from '../patches/json-value.ts';
import { defaultTemplate } from '../writes/pod-defaults.ts';
import { ownedBy } from './controller-context.ts';

const HASH_LABEL = 'pod-template-hash';
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The template of a workload, completed as the server does it. */
export const templateOf = ({ spec }: ClusterObject): JsonMap =>
  defaultTemplate(isMap(spec) && isMap(spec.template) ? spec.template : {});

/** A template without the label by which ReplicaSets tell theirs apart. */
function withoutHash(template: JsonMap): JsonMap {
  const metadata = { ...(isMap(template.metadata) ? template.metadata : {}) };
  const { [HASH_LABEL]: _, ...labels } = isMap(metadata.labels) ? metadata.labels : {};
  delete metadata.creationTimestamp;
  return { ...template, metadata: { ...metadata, labels } };
}

/** Whether two templates make the same pods. */
export const sameTemplate = (one: JsonMap, other: JsonMap): boolean =>
  isDeepStrictEqual(
    JSON.parse(JSON.stringify(withoutHash(one))),
    JSON.parse(JSON.stringify(withoutHash(other))),
  );

/** Ten characters that stand for a template: not those of a real server, but as stable. */
export function templateHash(template: JsonMap): string {
  const digest = createHash('sha256')
    .update(canonical(withoutHash(template)))
    .digest();
  return [...digest.subarray(0, 10)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** JSON with the fields of objects in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    isMap(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** A pod of a template for this owner. */
export function podOf(
  owner: ClusterObject,
  template: JsonMap,
  name: Pick<ObjectMeta, 'name'> | { generateName: string },
  labels: Record<string, string> = {},
): ClusterObject {
  const metadata = isMap(template.metadata) ? template.metadata : {};
  const { namespace } = owner.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      ...name,
      ...(namespace ? { namespace } : {}),
      labels: { ...(metadata.labels as Record<string, string> | undefined), ...labels },
      ...(metadata.annotations ? { annotations: metadata.annotations as Record<string, string> } : {}),
      ownerReferences: [ownedBy(owner)],
    },
    spec: structuredClone(template.spec),
  };
}
