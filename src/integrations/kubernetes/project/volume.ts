import type { Volume } from '../../../domain/cluster/pod-spec.ts';
import { type Fields, fields, flag, isFields, list, text } from './fields.ts';
import { volumeName } from './token-volume.ts';

/** A volume of a pod. A projected one counts as what it is, `projected`: it may draw on several sources. */
export function volume(value: Fields): Volume {
  const name = volumeName(text(value.name));
  if (isFields(value.configMap)) {
    return { name, kind: 'ConfigMap', source: text(value.configMap.name), ...keysOf(value.configMap) };
  }
  if (isFields(value.secret)) {
    return { name, kind: 'Secret', source: text(value.secret.secretName), ...keysOf(value.secret) };
  }
  if (isFields(value.persistentVolumeClaim)) {
    return { name, kind: 'Claim', source: text(value.persistentVolumeClaim.claimName) };
  }
  if (isFields(value.hostPath)) return { name, kind: 'HostPath', source: text(value.hostPath.path) };
  for (const source in value) if (source !== 'name') return { name, kind: 'Other', source };
  return { name, kind: 'Other', source: 'emptyDir' };
}

function keysOf({ items, optional }: Fields): {
  readonly keys: readonly string[];
  readonly optional: boolean;
} {
  return { keys: list(items).map((item) => text(fields(item).key)), optional: flag(optional) };
}
