import { isPerson } from '../actor.ts';
import type { Material } from './material.ts';
import type { Postmortem } from './postmortem.ts';
import { isWritten } from './written-message.ts';

type Took = { roles: Set<string>; messages: number; facts: number };

/**
 * Everybody who did, wrote or was responsible for something, with how much: those with roles first, then who did most.
 * Who only joined the channel took no part.
 */
export function participants({ facts, messages, parties, clean }: Material): Postmortem['participants'] {
  const people = new Map<string, Took>();
  const of = (user: string): Took => {
    const known = people.get(user) ?? { roles: new Set(), messages: 0, facts: 0 };
    people.set(user, known);
    return known;
  };
  for (const { body, by } of facts) {
    if (isPerson(by)) of(by.user).facts += 1;
    if (body.kind === 'role.assigned') of(body.user).roles.add(body.role);
  }
  for (const record of messages) {
    if (isWritten(record) && record.user !== null) of(clean(record.user)).messages += 1;
  }
  return [...people]
    .filter(([user]) => user !== '')
    .toSorted(([a, mine], [b, other]) => compareTook(mine, other) || (a < b ? -1 : 1))
    .map(([user, { roles, ...took }]) => ({ who: parties.ofUser(user), roles: [...roles].sort(), ...took }));
}

function compareTook(a: Took, b: Took): number {
  return Number(b.roles.size > 0) - Number(a.roles.size > 0) || b.facts + b.messages - (a.facts + a.messages);
}
