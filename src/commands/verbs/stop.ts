import { proposalVerb } from '../proposal-verb.ts';

export const stopVerb = proposalVerb({
  name: 'stop',
  aliases: [],
  usage: 'stop <number> [reason]',
  summary: 'Stop a change that is approved or being done; for everybody who may approve it',
  examples: ['stop 3 wrong pods'],
  decision: ({ number, text }) => ({ kind: 'stop', proposal: number, reason: text === '' ? null : text }),
});
