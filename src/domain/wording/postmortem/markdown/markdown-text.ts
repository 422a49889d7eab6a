import { harmless } from '../../../harmless.ts';
import { isWebUrl } from '../../safe-links.ts';
import type { Rich, Span } from '../section.ts';

/**
 * Breaks what GitHub makes of plain text after it was rendered, where no backslash helps: mentions, numbers of issues,
 * emoji. It has no width. Source: docs.github.com, "Basic writing and formatting syntax".
 */
const BREAK = '&#8203;';

/**
 * What could be markup, wherever it stands; and at the beginning of a text, what could open a block there. Between two
 * colons two digits are a time of the day, everything else could be an emoji.
 */
const MARKUP =
  /[\\`*_[\]|~<>&$#]|@(?=[\w-])|!(?=\[|$)|:(?=\/\/|(?!\d\d:)[\w+-]+:)|(?<=www)\.|\bGH-(?=\d)|(?<=^ ?)[-+=]|(?<=^ ?\d{1,9})[.)]/gi;

/** What each sign becomes; a sign that is not here gets a backslash before it. */
const written: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  // GitHub typesets what stands between two of them; this is how its documentation says to show one.
  $: '<span>$</span>',
};

/**
 * A text from outside so that GitHub shows it as it is, in one line: no markup, no links, no mentions, no references.
 * Blanks at its ends stay, one each. In: any text of any length. Out: Markdown for the middle of a line or its beginning.
 */
export function markdownText(text: string): string {
  return harmless(text).replace(/\s+/g, ' ').replace(MARKUP, escaped);
}

function escaped(sign: string, at: number, whole: string): string {
  const next = whole[at + sign.length] ?? '';
  switch (sign) {
    case '_':
      // Within a word it is no markup, and names are full of it.
      return /[a-z0-9]/i.test(whole[at - 1] ?? '') && /[a-z0-9]/i.test(next) ? sign : '\\_';
    case '@':
      // The digest of an image, which people copy: behind a letter nobody is mentioned.
      return /^[a-z0-9]@sha(?:256|512):[0-9a-f]/i.test(whole.slice(Math.max(0, at - 1), at + 9))
        ? sign
        : `@${BREAK}`;
    case '#':
      return /\d/.test(next) ? `\\#${BREAK}` : '\\#';
    case '[':
      // `[!NOTE]` at the beginning of a quote makes a coloured box of it.
      return next === '!' ? `\\[${BREAK}` : '\\[';
    case ':':
      return next === '/' ? '\\:' : `:${BREAK}`;
    default:
      return written[sign] ?? (sign.length > 1 ? `${sign}${BREAK}` : `\\${sign}`);
  }
}

/** A line of pieces as Markdown, without blanks around it. */
export function markdownRich(rich: Rich): string {
  return rich.map(markdownSpan).join('').trim();
}

function markdownSpan(span: Span): string {
  if (typeof span === 'string') return markdownText(span);
  switch (span.kind) {
    case 'link':
      return markdownLink(span.label, span.url);
    case 'bold': {
      const text = markdownText(span.text).trim();
      return text === '' ? '' : `**${text}**`;
    }
    default:
      return codeSpan(span.text);
  }
}

/** A link to an http or https address; the label alone where it is another, or none. */
export function markdownLink(label: string, url: string): string {
  const text = markdownText(label).trim() || 'link';
  return isWebUrl(url) ? `[${text}](<${addressText(url)}>)` : text;
}

/** An address between angle brackets: what is not plain ASCII, or could begin something else, by its percent code. */
function addressText(url: string): string {
  return url
    .toWellFormed()
    .replace(/[^!-~]+/g, encodeURIComponent)
    .replaceAll('`', '%60')
    .replaceAll('$', '%24')
    .replaceAll('&', '&amp;');
}

/** Between backticks where nothing in it could end them, else as an element with escaped text. */
function codeSpan(text: string): string {
  const line = harmless(text).replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  return /^[\w ./:@=,+()%-]+$/.test(line) ? `\`${line}\`` : `<code>${markdownText(line)}</code>`;
}
