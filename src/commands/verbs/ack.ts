import { unacknowledged } from '../../domain/proposal/proposal-state.ts';
import { proposalVerb } from '../proposal-verb.ts';

export const ackVerb = proposalVerb({
  name: 'ack',
  aliases: ['acknowledge'],
  usage: 'ack <number>',
  summary: 'Say that you know what your proposal could break; until then nobody can approve it',
  examples: ['ack 3'],
  decision: ({ number, proposal }) => ({
    kind: 'acknowledge',
    proposal: number,
    warnings: proposal === null ? [] : unacknowledged(proposal),
  }),
});
