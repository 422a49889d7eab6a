import type { FactBody, Happening } from '../../../src/domain/fact.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { ANA, BEN } from '../../builders/incident.ts';
import { aPlan, aWish, gateFacts } from '../../builders/proposals.ts';
import { aSource, declaredByAlert, later } from './a-source.ts';

/** The draft of an incident that an alert declared, and in which this happened. */
export const draft = (happenings: readonly Happening[], over: Partial<PostmortemSource> = {}) =>
  draftPostmortem(aSource([declaredByAlert(), ...happenings], over));

/** A restart that Ana proposes, Ben approves and the executor does: from this second on. */
export const done = (proposal: number, second: number, over: Partial<ReturnType<typeof aWish>> = {}) => {
  const of = (body: FactBody): FactBody => ({ ...body, proposal }) as FactBody;
  return [
    later(second, { kind: 'action.proposed', proposal, wish: aWish(over) }, ANA),
    later(second + 1, { kind: 'action.planned', proposal, plan: aPlan() }),
    later(second + 60, of(gateFacts['action.approved']), BEN),
    later(second + 61, of(gateFacts['action.started'])),
    later(second + 62, of(gateFacts['action.sent'])),
    later(second + 90, of(gateFacts['action.executed'])),
  ];
};
