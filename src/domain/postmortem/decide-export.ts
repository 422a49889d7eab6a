import type { FactBody } from '../fact.ts';
import type { Incident } from '../incident.ts';
import type { Request } from '../request.ts';
import { ok, type Result, refuse } from '../result.ts';
import { exportsOf, wantedExport } from './export.ts';

type Asked = Extract<Request, { kind: 'ask-postmortem' | 'cancel-postmortem' }>;

/** What follows when a person wants a draft of the postmortem, or wants the one that is being written no more. */
export function decideExport(incident: Incident, request: Asked): Result<readonly FactBody[]> {
  const running = wantedExport(incident);
  if (request.kind === 'cancel-postmortem') {
    if (running !== null) return ok([{ kind: 'postmortem.cancelled', export: running.export }]);
    return refuse({
      kind: 'not-found',
      what: `No draft of ${incident.id} is being written.`,
      example: '/incident postmortem',
    });
  }
  if (!incident.opened) {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} ${incident.status === 'triage' ? 'has no channel yet' : 'never had a channel'}, so there is nothing to write up.`,
    });
  }
  if (running !== null) {
    return refuse({
      kind: 'conflict',
      what: `Draft ${running.export} of ${incident.id} is being written. Wait for it, or stop it first.`,
      example: '/incident postmortem cancel',
    });
  }
  const { formats, full } = request;
  return ok([
    { kind: 'postmortem.asked', export: exportsOf(incident).last + 1, why: 'asked', formats, full },
  ]);
}
