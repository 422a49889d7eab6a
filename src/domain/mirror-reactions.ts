import type { UserId } from './actor.ts';
import { compareTs } from './message-ts.ts';
import type { MirroredReaction, MirrorRecord } from './mirror-record.ts';

type Reactions = Pick<MirrorRecord, 'reactions' | 'reactionEvents'>;

/**
 * Takes in one word on a reaction. Slack promises no order, so the later `eventTs` holds; of two at the same moment
 * the taking back. Returns the same object when nothing new was said.
 */
export function withReaction<T extends Reactions>(known: T, event: MirroredReaction): T {
  const same = known.reactionEvents.find(({ emoji, user }) => emoji === event.emoji && user === event.user);
  if (same && !holds(event, same)) return known;
  const others = known.reactionEvents.filter((other) => other !== same);
  return { ...known, ...reactionsFrom([...others, event]) };
}

/**
 * Takes in what history shows at `asOf`. Who is listed reacts; an emoji that is not listed at all is taken back.
 * Who is missing under a listed emoji stays: Slack lists only the first ones of many.
 */
export function withReactionsOf<T extends Reactions>(
  known: T,
  shown: Readonly<Record<string, readonly UserId[]>>,
  asOf: string,
): T {
  const gone = known.reactionEvents.filter(({ emoji, on }) => on && !Object.hasOwn(shown, emoji));
  const taken = gone.reduce(
    (state, event) => withReaction(state, { ...event, eventTs: asOf, on: false }),
    known,
  );
  return Object.entries(shown).reduce(
    (state, [emoji, users]) =>
      users.reduce((next, user) => {
        const reacts = next.reactions[emoji]?.includes(user) ?? false;
        return reacts ? next : withReaction(next, { emoji, user, eventTs: asOf, on: true });
      }, state),
    taken,
  );
}

function holds(a: MirroredReaction, b: MirroredReaction): boolean {
  return compareTs(a.eventTs, b.eventTs) > 0 || (compareTs(a.eventTs, b.eventTs) === 0 && b.on && !a.on);
}

function reactionsFrom(events: readonly MirroredReaction[]): Reactions {
  const sorted = [...events].sort((a, b) => compare(a.emoji, b.emoji) || compare(a.user, b.user));
  const emojis = [...new Set(sorted.filter(({ on }) => on).map(({ emoji }) => emoji))];
  const members = (name: string) =>
    sorted.filter(({ emoji, on }) => on && emoji === name).map(({ user }) => user);
  return {
    reactions: Object.fromEntries(emojis.map((emoji) => [emoji, members(emoji)])),
    reactionEvents: sorted,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
