import { addNotice } from './evolve-notices.ts';
import type { Fact, FactBody } from './fact.ts';
import { type Followup, followupsOf, KEPT_DONE } from './followup.ts';
import type { Incident } from './incident.ts';
import { wanting } from './wanting.ts';

type FollowupFact = Extract<FactBody, { kind: 'followup.added' | 'followup.closed' }>;

/** Folds action items. The channel hears of each; its owner is invited, for a mention reaches members only. */
export function evolveFollowups(incident: Incident, fact: Fact, body: FollowupFact): Incident {
  const { last, list } = followupsOf(incident);
  if (body.kind === 'followup.closed') {
    const closed = list.find(({ followup }) => followup === body.followup);
    const rest = list.map((each) => (each === closed ? { ...each, done: true } : each));
    const next = { ...incident, followups: { last, list: bounded(rest) } };
    return addNotice(next, fact, {
      kind: 'followup-done',
      followup: body.followup,
      text: closed?.text ?? null,
    });
  }
  const { followup, text, owner, due } = body;
  const added: Followup = { followup, text, owner, due, by: fact.by, at: fact.at, done: false };
  const next = {
    ...wanting(incident, owner === null ? [] : [owner]),
    followups: { last: followup, list: [...list, added] },
  };
  return addNotice(next, fact, { kind: 'followup', followup, text, owner, due });
}

function bounded(list: readonly Followup[]): readonly Followup[] {
  const done = list.filter((each) => each.done);
  const forgotten = new Set(done.slice(0, Math.max(0, done.length - KEPT_DONE)));
  return list.filter((each) => !forgotten.has(each));
}
