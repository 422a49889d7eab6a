import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { isOpen } from '../status.ts';
import { countsText } from './alert-words.ts';
import { whereAndWho } from './card.ts';
import { channelTrouble } from './channel-trouble.ts';
import { draftTerms } from './export-terms.ts';
import { headline } from './headline.ts';
import { severityLabel, severityMark } from './severity-words.ts';
import { cancelWord, statusShort } from './status-words.ts';

/** The incident's message in the incidents channel, edited in place. Of a private incident it says only that there is one. */
export function announcement(incident: Incident): Document {
  if (incident.policy.private) return privateAnnouncement(incident);
  const trouble = channelTrouble(incident);
  const title = oneLine(
    `${incident.drill ? 'DRILL · ' : ''}${severityMark(incident.severity)} · ${incident.title}`,
    200,
  );
  return {
    push: [
      `${headline(incident)}: ${incident.id} is ${statusShort[incident.status]}.`,
      ...(trouble ? [' ', ...trouble] : []),
    ],
    parts: [
      {
        kind: 'text',
        lines: [
          [{ kind: 'bold', text: title }],
          whereAndWho(incident),
          stateLine(incident),
          ...(trouble ? [trouble] : []),
          ...draftLine(incident),
        ],
      },
    ],
  };
}

/** Where nobody can be told in the channel, the announcement says where the last draft is. */
function draftLine({ channel, channelArchived, exports }: Incident): readonly Line[] {
  const draft = exports?.draft ?? null;
  if (draft === null || (channel !== null && !channelArchived)) return [];
  const { published = [], failed = [] } = draft;
  return [[`Postmortem draft ${draft.export}: ${draftTerms({ published, failed })}.`]];
}

function stateLine(incident: Incident): Line {
  const room: Line = incident.channel ? [' · ', { kind: 'channel', channel: incident.channel.id }] : [];
  const reason =
    incident.status === 'cancelled' && incident.cancelReason ? `: ${cancelWord[incident.cancelReason]}` : '';
  const alerts =
    isOpen(incident.status) && incident.alerts.groups > 0 ? ` · ${countsText(incident.alerts)}` : '';
  return [`${incident.id} · ${statusShort[incident.status]}${reason}${alerts}`, ...room];
}

function privateAnnouncement(incident: Incident): Document {
  const text = `${severityLabel(incident.severity)} ${incident.id}: a private incident, ${statusShort[incident.status]}.`;
  const trouble = channelTrouble(incident);
  return {
    push: [text, ...(trouble ? [' ', ...trouble] : [])],
    parts: [{ kind: 'text', lines: [[text], ...(trouble ? [trouble] : [])] }],
  };
}
