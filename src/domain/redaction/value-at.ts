import { REDACTED } from './redacted.ts';
import { lookedForOnce, type Stretch } from './stretch.ts';

/** A value: where it is, and whether quotes or brackets stand around it. */
export type Value = Stretch & { readonly quoted: boolean };

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
export function valueAt(line: string, at: number): Value | null {
  return valuesOf(line)(at);
}

/**
 * `valueAt` for one line that is asked for many values, one of which may lie within another: what ends them all is
 * looked for once.
 */
export function valuesOf(line: string): (at: number) => Value | null {
  const bracketEnd = lookedForOnce((at) => {
    const end = line.indexOf(']', at);
    return end < 0 ? line.length : end;
  });
  const bareEnd = lookedForOnce((at) => endOfBare(line, at));

  return (at) => {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(line);
    if (opening) {
      const from = at + opening[0].length;
      const to = closing(line, from, opening[1]?.length ?? 0, opening[2] ?? '"');
      return to > from ? { from, to, quoted: true } : null;
    }
    OBJECT.lastIndex = line[at] === '[' ? at + 1 : at;
    if (OBJECT.test(line)) return null;
    const masked = line.startsWith(REDACTED, at);
    if (line[at] === '[' && !masked) {
      const to = bracketEnd(at + 1 + (line.startsWith(REDACTED, at + 1) ? REDACTED.length : 0));
      return to > at + 1 ? { from: at + 1, to, quoted: true } : null;
    }
    const to = bareEnd(masked ? at + REDACTED.length : at);
    return to > at ? { from: at, to, quoted: false } : null;
  };
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

function endOfBare(line: string, at: number): number {
  let from = at;
  for (;;) {
    STOP.lastIndex = from;
    const stop = STOP.exec(line);
    if (!stop) return line.length;
    const end = stop.index;
    if (/[\s<]/.test(stop[0])) return end;
    NEW_BEGINS.lastIndex = stop[0] === '\\' ? end : end + 1;
    if (NEW_BEGINS.test(line)) return end;
    from = line.startsWith(REDACTED, end + 1) ? end + 1 + REDACTED.length : end + 1;
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

/** True when nothing of the line is left to hide there. */
export function isHidden(line: string, value: Stretch): boolean {
  const text = line.slice(value.from, value.to);
  return text === REDACTED || hidesNothing(text);
}

/** True when the value reads like the rest of a sentence, a count, or the `namespace/name` of an object. */
export function readsLikeProse(value: string): boolean {
  return value.length <= 256 && PROSE.test(value);
}
