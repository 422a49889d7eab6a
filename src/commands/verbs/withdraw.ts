import { proposalVerb } from '../proposal-verb.ts';

export const withdrawVerb = proposalVerb({
  name: 'withdraw',
  aliases: [],
  usage: 'withdraw <number> [reason]',
  summary: 'Take your own proposal back before it is done',
  examples: ['withdraw 3', 'withdraw 3 it recovered by itself'],
  decision: ({ number, text }) => ({
    kind: 'withdraw',
    proposal: number,
    reason: text === '' ? null : text,
  }),
});
