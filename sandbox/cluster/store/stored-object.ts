import type { ClusterObject } from '../cluster-object.ts';

/** An object that never changes: a write replaces it. So its text can be kept, once it was asked for. */
export type StoredObject = {
  readonly object: ClusterObject;
  /** `namespace/name`, or `name` of what is in no namespace: the order of lists. */
  readonly key: string;
  /** The text under this name, made at the first time. */
  text(form: string, make: () => string): string;
};

/** Wraps an object for the store. */
export function storedObject(object: ClusterObject): StoredObject {
  const texts = new Map<string, string>();
  return {
    object,
    key: keyOf(object.metadata.namespace, object.metadata.name),
    text(form, make) {
      const known = texts.get(form);
      if (known !== undefined) return known;
      const text = make();
      texts.set(form, text);
      return text;
    },
  };
}

/** The key of a name, with its namespace if it has one. */
export const keyOf = (namespace: string | undefined, name: string): string =>
  namespace ? `${namespace}/${name}` : name;
