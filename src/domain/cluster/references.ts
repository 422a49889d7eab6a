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
  const named: Reference[] = [];
  const add = (kind: Reference['kind'], name: string, where: string) => {
    if (name !== '') named.push({ kind, name, key: null, optional: false, where });
  };
  add('ServiceAccount', spec.serviceAccount, 'serviceAccountName');
  for (const name of spec.pullSecrets) add('Secret', name, 'imagePullSecrets');
  if (spec.priorityClass !== null) add('PriorityClass', spec.priorityClass, 'priorityClassName');
  addVolumes(spec, named);
  return named;
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

function addVolumes({ volumes }: PodSpec, named: Reference[]): void {
  for (const volume of volumes) {
    if (volume.kind === 'Other' || volume.kind === 'HostPath') continue;
    const where = `volume ${volume.name}`;
    if (volume.kind === 'Claim') {
      named.push({ kind: 'PersistentVolumeClaim', name: volume.source, key: null, optional: false, where });
    } else {
      const { kind, source: name, optional, keys } = volume;
      for (const key of [null, ...keys]) named.push({ kind, name, key, optional, where });
    }
  }
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
