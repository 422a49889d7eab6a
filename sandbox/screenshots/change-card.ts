import type { Message } from '../slack/model.ts';
import type { Theatre } from './scene.ts';

/** Waits for the card of this proposal, with these words on it. Throws a sentence when it does not come. */
export function changeCard(
  { room, expectSoon }: Pick<Theatre, 'room' | 'expectSoon'>,
  proposal: number,
  words: RegExp,
): Promise<Message> {
  const isCard = ({ blocks = [] }: Message): boolean => {
    const text = JSON.stringify(blocks);
    return blocks[0]?.type === 'header' && text.includes(`Proposal ${proposal} of `) && words.test(text);
  };
  const step = `the card of proposal ${proposal} says ${words.source}`;
  return expectSoon(step, () => room().said().findLast(isCard), ROLLOUT_MS);
}

/** A rollout of the sandbox's cluster takes some seconds. */
const ROLLOUT_MS = 120_000;
