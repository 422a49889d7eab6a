import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { headline } from './headline.ts';
import { deedInCluster } from './proposal-words.ts';
import { severityLabel } from './severity-words.ts';

/**
 * The message in the announcements channel when somebody changes the cluster alone: everyone hears of it at once. Of a
 * private incident it says who, and not what.
 */
export function brokenGlass(incident: Incident, proposal: Proposal): Document {
  const { requester, wish } = proposal;
  const isPrivate = incident.policy.private;
  const what = isPrivate ? 'change the cluster' : deedInCluster(proposal);
  const line: Line = [
    { kind: 'bold', text: 'The glass is broken' },
    ': ',
    { kind: 'user', user: requester },
    ` alone will ${what}, for ${incident.id}. Nobody else is asked, and it will be looked at afterwards.`,
  ];
  const room: Line =
    incident.channel === null || isPrivate ? [] : ['In ', { kind: 'channel', channel: incident.channel.id }];
  const where = isPrivate
    ? `${severityLabel(incident.severity)} ${incident.id}, private`
    : headline(incident);
  return {
    push: [`${where}: `, ...line],
    parts: [
      { kind: 'text', lines: [line, ...(room.length > 0 ? [room] : [])] },
      ...(isPrivate ? [] : [{ kind: 'quote', text: oneLine(wish.reason, 400) } as const]),
    ],
  };
}
