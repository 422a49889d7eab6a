/**
 * Remembers what was found out about an object for a namespace, by the object itself: what pods share is looked at once.
 * In: a pure function. Out: the same, which keeps its answers as long as it lives.
 */
export function oncePerNamespace<T extends object, R>(
  find: (object: T, namespace: string | null) => R,
): (object: T, namespace: string | null) => R {
  const known = new Map<T, Map<string | null, R>>();
  return (object, namespace) => {
    const here = known.get(object) ?? new Map<string | null, R>();
    const found = here.get(namespace);
    if (found !== undefined) return found;
    const made = find(object, namespace);
    known.set(object, here.set(namespace, made));
    return made;
  };
}
