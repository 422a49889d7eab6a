import type { PostmortemChange } from '../postmortem.ts';

/** `Proposal 3`, `Proposals 1, 4 and 6`: changes by their numbers, at the beginning of a sentence. */
export function proposalList(changes: readonly Pick<PostmortemChange, 'proposal'>[]): string {
  const numbers = changes.map(({ proposal }) => String(proposal));
  const last = numbers.at(-1) ?? '';
  if (numbers.length <= 1) return `Proposal ${last}`;
  return `Proposals ${numbers.slice(0, -1).join(', ')} and ${last}`;
}
