import { expect, it } from 'vitest';
import { peopleIn } from '../../../src/domain/postmortem/people-in.ts';
import { everyFact } from './every-fact.ts';

const at = { version: 1, at: 0, recordedAt: 0, door: 'timer' } as const;
const ANA = { kind: 'person', user: 'UANA' } as const;
const message = { user: 'UDAN', text: 'ask <@UEVE> and <@UFAY|fay>, UNOBODY' } as unknown as Parameters<
  typeof peopleIn
>[1][number];

it('who acted, who was named by a fact, who wrote and who was mentioned is somebody in the incident', () => {
  const facts = [
    { ...at, by: ANA, body: { kind: 'note.added', text: 'as <@UGUS> said' } as const },
    { ...at, by: { kind: 'keyturn' } as const, body: everyFact['role.proposed'] },
    { ...at, by: { kind: 'keyturn' } as const, body: everyFact['followup.added'] },
    { ...at, by: { kind: 'keyturn' } as const, body: everyFact['alerts.changed'] },
  ];

  expect(peopleIn(facts, [message])).toEqual(['UANA', 'UBEN', 'UDAN', 'UEVE', 'UFAY', 'UGUS']);
});
