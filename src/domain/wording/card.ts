import type { Document, Inline, Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { Instant } from '../instant.ts';
import { oneLine } from '../one-line.ts';
import { COMMANDER } from '../role.ts';
import { countsText } from './alert-words.ts';
import { alertsPart, isStale, linksPart, rolesPart, troublePart, updatePart } from './card-sections.ts';
import { diagnosisPart } from './diagnosis-part.ts';
import { followupCount } from './followup-words.ts';
import { headline, place } from './headline.ts';
import { incidentButtons } from './incident-buttons.ts';
import { type ProposalLinks, proposalsPart } from './proposals-part.ts';
import { severityMark } from './severity-words.ts';
import { cancelWord, statusWord } from './status-words.ts';

/** When the card was rendered, when Alertmanager last spoke of the incident's alerts, and where the cards of changes are. */
export type Seen = {
  readonly at: Instant;
  readonly lastSeenAt: Instant | null;
  readonly links?: ProposalLinks;
};

/**
 * The pinned card: the whole incident at one look, edited in place. The first two lines say what is broken, where,
 * how bad and who leads, because a phone shows little more. Far below Slack's 50 blocks.
 */
export function card(incident: Incident, seen: Seen): Document {
  const buttons = incidentButtons(incident);
  return {
    push: [`${headline(incident)}: ${incident.id}, ${statusWord[incident.status].toLowerCase()}.`],
    parts: [
      { kind: 'header', text: cardTitle(incident) },
      { kind: 'text', lines: [whereAndWho(incident)] },
      factsPart(incident),
      ...stalePart(incident, seen),
      ...proposalsPart(incident, seen.links ?? {}),
      ...updatePart(incident),
      ...diagnosisPart(incident),
      ...alertsPart(incident),
      ...rolesPart(incident),
      ...linksPart(incident),
      ...troublePart(incident.steps),
      { kind: 'buttons', buttons },
      { kind: 'context', lines: [asOf(incident, seen)] },
    ],
  };
}

/** Slack's header holds 150 characters. */
function cardTitle(incident: Incident): string {
  const drill = incident.drill ? 'DRILL · ' : '';
  return oneLine(`${drill}${severityMark(incident.severity)} · ${incident.title}`, 145);
}

/** `prod-eu1 / shop · led by @ana`. */
export function whereAndWho(incident: Incident): Line {
  const where = oneLine(place(incident), 150);
  return [...(where ? [{ kind: 'bold', text: where } as const, ' · '] : []), ...leader(incident)];
}

function leader(incident: Incident): Line {
  const lead = incident.roles[COMMANDER];
  if (lead?.holder) return ['led by ', { kind: 'user', user: lead.holder }];
  if (lead?.asked && !lead.everyone) return ['nobody leads yet, asked ', { kind: 'user', user: lead.asked }];
  return ['nobody leads yet'];
}

function factsPart(incident: Incident): Part {
  const { times } = incident;
  return {
    kind: 'fields',
    fields: [
      { label: 'Status', value: statusLine(incident) },
      { label: 'Alerts', value: [countsText(incident.alerts)] },
      // Where it is stands above. On a phone each field is two lines between the title and the buttons.
      ...(incident.policy.cluster ? [] : [{ label: 'Cluster', value: ['not known'] }]),
      { label: 'Since', value: [time(times.beganAt)] },
      ...(incident.reopenings ? [{ label: 'Reopened', value: [timesText(incident.reopenings)] }] : []),
    ],
  };
}

function statusLine(incident: Incident): Line {
  const { times } = incident;
  const words = statusWord[incident.status];
  if (incident.status === 'cancelled') {
    return [incident.cancelReason ? `${words}: ${cancelWord[incident.cancelReason]}` : words];
  }
  const entered = {
    triage: null,
    investigating: null,
    identified: times.identifiedAt,
    mitigated: times.mitigatedAt,
    monitoring: times.monitoringAt,
    resolved: times.resolvedAt,
    closed: times.closedAt,
  }[incident.status];
  return entered === null ? [words] : [`${words} · `, time(entered)];
}

function stalePart(incident: Incident, seen: Seen): readonly Part[] {
  if (!isStale(incident, seen) || seen.lastSeenAt === null) return [];
  return [
    {
      kind: 'text',
      lines: [
        [
          { kind: 'bold', text: 'Stale: ' },
          'nothing was heard of these alerts since ',
          time(seen.lastSeenAt),
          '. They may have cleared, or Alertmanager can’t reach us.',
        ],
      ],
    },
  ];
}

function asOf(incident: Incident, seen: Seen): Line {
  const items = followupCount(incident);
  return [
    `${incident.id}${items === null ? '' : ` · ${items}`} · as of `,
    { kind: 'time', at: seen.at, style: 'time' },
  ];
}

function time(at: Instant): Inline {
  return { kind: 'time', at, style: 'date-time' };
}

function timesText(n: number): string {
  return n === 1 ? 'once' : `${n} times`;
}
