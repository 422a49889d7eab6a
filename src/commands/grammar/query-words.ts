import type { Token } from './token.ts';

/** A word of a question to the cluster. `quoted`: it began with a quotation mark, so it is no option. */
export type QueryWord = { readonly text: string; readonly quoted: boolean };

const OPENING = `"“”„«'‘’`;

const closing: Readonly<Record<string, string>> = {
  '«': '»',
  "'": "'’",
  '‘': "'’",
  '’': "'’",
};
const DOUBLE = '"“”»';

/**
 * Takes a question's words apart as a shell would, without anything that a shell could do: white space separates, a
 * pair of quotation marks (straight or curly) around a word or after `=` keeps it whole. A mark that nobody closed is a
 * letter like others. Slack makes links of what looks like a host (`certificates.cert-manager.io`): what was typed
 * comes back.
 */
export function queryWords(tokens: readonly Token[]): readonly QueryWord[] {
  const text = tokens.map((token, index) => (index === 0 ? '' : token.before) + typed(token)).join('');
  const words: QueryWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const word = wordAt(text, at);
    words.push({ text: word.text, quoted: word.quoted });
    at = word.end;
  }
  return words;
}

function wordAt(text: string, start: number): QueryWord & { readonly end: number } {
  const quote = quoteAt(text, start);
  if (quote) return { ...quote, quoted: true };
  let made = '';
  let at = start;
  while (at < text.length && !/\s/.test(text[at] ?? '')) {
    const letter = text[at] ?? '';
    const value = /[=:]/.test(letter) ? quoteAt(text, at + 1) : null;
    made += value ? letter + value.text : letter;
    at = value ? value.end : at + 1;
  }
  return { text: made, quoted: false, end: at };
}

/** What stands between a quotation mark here and the next one that closes it before white space or the end. */
function quoteAt(text: string, at: number): { readonly text: string; readonly end: number } | null {
  const mark = text[at] ?? '';
  if (mark === '' || !OPENING.includes(mark)) return null;
  const closes = closing[mark] ?? DOUBLE;
  for (let end = at + 1; end < text.length; end++) {
    const after = text[end + 1];
    if (closes.includes(text[end] ?? '') && (after === undefined || /\s/.test(after))) {
      return { text: text.slice(at + 1, end), end: end + 1 };
    }
  }
  return null;
}

/** Slack adds `http://` to what it takes for a host, and a slash to a bare one; `mailto:` to an image with its digest. */
function typed(token: Token): string {
  if (token.kind !== 'link') return token.text;
  return (token.label ?? token.url).replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/^([^/]+)\/$/, '$1');
}

/** The word with the dashes that a phone made turned back: a long one was typed as two. */
export function straight(word: string): string {
  return word.replace(/[—―]/g, '--').replace(/[‐‑‒–−]/g, '-');
}
