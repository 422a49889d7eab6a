import type { Document, Line, Part } from '../../../domain/document.ts';
import { plainText } from './plain-text.ts';
import { pushText } from './push-text.ts';
import { cutText } from './text-size.ts';

/** Slack shows 4,000 characters of a text in one piece. Source: docs.slack.dev, chat.postMessage, "Truncating content". */
const MOST = 4_000;

/** Of a monospaced text so many lines are worth showing where they stand in no columns. */
const ROWS = 12;

const NOTE =
  'Slack did not take this message as it was laid out, so it has no buttons. /incident help says what can be typed instead.';

/**
 * A document as bare text, for when Slack refuses its blocks: every word that fits, and no layout. Escaped and redacted
 * like every other text; people, groups and channels are still links.
 */
export function documentText({ push, parts }: Document): string {
  const first = pushText(push);
  const rest = parts.flatMap(linesOf).filter((line) => line.trim() !== '' && line !== first);
  return `${cutText([first, ...rest].join('\n'), MOST - NOTE.length - 1)}\n${NOTE}`;
}

function linesOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'header':
      return [words([part.text])];
    case 'text':
    case 'context':
      return part.lines.map(words);
    case 'fields':
      return part.fields.map(({ label, value }) => words([`${label}: `, ...value]));
    case 'quote':
      return rowsOf(part.text);
    case 'preformatted':
      return rowsOf(part.text).slice(0, ROWS);
    case 'file':
      return [words([part.label])];
    default:
      return [];
  }
}

/** Redacted before it is divided: a key goes over several lines. */
function rowsOf(text: string): readonly string[] {
  return plainText(text)
    .split('\n')
    .map((line) => words([line]));
}

/** Empty where there is nothing to read: a push is never empty. */
function words(line: Line): string {
  const isBlank = line.every((inline) =>
    typeof inline === 'string' ? inline.trim() === '' : inline.kind === 'emoji',
  );
  return isBlank ? '' : pushText(line);
}
