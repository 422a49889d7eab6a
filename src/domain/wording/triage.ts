import type { Actor } from '../actor.ts';
import type { Document, Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { actorWord } from './actor-words.ts';
import { countsText } from './alert-words.ts';
import { whereAndWho } from './card.ts';
import { alertsPart, linksPart } from './card-sections.ts';
import { channelTrouble } from './channel-trouble.ts';
import { diagnosisPart } from './diagnosis-part.ts';
import { headline, place } from './headline.ts';
import { triageButtons } from './incident-buttons.ts';
import { severityMark } from './severity-words.ts';
import { cancelWord } from './status-words.ts';

/**
 * The message in the announcements channel that asks whether an alert is an incident; edited in place afterwards:
 * accepted (with the channel), declined (by whom, where `endedBy` is known), resolved by its alerts.
 */
export function triageMessage(incident: Incident, endedBy: Actor | null = null): Document {
  const title: Line = [
    { kind: 'bold', text: oneLine(`${severityMark(incident.severity)} · ${incident.title}`, 200) },
  ];
  const where = oneLine(place(incident), 150);
  const counts = `${where ? `${where} · ` : ''}${countsText(incident.alerts)} · ${incident.id}`;
  if (incident.status === 'triage') {
    return {
      push: [`${headline(incident)}: is this an incident? Accept or decline ${incident.id}.`],
      parts: [
        { kind: 'text', lines: [title, [counts]] },
        ...diagnosisPart(incident),
        ...alertsPart(incident),
        ...linksPart(incident),
        { kind: 'buttons', buttons: triageButtons(incident.id) },
        {
          kind: 'context',
          lines: [['Accept opens a channel. Left alone, it resolves itself when its alerts clear.']],
        },
      ],
    };
  }
  const outcome = triageOutcome(incident, endedBy);
  const parts: readonly Part[] = [{ kind: 'text', lines: [title, outcome, [counts]] }];
  return { push: [`${headline(incident)}: `, ...outcome], parts };
}

function triageOutcome(incident: Incident, endedBy: Actor | null): Line {
  if (incident.status === 'cancelled' && !incident.opened) {
    const by: Line = endedBy ? [' by ', actorWord(endedBy)] : [];
    if (incident.cancelReason === null || incident.cancelReason === 'declined')
      return ['Declined', ...by, '.'];
    return ['Called off', ...by, `: ${cancelWord[incident.cancelReason]}.`];
  }
  if (!incident.opened) {
    if (incident.touched) return ['Resolved.'];
    return incident.alerts.gone === 0
      ? ['Resolved by its alerts: all of them cleared.']
      : ['Resolved by its alerts: none fires any more, some went silent without clearing.'];
  }
  const room: Line = incident.channel
    ? ['work goes on in ', { kind: 'channel', channel: incident.channel.id }]
    : (channelTrouble(incident) ?? ['the channel is being opened']);
  if (incident.status === 'resolved' || incident.status === 'closed') return ['Accepted and resolved.'];
  if (incident.status === 'cancelled') return ['Accepted, then cancelled.'];
  return [
    'Accepted: ',
    ...room,
    ' · ',
    ...whereAndWho({ ...incident, namespace: null, policy: { ...incident.policy, cluster: null } }),
  ];
}
