/**
 * The lists of the built-in kinds whose items are merged by a field of theirs (`patchMergeKey` in the Kubernetes API
 * reference); every other list is replaced as a whole, tolerations among them.
 */
const MERGE_KEYS: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  secrets: 'name',
  hostAliases: 'ip',
  conditions: 'type',
  addresses: 'type',
  ownerReferences: 'uid',
  taints: 'key',
  topologySpreadConstraints: 'topologyKey',
  podIPs: 'ip',
  webhooks: 'name',
  schedulingGates: 'name',
  resourceClaims: 'name',
};

/** Lists of plain values that are merged. */
const SETS = ['finalizers'];

/** By which field the items of this list are told apart; `parent` is the object that the list is a field of. */
export function mergeKeyOf(field: string, parent: string): string | undefined {
  if (field !== 'ports') return MERGE_KEYS[field];
  // A container's ports by their number in it, a Service's by its own.
  return parent === 'spec' ? 'port' : 'containerPort';
}

/** Whether the plain values of this list are merged. */
export const isSet = (field: string): boolean => SETS.includes(field);

/** The fields that tell a list's items apart for who manages what, where they are more than the merge key. */
export function ownershipKeysOf(field: string, parent: string): string[] | undefined {
  const key = mergeKeyOf(field, parent);
  if (field === 'ports' && key) return [key, 'protocol'];
  if (field === 'topologySpreadConstraints') return ['topologyKey', 'whenUnsatisfiable'];
  return key === undefined || field === 'taints' ? undefined : [key];
}
