import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { RoleName } from '../role.ts';
import { isOpen } from '../status.ts';
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

/** What the direct message shows once the question is answered, or somebody else was asked. */
export function roleAsked(incident: Incident, role: RoleName): Document {
  const holder = holderOf(incident, role);
  const outcome = outcomeOf(incident, role, holder);
  return {
    push: [`${headline(incident)}: `, ...outcome],
    parts: [
      { kind: 'text', lines: [[{ kind: 'bold', text: headline(incident) }], outcome] },
      ...(holder === null && isOpen(incident.status)
        ? [{ kind: 'buttons' as const, buttons: roleButtons(incident.id, role) }]
        : []),
    ],
  };
}

/** What the question in the channel shows once it is over: the next one, below it, has the buttons then. */
export function roleQuestionOver(incident: Incident, role: RoleName): Document {
  const holder = holderOf(incident, role);
  const outcome: Line =
    holder === null && isOpen(incident.status)
      ? [`The next person was asked to be ${role}.`]
      : outcomeOf(incident, role, holder);
  return {
    push: [`${headline(incident)}: `, ...outcome],
    parts: [{ kind: 'text', lines: [outcome] }],
  };
}

function holderOf(incident: Incident, role: RoleName): string | null {
  return incident.roles[role]?.holder ?? null;
}

function outcomeOf(incident: Incident, role: RoleName, holder: string | null): Line {
  if (holder !== null) return [{ kind: 'user', user: holder }, ` is ${role} of ${incident.id}.`];
  if (!isOpen(incident.status)) return [`${incident.id} is ${incident.status}; nobody had to be ${role}.`];
  return [`The next person was asked to be ${role} of ${incident.id}. You can still take it.`];
}
