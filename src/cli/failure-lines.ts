import { oneLine } from '../domain/one-line.ts';
import { redact } from '../domain/redaction/redact.ts';

/** More than this tells nobody more; a longer chain of causes is a circle. */
const MOST = 6;

/** As in the process log: the text of a body that could not be read may be in a message. */
const LONGEST = 1_000;

/**
 * What ended a verb, for whoever started it: what went wrong, and a line for each cause behind it. Of an error only its
 * words, without secrets: what a library attaches to it (commands, headers, bodies) is never shown.
 */
export function failureLines(error: unknown): readonly string[] {
  const texts = [...new Set(wordsOf(error, MOST))].slice(0, MOST);
  return texts.map((text, at) => {
    const sentence = /[.!?…]$/.test(text) ? text : `${text}.`;
    return at === 0 ? `It could not be done: ${sentence}` : `Because of: ${sentence}`;
  });
}

/** The words of an error and of those behind it, `most` links deep. One without words has its code, or none. */
function wordsOf(error: unknown, most: number): readonly string[] {
  if (most === 0) return [];
  if (!(error instanceof Error)) return [shown(String(error))];
  const code: unknown = Reflect.get(error, 'code');
  const own = error.message || (typeof code === 'string' ? code : '');
  // Node has one for each address of a server.
  const several: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  const behind = error.cause === undefined ? several : [...several, error.cause];
  return [
    ...(own === '' && behind.length > 0 ? [] : [shown(own || error.name)]),
    ...behind.slice(0, MOST).flatMap((each) => wordsOf(each, most - 1)),
  ];
}

function shown(text: string): string {
  return oneLine(redact(text), LONGEST);
}
