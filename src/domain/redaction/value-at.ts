import { REDACTED } from './redacted.ts';

/** A stretch of a line: from the first character to the one behind the last. */
export type Stretch = { readonly from: number; readonly to: number; readonly quoted: boolean };

/** White space and an opening quote, escaped as often as JSON within JSON escapes it. */
const OPENING = /(\\*)(["'`]|&quot;)/y;

/** What can't be part of an unquoted value. */
const STOP = /[\s"'`<,;&)}\]\\]/g;

/** After a comma or the like a value is over only if something new begins: passwords hold such characters, too. */
const NEW_BEGINS =
  /(?:\\[ntr]|[,;&)}\]"'`\\]){0,8}(?:$|[\s"'`<,;&)}\]\\]|[A-Za-z_][\w.-]{0,64}["']?\s?[=:])/y;

/** An object, not a value: `{"name": ...`, `{name=...`, `{}`. */
const OBJECT = /&?\{(?:$|[\s"'\\}]|[\w.-]{1,64}\s?[:=])/y;

/**
 * Where the value is that begins at `at`: within its quotes, within brackets, or up to what ends a bare word. A quote
 * that is never closed lasts to the end of the line: the line was cut off. Null when nothing is there.
 */
export function valueAt(line: string, at: number): Stretch | null {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(line);
  if (opening) {
    const from = at + opening[0].length;
    const to = closing(line, from, opening[1]?.length ?? 0, opening[2] ?? '"');
    return to > from ? { from, to, quoted: true } : null;
  }
  OBJECT.lastIndex = line[at] === '[' ? at + 1 : at;
  if (OBJECT.test(line)) return null;
  if (line[at] === '[' && !line.startsWith(REDACTED, at)) {
    const masked = line.startsWith(REDACTED, at + 1) ? REDACTED.length : 0;
    const end = line.indexOf(']', at + 1 + masked);
    const to = end < 0 ? line.length : end;
    return to > at + 1 ? { from: at + 1, to, quoted: true } : null;
  }
  const to = bareEnd(line, at);
  return to > at ? { from: at, to, quoted: false } : null;
}

/** The place of the closing quote: one that is escaped no more often than the opening one. */
function closing(line: string, from: number, escapes: number, quote: string): number {
  let at = line.indexOf(quote, from);
  while (at >= 0) {
    let backslashes = 0;
    while (at - backslashes > from && line[at - backslashes - 1] === '\\') backslashes++;
    if (escapes === 0 ? backslashes % 2 === 0 : backslashes <= escapes)
      return at - (escapes ? backslashes : 0);
    at = line.indexOf(quote, at + quote.length);
  }
  return line.length;
}

function bareEnd(line: string, at: number): number {
  let from = at;
  for (;;) {
    if (line.startsWith(REDACTED, from)) from += REDACTED.length;
    STOP.lastIndex = from;
    const stop = STOP.exec(line);
    if (!stop) return line.length;
    const end = stop.index;
    if (/[\s<]/.test(stop[0])) return end;
    NEW_BEGINS.lastIndex = stop[0] === '\\' ? end : end + 1;
    if (NEW_BEGINS.test(line)) return end;
    from = end + 1;
  }
}

/** Values that hide nothing: no value at all, a reference to one, a template, or a mask that is there already. */
const NOTHING =
  /^(?:|-|null|nil|none|undefined|true|false|yes|no|unset|empty|missing|unknown|n\/a|\(?(?:redacted|masked|hidden|sensitive|sensitive value|filtered|unchanged)\)?|[*x.•]+|<[A-Za-z][\w .-]*>|<set to the key .*|\[(?:redacted|filtered|masked|hidden)\]|\$\([A-Za-z_][\w.]*\)|\$\{[^}]*\}|\$[A-Z_][A-Z0-9_]*|\{\{(?:[^}]*\}\})?|%[-+#]?[svdqxT]|map|&?\{|\{)$/i;

/** Words of a sentence after a colon: "token: signature is invalid". A secret without any digit is a password, not a token. */
const PROSE =
  /^[A-Za-z][A-Za-z._'/-]*$|^\d{1,9}$|^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** True when the value of a secret's name is none: empty, a reference, a mask. */
export function hidesNothing(value: string): boolean {
  return value.length <= 256 && NOTHING.test(value.trim());
}

/** True when the value reads like the rest of a sentence, a count, or the `namespace/name` of an object. */
export function readsLikeProse(value: string): boolean {
  return value.length <= 256 && PROSE.test(value);
}
