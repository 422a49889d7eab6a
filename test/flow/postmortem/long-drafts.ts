import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Postmortem, TimelineEntry } from '../../../src/domain/postmortem/postmortem.ts';
import type { LongIncident } from './long-incident.ts';
import type { Written } from './long-record.ts';

export type Drafts = { readonly md: string; readonly html: string; readonly json: string };

/** Asks for the next draft and waits until it stands in the directory. */
export async function nextDraft(played: LongIncident, path: string, asked: string): Promise<Drafts> {
  const { world, id, channel } = played;
  // While a draft is being made the process has no time for this test's own Redis commands, which then give up.
  const newest = async () => (await world.incident(id).catch(() => null))?.exports?.draft?.export ?? 0;
  const before = (await world.incident(id)).exports?.draft?.export ?? 0;
  await world.slack.as('ana').command('/incident', asked, { channel });
  const until = Date.now() + 300_000;
  while ((await newest()) <= before) {
    if (Date.now() > until) throw new Error(`no draft: ${JSON.stringify(world.logged.slice(-3))}`);
    await new Promise((go) => setTimeout(go, 50));
  }
  const [md, html, json] = await Promise.all(
    ['md', 'html', 'json'].map((form) => readFile(join(path, `${id}.${form}`), 'utf8')),
  );
  return { md: md ?? '', html: html ?? '', json: json ?? '' };
}

export function read({ json }: Pick<Drafts, 'json'>): Postmortem {
  return JSON.parse(json) as Postmortem;
}

/** The messages of a timeline, in the words of Slack's record. */
export function writtenIn({ timeline }: Postmortem): readonly Written[] {
  return timeline.filter(({ kind }) => kind === 'message').map(written);
}

function written({
  id,
  at,
  by,
  deleted,
  edited,
  thread,
  quote,
  permalink,
  files,
  important,
}: TimelineEntry): Written {
  return {
    ...{ id, at, deleted, edited, thread, quote },
    by: 'name' in by ? by.name : by.kind,
    permalink: permalink ?? '',
    files: files.map((file) => ({ name: file.name, permalink: file.permalink ?? '' })),
    isMarked: deleted ? null : important,
  };
}

/** An entry of the timeline as a file shows it: below which day, and everything that stands in it. */
export type Line = {
  readonly day: string;
  readonly clock: string;
  readonly utc: string;
  readonly text: string;
};

const SPOTS = {
  md: {
    section: /<!-- keyturn:section timeline begin .*?-->(.*?)<!-- keyturn:section timeline end -->/s,
    day: /^### (.*)$/m,
    entry: /^- \*\*(\d\d:\d\d:\d\d)\*\* \(([^)]* UTC)\) /m,
  },
  html: {
    section: /<section id="timeline">(.*?)<\/section>/s,
    day: /<h3 id="[^"]*">(.*?)<\/h3>/,
    entry: /<li><span class="clock">(\d\d:\d\d:\d\d)<\/span> <span class="utc">(.*? UTC)<\/span> /,
  },
} as const;

/** The timeline of a file, entry by entry, as it stands there. */
export function linesOf(form: 'md' | 'html', text: string): readonly Line[] {
  const { section, day, entry } = SPOTS[form];
  const [, ...days] = (section.exec(text)?.[1] ?? '').split(day);
  return days.flatMap((name, at) => {
    if (at % 2 === 1) return [];
    const [, ...entries] = (days[at + 1] ?? '').split(entry);
    return Array.from({ length: entries.length / 3 }, (_, n) => {
      const [clock = '', utc = '', said = ''] = entries.slice(n * 3, n * 3 + 3);
      return { day: name, clock, utc, text: said.replaceAll('&amp;', '&') };
    });
  });
}

/** A zone as plain numbers: local time minus UTC in milliseconds. */
export type Offset = (at: number) => number;

/**
 * The entries that a file must show, by another way than the product's: no seals, and of the groups that joined, which all
 * did within seconds, the first.
 */
function inFile({ timeline }: Postmortem): readonly TimelineEntry[] {
  let hasJoined = false;
  return timeline.filter(({ text }) => {
    if (/^sealed \d+ messages? of the channel$/.test(text)) return false;
    if (!text.startsWith('another group of alerts joined')) return true;
    const isFirst = !hasJoined;
    hasJoined = true;
    return isFirst;
  });
}

/** How far the lines of a file are from what the JSON says: the first that differ, and where. None: they are the same. */
export function differences(
  lines: readonly Line[],
  postmortem: Postmortem,
  offset: Offset,
): readonly object[] {
  const timeline = inFile(postmortem);
  if (lines.length !== timeline.length) return [{ lines: lines.length, timeline: timeline.length }];
  return timeline
    .flatMap((entry, at) => {
      const line = lines[at];
      const wanted = { ...timesOf(entry.at, offset), has: marksOf(entry) };
      const { day = '', clock = '', utc = '', text = '' } = line ?? {};
      const got = { day, clock, utc, has: wanted.has.filter((mark) => text.includes(mark)) };
      return JSON.stringify(got) === JSON.stringify(wanted) ? [] : [{ at, got, wanted, text }];
    })
    .slice(0, 3);
}

/** By what an entry is known again, whatever is escaped around it. */
function marksOf({ permalink, quote, deleted, kind, files }: TimelineEntry): readonly string[] {
  const line = kind === 'message' ? /line \d+: \w+/.exec(quote ?? '')?.[0] : undefined;
  return [
    ...(permalink === null ? [] : [permalink]),
    ...(line === undefined ? [] : [line]),
    ...(deleted ? ['that was deleted'] : []),
    ...files.map(({ name }) => name),
  ];
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function timesOf(at: number, offset: Offset): { day: string; clock: string; utc: string } {
  const local = new Date(at + offset(at));
  const [date = '', clock = ''] = local.toISOString().slice(0, 19).split('T');
  const [utcDate = '', utc = ''] = new Date(at).toISOString().slice(0, 19).split('T');
  const day = `${WEEKDAYS[local.getUTCDay()]}, ${date}`;
  return { day, clock, utc: `${utcDate === date ? '' : `${utcDate} `}${utc} UTC` };
}
