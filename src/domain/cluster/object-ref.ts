/** Names an object of a cluster as people do: `Deployment shop/checkout`, `Node ip-10-0-1-7`. */
export type ObjectRef = {
  /** As the API server spells it: `Deployment`. */
  readonly kind: string;
  /** Null for cluster-scoped kinds. */
  readonly namespace: string | null;
  readonly name: string;
};

/** A text that is the same exactly for the same object: for maps and sets. */
export function refKey({ kind, namespace, name }: ObjectRef): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

/** How a person reads it: `Deployment shop/checkout`. */
export function refWords({ kind, namespace, name }: ObjectRef): string {
  return namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Only the name of something that has more to it: what findings carry of an object. */
export function refOf({ kind, namespace, name }: ObjectRef): ObjectRef {
  return { kind, namespace, name };
}
