import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';
import type { Reply } from '../door.ts';
import { say } from '../say.ts';

/** Stops the draft of this number, while it is being written; null: whichever is. */
export async function stopExport(
  ask: Ask,
  incident: Incident,
  number: number | null,
): Promise<Result<Reply>> {
  const done = await change(ask, incident, { kind: 'cancel-postmortem', export: number });
  if (!done.ok) return done;
  return ok(
    say([
      `The draft of ${incident.id} is no longer being written. `,
      { kind: 'code', text: `/incident postmortem ${incident.id}` },
      ' begins a new one.',
    ]),
  );
}
