import { keyturn } from '../domain/actor.ts';
import type { IncidentId } from '../domain/fact.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import { appendHappenings } from './append-happenings.ts';

/** What hangs on a message: a card that is posted anew is pinned anew. */
const WITH: Readonly<Record<string, readonly string[]>> = { 'post-card': ['post-card', 'pin-card'] };

/**
 * Somebody deleted a message that people need: the step that posted it is due again. A conflict means that there is
 * news anyway: whoever comes next finds it missing again. Throws Unavailable.
 */
export async function postAgain(
  deps: { readonly log: Pick<IncidentLog, 'load' | 'append'>; readonly clock: Clock },
  id: IncidentId,
  step: string,
): Promise<void> {
  const base = await deps.log.load(id);
  if (!base) return;
  const at = deps.clock.now();
  const happenings = (WITH[step] ?? [step]).map((each) => ({
    body: { kind: 'step.blocked', step: each, reason: 'message-deleted', retryAt: at } as const,
    by: keyturn,
    door: 'timer' as const,
    at,
  }));
  await appendHappenings(deps, { base, id, happenings, at });
}
