import type { ContainerSpec, PodSpec } from './pod-spec.ts';

/** Something that a pod names and needs. */
export type Reference = {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount' | 'PriorityClass';
  readonly name: string;
  /** A key in it that is needed; null: the object as a whole. */
  readonly key: string | null;
  readonly optional: boolean;
  /** Where in the pod it stands: `env DB_HOST of container app`, `volume settings`. */
  readonly where: string;
};

/** What environments name. Pods of one template have the very same ones, and are asked for it by several checks. */
const environments = new WeakMap<ContainerSpec['env'], Environment>();

type Environment = Pick<ContainerSpec, 'name' | 'envFrom'> & { readonly references: readonly Reference[] };

/** Everything that a pod of this spec names: in volumes, environment, pull secrets, service account and priority. */
export function referencesOf(spec: PodSpec): readonly Reference[] {
  return [...referencesOfPod(spec), ...spec.containers.flatMap(referencesOfContainer)];
}

/** What a pod names outside of its containers. */
export function referencesOfPod(spec: PodSpec): readonly Reference[] {
  const whole = { key: null, optional: false };
  const named: Reference[] = [
    { ...whole, kind: 'ServiceAccount', name: spec.serviceAccount, where: 'serviceAccountName' },
    ...spec.pullSecrets.map(
      (name): Reference => ({ ...whole, kind: 'Secret', name, where: 'imagePullSecrets' }),
    ),
  ];
  if (spec.priorityClass !== null) {
    named.push({ ...whole, kind: 'PriorityClass', name: spec.priorityClass, where: 'priorityClassName' });
  }
  return [...named.filter(({ name }) => name !== ''), ...volumes(spec)];
}

/** What the environment of a container names: the same list for containers that share theirs. */
export function referencesOfContainer(container: ContainerSpec): readonly Reference[] {
  const { name, env, envFrom } = container;
  const known = environments.get(env);
  if (known?.name === name && known.envFrom === envFrom) return known.references;
  const references = environment(container);
  environments.set(env, { name, envFrom, references });
  return references;
}

function volumes(spec: PodSpec): readonly Reference[] {
  return spec.volumes.flatMap((volume): readonly Reference[] => {
    const where = `volume ${volume.name}`;
    if (volume.kind === 'Claim') {
      return [{ kind: 'PersistentVolumeClaim', name: volume.source, key: null, optional: false, where }];
    }
    if (volume.kind !== 'ConfigMap' && volume.kind !== 'Secret') return [];
    const { kind, source: name, optional } = volume;
    const keys = volume.keys.map((key): Reference => ({ kind, name, key, optional, where }));
    return [{ kind, name, key: null, optional, where }, ...keys];
  });
}

function environment(container: ContainerSpec): readonly Reference[] {
  const all = container.envFrom.map(
    (from): Reference => ({ ...from, where: `envFrom of container ${container.name}` }),
  );
  for (const { name: variable, from } of container.env) {
    if (from === null || from.kind === 'Field') continue;
    const { kind, name, key, optional } = from;
    all.push({ kind, name, key, optional, where: `env ${variable} of container ${container.name}` });
  }
  return all;
}
