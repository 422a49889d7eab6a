import type { Document, Line, Part } from '../document.ts';
import type { Instant } from '../instant.ts';
import type { Watch } from '../investigation.ts';
import { oneLine } from '../one-line.ts';
import type { SeenAnswer } from '../watch-seen.ts';

/** What a watch saw last, and when. */
export type WatchSeen = { readonly answer: SeenAnswer; readonly at: Instant };

/** More lines than this do not fit a phone, and each edit brings all of them. */
const LINES_SHOWN = 24;

/**
 * The message of a watch, edited in place. `seen` null: nothing yet. `ended`: why it ended, as the end of a sentence.
 */
export function watchMessage(watch: Watch, seen: WatchSeen | null, ended: string | null = null): Document {
  const asked = oneLine(watch.question.text, 200);
  const title: Line = [
    { kind: 'bold', text: ended === null ? 'Watching ' : 'Watched ' },
    { kind: 'code', text: asked },
    ` in ${oneLine(watch.question.cluster, 80)}: `,
    seen === null ? (ended === null ? 'looking …' : 'nothing was seen.') : oneLine(seen.answer.summary, 600),
  ];
  const parts: Part[] = [{ kind: 'text', lines: [title] }];
  if (seen?.answer.text) {
    const { text, fileName, keep } = seen.answer;
    parts.push({ kind: 'preformatted', text, fileName, keep, most: LINES_SHOWN });
  }
  parts.push({ kind: 'context', lines: [footer(watch, seen, ended)] });
  return { push: [`Watching ${asked}`], parts };
}

function footer(watch: Watch, seen: WatchSeen | null, ended: string | null): Line {
  const asOf: Line = seen === null ? [] : ['As of ', { kind: 'time', at: seen.at, style: 'time' }, '. '];
  if (ended !== null) return [...asOf, `No longer watched: ${ended}.`];
  return [
    ...asOf,
    `Watch ${watch.watch}, until `,
    { kind: 'time', at: watch.until, style: 'time' },
    '; end it with ',
    { kind: 'code', text: `/incident watch off ${watch.watch}` },
    '.',
  ];
}
