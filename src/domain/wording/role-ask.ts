import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { RoleName } from '../role.ts';
import { headline } from './headline.ts';
import { roleButtons } from './role-buttons.ts';

/** The direct message to the person (or, at the end of the list, to each person) who is asked to take a role. */
export function roleAsk(incident: Incident, role: RoleName): Document {
  const state = incident.roles[role];
  const room: Line = incident.channel ? [' in ', { kind: 'channel', channel: incident.channel.id }] : [];
  const question: Line = [`Will you be ${role} of ${incident.id}`, ...room, '?'];
  const next: Line = state?.everyone
    ? ['Nobody took it so far, so everyone on the list is asked. The first to answer has it.']
    : state?.acceptBy
      ? [
          'Without an answer by ',
          { kind: 'time', at: state.acceptBy, style: 'time' },
          ' the next person is asked.',
        ]
      : ['If you can’t, hand it over.'];
  return {
    push: [`${headline(incident)}: will you be ${role}?`],
    parts: [
      { kind: 'text', lines: [[{ kind: 'bold', text: headline(incident) }], question] },
      { kind: 'buttons', buttons: roleButtons(incident.id, role) },
      { kind: 'context', lines: [next] },
    ],
  };
}
