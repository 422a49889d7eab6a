import type { IncidentId } from '../../domain/fact.ts';
import { MINUTE } from '../../domain/instant.ts';
import { wantedExport } from '../../domain/postmortem/export.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../ports/failures.ts';
import { appendToIncident } from '../append-to-incident.ts';
import { noteOf, type PostmortemDeps } from './postmortem-deps.ts';

/** A mistake of ours comes again each time, most likely. One that passes has this long, and nobody waits for longer. */
const PATIENCE = 10 * MINUTE;

/**
 * Ends the draft that is wanted as given up, when what stopped its writing is nothing that anybody foresaw and the first
 * such error was ten minutes ago. True: nothing is left to be tried again. Throws Unavailable and what the log throws.
 */
export async function giveUpDraft(
  deps: Pick<PostmortemDeps, 'log' | 'jobs' | 'sideNotes' | 'clock' | 'logger'>,
  id: IncidentId,
  error: unknown,
): Promise<boolean> {
  if ([Unavailable, Misconfigured, ChannelLost].some((kind) => error instanceof kind)) return false;
  const incident = (await deps.log.load(id))?.incident;
  const wanted = incident ? wantedExport(incident) : null;
  if (wanted === null) return true;
  const now = deps.clock.now();
  // Not counted in tries: a busy incident wakes the writing every second, a quiet one every half minute.
  const first = await deps.sideNotes.keepFirst(id, noteOf({ id, wanted }, 'failing-since'), String(now));
  if (now < Number(first) + PATIENCE) return false;
  const { export: number } = wanted;
  deps.logger.error({ incident: id, export: number, error }, 'a draft could not be made and is given up');
  await appendToIncident(deps, id, (current) =>
    wantedExport(current)?.export === number
      ? [{ kind: 'postmortem.cancelled', export: number, reason: 'unexpected-error' }]
      : [],
  );
  return true;
}
