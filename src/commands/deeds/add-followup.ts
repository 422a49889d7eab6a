import type { UserId } from '../../domain/actor.ts';
import { type DayWords, resolveDay } from '../../domain/day.ts';
import type { Line } from '../../domain/document.ts';
import { followupsOf } from '../../domain/followup.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import { followupTerms } from '../../domain/wording/followup-words.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Adds an action item, due on a day as the asker's own calendar has it. */
export async function addFollowup(
  ask: Ask,
  incident: Incident,
  item: { readonly text: string; readonly owner: UserId | null; readonly due: DayWords | null },
): Promise<Result<Line>> {
  const { text, owner } = item;
  const due = item.due === null ? ok(null) : await dayFor(ask, item.due);
  if (!due.ok) return due;
  const done = await change(ask, incident, { kind: 'add-followup', text, owner, due: due.value });
  if (!done.ok) return done;
  // Not simply the last: somebody else may have added another one meanwhile.
  const added = followupsOf(done.value.incident).list.findLast(
    (each) => each.text === text.trim() && each.owner === owner && each.due === due.value,
  );
  const number = added ? ` ${added.followup}` : '';
  const open = due.value === null && owner === null ? ', nobody’s and without a day yet' : '';
  return ok([
    `Action item${number} on ${incident.id}`,
    ...followupTerms({ owner, due: due.value }),
    `${open}: ${text.trim()}`,
  ]);
}

async function dayFor(ask: Ask, due: DayWords) {
  return resolveDay(due, ask.at, await ask.deps.directory.timeZone(ask.asker.user));
}
