import { isReady } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import { refOf } from '../domain/cluster/object-ref.ts';
import { referencesOf } from '../domain/cluster/references.ts';
import type { Help } from '../domain/finding.ts';
import { podsOfRollout, type Rollout } from './rollouts.ts';

/**
 * Undoing a rollout, with what is known of the revision before: whether pods of it are ready now. Null: there is none,
 * the workload is paused (then nothing would be rolled out), or the old template names a ConfigMap that is gone.
 */
export function putBack(rollout: Rollout, lookup: Lookup): Help | null {
  const { workload, before } = rollout;
  if (before === null || (workload.kind === 'Deployment' && workload.paused)) return null;
  const missing = referencesOf(before.template.spec).some(
    ({ kind, name, optional }) =>
      kind === 'ConfigMap' &&
      !optional &&
      lookup.sawAll('configmaps', workload.namespace) &&
      lookup.object({ kind, namespace: workload.namespace, name }) === null,
  );
  if (missing) return null;
  const ready = podsOfRollout({ ...rollout, revision: before }, lookup).after.filter(isReady).length;
  const proof =
    ready > 0
      ? `${ready} of its pods ${ready === 1 ? 'is' : 'are'} ready now`
      : 'unproven: none of its pods runs now';
  return {
    action: 'rollout undo',
    target: refOf(workload),
    text: `Put back revision ${before.number} (${before.kept.name}); ${proof}`,
    // By the name of what keeps it: numbers move with each undo.
    remedy: { action: 'undo', parameters: { revision: before.kept.name } },
  };
}
