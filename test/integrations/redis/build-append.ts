import { evolveAll } from '../../../src/domain/evolve.ts';
import type { FactBody, Happening } from '../../../src/domain/fact.ts';
import type { Append, Loaded } from '../../../src/ports/incident-log.ts';
import { aDeclaration, happened, NOON } from '../../builders/incident.ts';

/** An append of these facts on top of `base`, with nothing else in it unless said otherwise. */
export function anAppend(
  base: Loaded | null,
  bodies: readonly (FactBody | Happening)[],
  over: Partial<Append> & { readonly id?: string } = {},
): Append {
  const { id = 'INC-7', ...rest } = over;
  const happenings = bodies.map((body) => ('body' in body ? body : happened(body)));
  const { facts, incident } = evolveAll(base?.incident ?? null, happenings, NOON, { id });
  return {
    ...{ base, facts, incident, nextDueAt: null, requestId: null, answer: null },
    ...{ episodes: [], groups: [], claims: [], applies: [] },
    ...rest,
  };
}

/** The append that declares an incident. */
export function aFirstAppend(
  declaration: Parameters<typeof aDeclaration>[0] = {},
  over: Partial<Append> & { readonly id?: string } = {},
): Append {
  const number = Number(over.id?.slice(4) ?? 7);
  return anAppend(null, [aDeclaration({ number, ...declaration })], over);
}

/** A note, the plainest fact there is. */
export const aNote = (text: string): FactBody => ({ kind: 'note.added', text });
