import type { FactBody } from './fact.ts';
import { followupsOf, MAX_FOLLOWUP, MOST_OPEN } from './followup.ts';
import type { Incident } from './incident.ts';
import type { Request } from './request.ts';
import { ok, type Result, refuse } from './result.ts';

type FollowupRequest = Extract<Request, { kind: 'add-followup' | 'close-followup' }>;

const example = '/incident followup Write the runbook @ana by friday';

/** The rules of action items: after the resolution as well as before it, but not for what was no incident. */
export function decideFollowup(incident: Incident, request: FollowupRequest): Result<readonly FactBody[]> {
  return request.kind === 'add-followup' ? add(incident, request) : close(incident, request.followup);
}

function add(
  incident: Incident,
  request: Extract<FollowupRequest, { kind: 'add-followup' }>,
): Result<readonly FactBody[]> {
  const text = request.text.trim();
  if (text === '') {
    return refuse({ kind: 'invalid', what: 'What is to be done is missing.', example });
  }
  const length = Array.from(text).length;
  if (length > MAX_FOLLOWUP) {
    return refuse({
      kind: 'invalid',
      what: `An action item has at most ${MAX_FOLLOWUP} characters, this one has ${length}. Say the rest in a note.`,
    });
  }
  if (incident.status === 'cancelled') {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} is cancelled, so it has no postmortem and nothing to follow up. Reopen it first, with the reason.`,
      example: `/incident ${incident.id} reopen Errors are back since 14:05`,
    });
  }
  const { last, list } = followupsOf(incident);
  if (list.filter(({ done }) => !done).length >= MOST_OPEN) {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} has ${MOST_OPEN} open action items. Close what is done before you add another.`,
      example: '/incident followup done 3',
    });
  }
  return ok([{ kind: 'followup.added', followup: last + 1, text, owner: request.owner, due: request.due }]);
}

function close(incident: Incident, followup: number): Result<readonly FactBody[]> {
  const { last, list } = followupsOf(incident);
  if (followup < 1 || followup > last) {
    return refuse({
      kind: 'not-found',
      what:
        last === 0
          ? `${incident.id} has no action items.`
          : `${incident.id} has no action item ${followup}, they count from 1 to ${last}.`,
      example: '/incident followups',
    });
  }
  const open = list.some((each) => each.followup === followup && !each.done);
  return ok(open ? [{ kind: 'followup.closed', followup }] : []);
}
