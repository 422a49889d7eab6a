import { proposalVerb } from '../proposal-verb.ts';

/** Approves the plan that is current when it is typed: whoever names the number has looked at what it is. */
export const approveVerb = proposalVerb({
  name: 'approve',
  aliases: [],
  usage: 'approve <number> [target typed out]',
  summary: 'Turn the second key for a change; a protected target is typed out as its card shows it',
  examples: ['approve 3', 'approve 3 prod-eu1/shop/checkout'],
  // Without a plan there is nothing to approve yet, and no plan has an empty hash.
  decision: ({ number, text, proposal }) => ({
    kind: 'approve',
    proposal: number,
    hash: proposal?.plan?.hash ?? '',
    typed: text === '' ? null : text,
  }),
});
