import { proposalVerb } from '../proposal-verb.ts';

export const denyVerb = proposalVerb({
  name: 'deny',
  aliases: ['reject'],
  usage: 'deny <number> <reason>',
  summary: 'Say no to a change and why; until it is sent, one no counts more than all yeses',
  examples: ['deny 3 only one replica is ready'],
  decision: ({ number, text }) => ({ kind: 'deny', proposal: number, reason: text }),
});
