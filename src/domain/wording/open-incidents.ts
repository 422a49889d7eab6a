import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { COMMANDER } from '../role.ts';
import { severities } from '../severity.ts';
import { isOpen } from '../status.ts';
import { actions } from './actions.ts';
import { place } from './headline.ts';
import { inParts } from './in-parts.ts';
import { severityMark } from './severity-words.ts';
import { statusShort } from './status-words.ts';

/** More lines than this nobody reads on a phone. */
const SHOWN = 15;

/** The open incidents, the worst first, and a button to declare one. Private ones that the reader may not see are left out before. */
export function openIncidents(incidents: readonly Incident[]): Document {
  const open = incidents
    .filter((incident) => isOpen(incident.status))
    .toSorted(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.number - a.number,
    );
  return listDocument(open, {
    title: open.length === 1 ? '1 incident is open' : `${open.length} incidents are open`,
    none: 'No incident is open.',
  });
}

/** The latest incidents, whatever became of them, newest first. */
export function recentIncidents(incidents: readonly Incident[]): Document {
  return listDocument(incidents, { title: 'The latest incidents', none: 'There was no incident yet.' });
}

function listDocument(
  incidents: readonly Incident[],
  words: { readonly title: string; readonly none: string },
): Document {
  const lines = incidents.slice(0, SHOWN).map(incidentLine);
  if (incidents.length > SHOWN) lines.push([`and ${incidents.length - SHOWN} more`]);
  const title = incidents.length ? words.title : words.none;
  return {
    push: [title],
    parts: [
      ...inParts([[{ kind: 'bold', text: title }], ...lines]),
      { kind: 'buttons', buttons: [{ action: actions.declare, value: 'new', label: 'Declare an incident' }] },
    ],
  };
}

function incidentLine(incident: Incident): Line {
  const where = oneLine(place(incident), 60);
  const holder = incident.roles[COMMANDER]?.holder;
  const lead: Line = holder ? [' · led by ', { kind: 'user', user: holder }] : [];
  const room: Line = incident.channel ? [' · ', { kind: 'channel', channel: incident.channel.id }] : [];
  return [
    `${severityMark(incident.severity)} `,
    { kind: 'bold', text: incident.id },
    ` ${oneLine(incident.title, 80)}${where ? ` · ${where}` : ''} · ${statusShort[incident.status]}`,
    ...lead,
    ...room,
  ];
}
