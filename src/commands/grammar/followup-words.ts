import type { UserId } from '../../domain/actor.ts';
import { type DayWords, readDay } from '../../domain/day.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { plain, type Token, textOf } from './token.ts';

/** An action item as it was typed: the text, whose it is, and until when, as far as it was said. */
export type FollowupWords = {
  readonly text: string;
  readonly owner: UserId | null;
  readonly due: DayWords | null;
};

const example = '/incident followup Write the runbook @ana by friday';

type Taken = {
  readonly words: readonly Token[];
  readonly owner: Token | null;
  readonly due: DayWords | null;
};

/**
 * `Write the runbook @ana by friday`: a person and a day at the end, in either order, or the person first. A mention
 * within the sentence stays text, and so does what stands in quotation marks. `me` is who types `@me`.
 */
export function readFollowup(list: readonly Token[], me: UserId): Result<FollowupWords> {
  const taken = takeFirst(takeEnd(takeEnd({ words: list, owner: null, due: null })));
  const owner = taken.owner === null ? ok(null) : personOf(taken.owner, me);
  if (!owner.ok) return owner;
  const cut = taken.words.length < list.length;
  const text = cut ? textOf(taken.words).replace(/[\s,;:(–—-]+$/, '') : textOf(taken.words);
  return ok({ text, owner: owner.value, due: taken.due });
}

function takeEnd(taken: Taken): Taken {
  const words = withoutStop(taken.words);
  const last = words.at(-1);
  if (!last) return taken;
  if (taken.owner === null && isPersonWord(last)) {
    const rest = words.slice(0, -1);
    const lead = rest.length > 1 && /^(for|owner:?|->|→)$/.test(plain(rest.at(-1)));
    return { ...taken, owner: last, words: lead ? rest.slice(0, -1) : rest };
  }
  if (taken.due !== null || last.quoted) return taken;
  const read = readDay(words.map((word) => plain(word).replace(/[.,;]$/, '')));
  return read ? { ...taken, due: read.day, words: words.slice(0, -read.used) } : taken;
}

/** Slack's mention and the comma after it are two words. */
function withoutStop(words: readonly Token[]): readonly Token[] {
  return /^[,.;]$/.test(plain(words.at(-1))) ? words.slice(0, -1) : words;
}

function takeFirst(taken: Taken): Taken {
  const [first, ...rest] = taken.words;
  if (taken.owner !== null || !first || !isPersonWord(first)) return taken;
  const sign = /^[:,]$/.test(plain(rest[0]));
  return { ...taken, owner: first, words: sign ? rest.slice(1) : rest };
}

function isPersonWord(word: Token): boolean {
  if (word.quoted) return false;
  return word.kind === 'user' || word.kind === 'group' || /^@[a-z0-9._-]+[,;:]?$/.test(plain(word));
}

/** Never guessed from a name. */
function personOf(word: Token, me: UserId): Result<UserId> {
  if (word.kind === 'user') return ok(word.user);
  if (/^@me\b/.test(plain(word))) return ok(me);
  if (word.kind === 'group') {
    return refuse({
      kind: 'invalid',
      what: 'An action item belongs to one person, not to a group. Name one of them, or nobody.',
      example,
    });
  }
  return refuse({
    kind: 'invalid',
    what: `I can’t tell who “${word.text}” is. Type @ and pick the person from Slack’s list.`,
    example,
  });
}
