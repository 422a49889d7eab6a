import type { PodSpec } from '../../cluster/pod-spec.ts';
import type { Warning } from '../warning.ts';
import { named } from './counted.ts';

/**
 * Pods with a claim: a volume that one node can hold at a time keeps the new pod waiting until the old one let go, and
 * whatever writes to it is interrupted. `templates`: names of a StatefulSet's volumeClaimTemplates.
 */
export function volumeWarnings({ volumes }: PodSpec, templates: readonly string[] = []): readonly Warning[] {
  const claims = volumes.flatMap((volume) => (volume.kind === 'Claim' ? [volume.source] : []));
  const all = [...new Set([...claims, ...templates])];
  return all.length === 0
    ? []
    : [
        {
          id: 'stateful',
          level: 'must-acknowledge',
          sentence: `It keeps data in a volume (${named(all)}): writing is interrupted, and a new pod waits until the old one let go of it.`,
          measure: all.length,
        },
      ];
}
