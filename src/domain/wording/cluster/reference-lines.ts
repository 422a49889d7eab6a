import type { ClusterView, ViewKind } from '../../cluster/cluster-view.ts';
import type { KeyRef, PodSpec } from '../../cluster/pod-spec.ts';

/** A thing that pods need by its name. `keys` empty: all of it. */
type Reference = {
  readonly kind: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly optional: boolean;
};

/**
 * What a pod or template refers to, each with whether it is there: `ConfigMap app: there, keys level`, `ConfigMap app:
 * MISSING`. Of Secrets nobody knows, because they are not read.
 */
export function referenceLines(spec: PodSpec, namespace: string, view: ClusterView): readonly string[] {
  return merged(references(spec)).map(({ kind, name, keys, optional }) => {
    const wanted = keys.length === 0 ? '' : `, keys ${keys.join(', ')}`;
    return `${kind} ${name}: ${stateOf(kind, name, keys, namespace, view)}${wanted}${optional ? ' (optional)' : ''}`;
  });
}

function references(spec: PodSpec): readonly Reference[] {
  const refs = spec.containers.flatMap(({ env, envFrom }): readonly KeyRef[] => [
    ...env.flatMap(({ from }) => (from === null || from.kind === 'Field' ? [] : [from])),
    ...envFrom,
  ]);
  return [
    ...refs.map(({ kind, name, key, optional }) => ({
      kind,
      name,
      keys: key === null ? [] : [key],
      optional,
    })),
    ...spec.volumes.flatMap((volume): readonly Reference[] => {
      if (volume.kind === 'ConfigMap' || volume.kind === 'Secret') {
        // Every namespace has it, and every pod mounts it.
        if (volume.source === 'kube-root-ca.crt') return [];
        return [{ kind: volume.kind, name: volume.source, keys: volume.keys, optional: volume.optional }];
      }
      return volume.kind === 'Claim'
        ? [{ kind: 'Claim', name: volume.source, keys: [], optional: false }]
        : [];
    }),
    ...spec.pullSecrets.map((name) => ({ kind: 'Secret', name, keys: [], optional: true })),
    { kind: 'ServiceAccount', name: spec.serviceAccount, keys: [], optional: false },
  ];
}

/** One line for each thing, with all keys that anybody wants of it. */
function merged(all: readonly Reference[]): readonly Reference[] {
  const groups = Map.groupBy(all, ({ kind, name }) => `${kind}/${name}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const keys = [...new Set(group.flatMap((each) => each.keys))];
    return [{ ...first, keys, optional: group.every(({ optional }) => optional) }];
  });
}

const kept: Readonly<Record<string, ViewKind>> = {
  ConfigMap: 'configmaps',
  Claim: 'persistentvolumeclaims',
  ServiceAccount: 'serviceaccounts',
};

function stateOf(
  kind: string,
  name: string,
  keys: readonly string[],
  namespace: string,
  view: ClusterView,
): string {
  const plural = Object.hasOwn(kept, kind) ? kept[kind] : undefined;
  if (plural === undefined) return 'not looked at, Secrets are never read';
  if (!view.asked.includes(plural) || view.gaps.some((gap) => gap.kind === plural))
    return 'could not be looked at';
  if (kind === 'Claim') {
    const claim = view.persistentvolumeclaims.find(
      (each) => each.name === name && each.namespace === namespace,
    );
    return claim ? claim.phase : 'MISSING';
  }
  if (kind === 'ConfigMap') {
    const map = view.configmaps.find((each) => each.name === name && each.namespace === namespace);
    if (!map) return 'MISSING';
    const lacking = keys.filter((key) => !map.keys.includes(key));
    return lacking.length === 0 ? 'there' : `there, but WITHOUT the key ${lacking.join(', ')}`;
  }
  return view.serviceaccounts.some((each) => each.name === name && each.namespace === namespace)
    ? 'there'
    : 'MISSING';
}
