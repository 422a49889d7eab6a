/**
 * A word of a command, or one of the things that Slack puts into angle brackets. `text` is how a person would read it;
 * `before` the white space in front; `quoted`: inside quotation marks, so no option.
 */
export type Token = { readonly before: string; readonly text: string; readonly quoted: boolean } & (
  | { readonly kind: 'word' }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string | null }
);

/** Slack's escapes in angle brackets, else a run without white space (a lone `<` is a word). */
const piece = /<(?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>]*>|[^\s<]+|</gi;

/** What phones and word processors put between letters and nobody sees. */
const invisible = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;

/** Takes a command's text apart, as Slack sent it. Never fails. */
export function tokens(text: string): readonly Token[] {
  const clean = text.replace(invisible, '');
  const found: Token[] = [];
  let end = 0;
  let open = false;
  for (const match of clean.matchAll(piece)) {
    const raw = match[0];
    const before = clean.slice(end, match.index);
    end = match.index + raw.length;
    const opens = /^["“”„«]/.test(raw);
    const closes: boolean = /["“”»]$/.test(raw) && !(opens && raw.length === 1 && !open);
    const quoted = open || opens;
    found.push({ before, quoted, ...meaning(raw) });
    open = (open || opens) && !closes;
  }
  // A quotation mark that nobody closed quotes nothing.
  return open ? found.map((token) => ({ ...token, quoted: false })) : found;
}

type Meaning = { readonly text: string } & (
  | { readonly kind: 'word' }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string | null }
);

function meaning(raw: string): Meaning {
  const inner = /^<(.+)>$/s.exec(raw)?.[1];
  if (inner === undefined) return { kind: 'word', text: unescaped(raw) };
  const bar = inner.indexOf('|');
  const id = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 || bar === inner.length - 1 ? null : unescaped(inner.slice(bar + 1));
  if (/^@[UW][A-Z0-9]+$/.test(id))
    return { kind: 'user', user: id.slice(1), text: `@${label ?? id.slice(1)}` };
  if (/^#[CGD][A-Z0-9]+$/.test(id))
    return { kind: 'channel', channel: id.slice(1), text: `#${label ?? id.slice(1)}` };
  if (id.startsWith('!subteam^'))
    return { kind: 'group', group: id.slice('!subteam^'.length), text: label ?? '@group' };
  if (/^[@#!]/.test(id)) return { kind: 'word', text: label ?? `@${id.slice(1)}` };
  const url = unescaped(id);
  const shown = label === null || url.endsWith(label) ? url : `${label} (${url})`;
  return { kind: 'link', url, label: label !== null && url.includes(label) ? null : label, text: shown };
}

/** Slack escapes exactly these three. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What tokens say together, with line breaks kept and one pair of quotation marks around all of it taken off. */
export function textOf(list: readonly Token[]): string {
  const text = list.map((token, index) => (index ? token.before : '') + token.text).join('');
  const whole = /^["“„«]([^"“”„«»]*)["”“»]$/s.exec(text)?.[1];
  return (whole ?? text).trim();
}

/** A token's text in lower case with straight dashes and quotes taken off: for comparing with what we know. */
export function plain(token: Token | undefined): string {
  return (token?.text ?? '')
    .toLowerCase()
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/["“”„«»‘’']/g, '');
}
