import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { isOpen } from '../status.ts';
import { countsText } from './alert-words.ts';
import { whereAndWho } from './card.ts';
import { rolesPart } from './card-sections.ts';
import { followupCount } from './followup-words.ts';
import { headline } from './headline.ts';
import { incidentButtons } from './incident-buttons.ts';
import { severityMark } from './severity-words.ts';
import { statusWord } from './status-words.ts';

/** The control panel that only the asker sees: where the incident stands, and the buttons for what can be done. */
export function panel(incident: Incident): Document {
  const title = oneLine(`${severityMark(incident.severity)} · ${incident.title}`, 200);
  const items = followupCount(incident);
  const room: Line = incident.channel ? [' · ', { kind: 'channel', channel: incident.channel.id }] : [];
  return {
    push: [`${headline(incident)}: what to do with ${incident.id}`],
    parts: [
      {
        kind: 'text',
        lines: [
          [{ kind: 'bold', text: title }],
          whereAndWho(incident),
          [
            `${incident.id} · ${statusWord[incident.status]} · ${countsText(incident.alerts)}${items === null ? '' : ` · ${items}`}`,
            ...room,
          ],
        ],
      },
      ...(isOpen(incident.status) ? rolesPart(incident) : []),
      { kind: 'buttons', buttons: incidentButtons(incident) },
      {
        kind: 'context',
        lines: [
          ['By typing: /incident note, update, followup, link, rename, cancel … All of it: /incident help'],
        ],
      },
    ],
  };
}
