import type { FactBody } from '../fact.ts';
import type { Incident } from '../incident.ts';
import type { Request } from '../request.ts';
import { ok, type Result, refuse } from '../result.ts';
import { draftFormats, type Export, exportsOf, wantedExport } from './export.ts';

type Asked<K extends Request['kind']> = Extract<Request, { kind: K }>;

/** What follows when a person wants a draft of the postmortem, or wants the one that is being written no more. */
export function decideExport(
  incident: Incident,
  request: Asked<'ask-postmortem' | 'cancel-postmortem'>,
): Result<readonly FactBody[]> {
  return request.kind === 'cancel-postmortem' ? decideStop(incident, request) : decideAsk(incident, request);
}

function decideStop(
  incident: Incident,
  { export: meant }: Asked<'cancel-postmortem'>,
): Result<readonly FactBody[]> {
  const running = wantedExport(incident);
  if (running !== null && (meant ?? running.export) === running.export)
    return ok([{ kind: 'postmortem.cancelled', export: running.export }]);
  return refuse({
    kind: 'not-found',
    what:
      meant === null
        ? `No draft of ${incident.id} is being written.`
        : `Draft ${meant} of ${incident.id} is not being written any more.`,
    example: '/incident postmortem',
  });
}

function decideAsk(
  incident: Incident,
  { formats, full }: Asked<'ask-postmortem'>,
): Result<readonly FactBody[]> {
  const running = wantedExport(incident);
  if (!incident.opened) {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} ${incident.status === 'triage' ? 'has no channel yet' : 'never had a channel'}, so there is nothing to write up.`,
    });
  }
  if (running !== null) {
    const isCovered = formats.every((format) => running.formats.includes(format)) && (running.full || !full);
    return refuse({
      kind: 'conflict',
      what: `Draft ${running.export} of ${incident.id} is being written already, as ${formatsText(running)}. ${
        isCovered
          ? 'That is what you want: wait for it in the incident’s channel.'
          : 'Ask again for yours when it is there, or stop it first.'
      }`,
      ...(isCovered ? {} : { example: '/incident postmortem cancel' }),
    });
  }
  return ok([
    { kind: 'postmortem.asked', export: exportsOf(incident).last + 1, why: 'asked', formats, full },
  ]);
}

/** `md and html, with everything`. */
function formatsText({ formats, full }: Pick<Export, 'formats' | 'full'>): string {
  const named = draftFormats.filter((format) => formats.includes(format));
  const last = named.at(-1) ?? '';
  const list = named.length < 2 ? last : `${named.slice(0, -1).join(', ')} and ${last}`;
  return full ? `${list}, with everything` : list;
}
