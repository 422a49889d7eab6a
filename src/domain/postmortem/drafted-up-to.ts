import type { Fact, FactBody, MessageRef } from '../fact.ts';
import { sealedEvidence } from '../sealed-evidence.ts';

/** The steps by which people hear of drafts. */
const OF_DRAFTS = /^(ask-postmortem|post-export|close-export|tell-export|tell-asker):/;

/**
 * Up to which version of the log a draft is made: the last fact that is not about drafts. What asking, writing and telling
 * leave in the log behind it is left out, so that asking again when nothing new happened gives the same bytes. What stands
 * before it is all there, so that the head of the chain at this version covers exactly what the draft is made from.
 * `isOurs`: whether this bot wrote a message.
 */
export function draftedUpTo(facts: readonly Fact[], isOurs: (message: MessageRef) => boolean): number {
  const last = facts.findLast(({ body }) => !isAboutDrafts(body, isOurs));
  return last?.version ?? facts.at(-1)?.version ?? 0;
}

function isAboutDrafts(body: FactBody, isOurs: (message: MessageRef) => boolean): boolean {
  switch (body.kind) {
    case 'postmortem.asked':
    case 'postmortem.drafted':
    case 'postmortem.cancelled':
      return true;
    case 'step.done':
    case 'step.skipped':
    case 'step.blocked':
      return OF_DRAFTS.test(body.step);
    case 'messages.sealed':
      // The bot's own messages are no part of a draft, and the files of the last one are among them.
      return body.records.every(({ ts }) => isOurs({ channel: body.channel, ts }));
    default:
      return false;
  }
}

/** How many messages these facts have sealed, each counted once. */
export function sealedTexts(facts: readonly Fact[]): number {
  const sealed = new Set<string>();
  for (const { body } of facts) {
    if (body.kind !== 'messages.sealed') continue;
    for (const { ts } of body.records) sealed.add(`${body.channel} ${ts}`);
  }
  return sealed.size;
}

/** How many kept texts these facts have sealed, each id counted once. */
export function keptTexts(facts: readonly Fact[]): number {
  return new Set(facts.flatMap(({ body }) => sealedEvidence(body).map(({ id }) => id))).size;
}
