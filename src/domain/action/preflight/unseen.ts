import type { ClusterView, ViewKind } from '../../cluster/cluster-view.ts';
import type { Warning } from '../warning.ts';
import { counted, named } from './counted.ts';

/**
 * What of the kinds that an action is judged by could not be read where its target is. What was not seen is not known
 * to be harmless, so whoever asks for the change has to say that they take it so. `namespace` null: cluster-wide.
 */
export function unseenWarnings(
  view: ClusterView,
  reads: readonly ViewKind[],
  namespace: string | null,
): readonly Warning[] {
  const gaps = view.gaps.filter(
    (gap) =>
      reads.includes(gap.kind) &&
      // A kind that the cluster does not serve has no objects.
      gap.why !== 'absent' &&
      (gap.namespace === null || namespace === null || gap.namespace === namespace),
  );
  const missing = reads.filter((kind) => !view.asked.includes(kind));
  const kinds = [...new Set([...gaps.map(({ kind }) => kind), ...missing])].sort();
  const why = gaps[0] === undefined ? '' : ` ${gaps[0].sentence}`;
  return kinds.length === 0
    ? []
    : [
        {
          id: 'not-seen',
          level: 'must-acknowledge',
          sentence: `Not everything could be checked: ${counted(kinds.length, 'kind')} could not be read (${named(kinds)}).${why}`,
          measure: kinds.length,
        },
      ];
}
