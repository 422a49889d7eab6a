import { decide } from '../domain/decide.ts';
import type { Incident } from '../domain/incident.ts';
import type { Asking, Request } from '../domain/request.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { Unavailable } from '../ports/failures.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import { appendHappenings } from './append-happenings.ts';

export type ChangeDeps = { readonly log: IncidentLog; readonly jobs: Jobs };

/** Conflicts are rare and short; this many in a row means that something is wrong. */
const MAX_TRIES = 20;

/**
 * Asks one thing of one incident: load, decide, append; decides again after a conflict.
 * `requestId` makes it repeatable: the second time nothing happens and the answer is the same.
 * Throws Unavailable when the log can't be reached (the outcome is then not known).
 */
export async function changeIncident(
  deps: ChangeDeps,
  input: {
    readonly id: string;
    readonly request: Request;
    readonly asking: Asking;
    readonly requestId: string | null;
  },
): Promise<Result<Incident>> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const base = await deps.log.load(input.id);
    if (!base)
      return refuse({
        kind: 'not-found',
        what: `There is no incident ${input.id}.`,
        example: '/incident list',
      });
    const decided = decide(base.incident, input.request, input.asking);
    if (!decided.ok) {
      const earlier = input.requestId ? await deps.log.answerTo(input.requestId) : undefined;
      return earlier === undefined ? decided : ok(base.incident);
    }
    if (decided.value.length === 0) return ok(base.incident);
    const result = await appendHappenings(deps, {
      base,
      id: input.id,
      happenings: decided.value,
      at: input.asking.at,
      request:
        input.requestId === null ? null : { id: input.requestId, answer: ({ version }) => ({ version }) },
    });
    if (result.outcome === 'appended') {
      await deps.jobs.advance(input.id);
      return ok(result.loaded.incident);
    }
    if (result.outcome === 'repeated') return ok((await deps.log.load(input.id))?.incident ?? base.incident);
  }
  throw new Unavailable('too-many-conflicts');
}
