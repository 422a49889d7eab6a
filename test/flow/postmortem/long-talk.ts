import type { World } from '../world.ts';

export const PEOPLE = ['ana', 'ben', 'chloe', 'dan', 'eve', 'finn', 'gwen', 'hugo', 'ines', 'jan'];

/** What was written, as a reader of the draft should see it; by what was typed. Only where it is not the same. */
export type Shown = Map<string, string>;

export type Talk = {
  /**
   * Somebody writes: in the channel, or into one of the threads. Now and then somebody edits, deletes, marks, shares a file.
   * `aloof`: nobody edits or marks replies.
   */
  say(how?: { readonly aloof: boolean }): void;
  /** How many threads have a reply. */
  readonly threads: number;
  /** Every message of people that Slack ever had, in order. */
  readonly posts: readonly Post[];
  readonly shown: Shown;
};

export type Post = { readonly ts: string; readonly who: string; readonly thread: string | null };

export type TalkOptions = {
  readonly world: Pick<World, 'slack'>;
  readonly channel: string;
  readonly threads: number;
  /** Every so many of the channel's own messages get replies. */
  readonly apart: number;
};

/** People who talk, always the same way: the same options make the same talk. */
export function createTalk({ world, channel, threads, apart }: TalkOptions): Talk {
  const chance = createChance();
  const posts: Post[] = [];
  const gone = new Set<string>();
  const parents: string[] = [];
  const replied = new Set<string>();
  const shown: Shown = new Map();
  let tops = 0;
  const as = (who: string) => world.slack.as(who);
  const someone = () => pick(PEOPLE, chance);

  const words = (): string => {
    const typed = sentence(posts.length, chance, world.slack.as('ben').id);
    if (typed.shown !== null) shown.set(typed.text, typed.shown);
    return typed.text;
  };
  const standing = (): Post | undefined => {
    const post = pick(posts, chance);
    return gone.has(post.ts) ? undefined : post;
  };
  const openThread = (): string | undefined => {
    const thread = parents.length === 0 ? undefined : pick(parents, chance);
    return thread === undefined || gone.has(thread) ? undefined : thread;
  };

  const post = (): void => {
    const who = someone();
    const thread = chance() < 0.45 ? openThread() : undefined;
    const where = thread === undefined ? {} : { thread };
    const isFile = chance() < 0.03;
    const said = isFile
      ? as(who).upload(
          channel,
          { name: `graph-${posts.length}.png`, content: 'png' },
          { ...where, text: words() },
        ).message
      : as(who).say(channel, words(), { ...where, broadcast: chance() < 0.03 });
    posts.push({ ts: said.ts, who, thread: thread ?? null });
    if (thread !== undefined) replied.add(thread);
    else if (++tops % apart === 0 && parents.length < threads) parents.push(said.ts);
  };

  return {
    say({ aloof } = { aloof: false }) {
      post();
      const fate = chance();
      if (fate < 0.06) {
        const edited = standing();
        if (edited && !(aloof && edited.thread)) as(edited.who).edit(channel, edited.ts, words());
      } else if (fate < 0.085) {
        const deleted = standing();
        if (deleted) {
          as(deleted.who).delete(channel, deleted.ts);
          gone.add(deleted.ts);
        }
      } else if (fate < 0.09) {
        const marked = standing();
        if (marked && !(aloof && marked.thread)) as(someone()).react(channel, marked.ts, 'pushpin');
      }
    },
    get threads() {
      return replied.size;
    },
    posts,
    shown,
  };
}

function sentence(
  n: number,
  chance: () => number,
  mentioned: string,
): { text: string; shown: string | null } {
  const said = `line ${n}: ${pick(SENTENCES, chance)}`;
  const kind = chance();
  if (kind < 0.05) return { text: `${said}\nand a second line`, shown: null };
  if (kind < 0.08) return { text: `<@${mentioned}> ${said}`, shown: `@Ben ${said}` };
  if (kind < 0.1) return { text: `${said} &lt;b&gt; &amp;amp;`, shown: `${said} <b> &amp;` };
  if (kind < 0.12) return { text: `${said} password=Tr0ub4dor${n}`, shown: `${said} password=[redacted]` };
  return { text: said, shown: null };
}

const SENTENCES = [
  'the queue of checkout grows',
  'p99 is at 4.2 s and rising',
  'rolled the canary back, no change',
  'who has the dashboard of the database?',
  'payments-7f9c is restarting again',
  'that graph is from staging | not prod',
  'looking',
  'the provider says it is on their side, we wait for their status page to say so, too',
  '+1',
];

function pick<T>(list: readonly T[], chance: () => number): T {
  const picked = list[Math.floor(chance() * list.length)];
  if (picked === undefined) throw new Error('there is nothing to pick');
  return picked;
}

/** Numbers from 0 to 1 that look like chance and are always the same. Source: mulberry32 by Tommy Ettinger, public domain. */
function createChance(): () => number {
  let state = 0x5eed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
