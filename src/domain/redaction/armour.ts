import type { Stretch } from './stretch.ts';
import type { Armour } from './surroundings.ts';

/** PEM (RFC 7468), OpenPGP (RFC 9580) and SSH2 (RFC 4716) put four or five dashes around a label of capitals. */
const BEGIN = /-{4,5} ?BEGIN [A-Z0-9 ]{1,60}?-{4,5}/;
const END = /-{4,5} ?END [A-Z0-9 ]{1,60}?-{4,5}/;

/** PuTTY's files announce how many lines follow. */
const PUTTY = /\bPrivate-Lines: ?\d{1,4}\s*$/;

/** Headers within armour (RFC 1421, OpenPGP). */
const HEADER = /^\s*(?:Proc-Type|DEK-Info|Comment|Subject|Version|Hash|MessageID|Charset|X-[\w-]{1,40}) ?:/;

/** A word as long as this, of capitals and small letters, is a line of a key whatever stood before it. */
const SURE = 40;

const WRAPPED = /^\s*[A-Za-z0-9+/]{60,76}={0,2}\s*$/;
const PATIENCE = 40;

/** A line of armour is shorter; what is longer is judged by its entropy. */
const LONGEST_WORD = 256;

/** Armour that begins in a line: where it is in it, and whether it goes on below. */
export type Begun = { readonly found: readonly Stretch[]; readonly open: Armour | null };

/** Finds armour in a line. Null when the line holds none. */
export function beginArmour(line: string): Begun | null {
  if (!line.includes('BEGIN ') && !line.includes('Private-Lines')) return null;
  const putty = PUTTY.exec(line);
  if (putty) {
    const lead = line.slice(0, line.indexOf('Private-Lines'));
    return { found: [{ from: putty.index + 'Private-Lines:'.length, to: line.length }], open: opened(lead) };
  }
  const found: Stretch[] = [];
  let done = 0;
  let endless = false;
  for (let begin = BEGIN.exec(line); begin; begin = BEGIN.exec(line.slice(done))) {
    const from = done + begin.index;
    const after = line.slice(from + begin[0].length);
    const end: RegExpExecArray | null = endless ? null : END.exec(after);
    endless = !end;
    // Without its end, it lasts as far as the quotes around it, or it goes on in the next line.
    const over = end ? end.index + end[0].length : after.search(closing(line.slice(done, from)));
    if (over < 0) {
      found.push({ from, to: line.length });
      return { found, open: opened(beforeLast(line.slice(done))) };
    }
    found.push({ from, to: from + begin[0].length + over });
    done = from + begin[0].length + over;
  }
  return found.length === 0 ? null : { found, open: null };
}

/** What stands before the last armour of a line: it is that one whose lines follow. */
function beforeLast(line: string): string {
  return line.slice(0, line.lastIndexOf('BEGIN ')).replace(/-{1,5} ?$/, '');
}

/** What ends armour that was cut off: the quote that was opened right before it; with none, any. */
function closing(before: string): RegExp {
  const last = before.trimEnd().slice(-1);
  if (last === '"') return /"/;
  if (last === "'") return /'/;
  return last === '`' ? /`/ : /["'`<]/;
}

function opened(before: string): Armour {
  return { lead: shapeOf(before), near: true, atHead: true, width: 0, patience: PATIENCE };
}

/** Armour that a whole line of wrapped base64 begins, of which the head was not seen. */
export function wrappedArmour(line: string): Armour | null {
  if (!WRAPPED.test(line)) return null;
  return { lead: '', near: true, atHead: false, width: line.trim().length, patience: 0 };
}

/** What a line within armour is: a part of it to be dropped, its end with what follows, or something else. */
export type Within =
  | { readonly kind: 'part'; readonly armour: Armour | null }
  | { readonly kind: 'end'; readonly rest: string }
  | { readonly kind: 'other'; readonly armour: Armour | null };

/** Judges a line that comes after the beginning of armour. */
export function withinArmour(line: string, armour: Armour): Within {
  const end = END.exec(line);
  if (end) return { kind: 'end', rest: line.slice(end.index + end[0].length) };
  if (armour.near && armour.atHead && (HEADER.test(line) || line.trim() === ''))
    return { kind: 'part', armour };
  const { lead, body } = lastWord(line);
  if (isBody(body, lead, armour)) {
    // A line behind the last one of a key, or a longer one, begins another key, which may be wrapped otherwise.
    const width = armour.near ? Math.max(armour.width, body.length) : body.length;
    const near = body.length >= Math.min(width, SURE);
    return { kind: 'part', armour: { ...armour, near, atHead: false, width } };
  }
  // The last piece of a key that was cut off, with other words behind it on the line.
  const piece = armour.near ? /^\s{0,64}[A-Za-z0-9+/]{8,}={0,2}(?=[\s"',])/.exec(line)?.[0] : undefined;
  if (piece && /\d/.test(piece) && /[A-Za-z]/.test(piece))
    return { kind: 'end', rest: line.slice(piece.length) };
  const patience = armour.patience - 1;
  return { kind: 'other', armour: patience > 0 ? { ...armour, near: false, patience } : null };
}

/** A line's last word without the quotes and escaped line breaks around it, and the shape of what stands before it. */
function lastWord(line: string): { readonly lead: string; readonly body: string } {
  let to = line.length;
  for (;;) {
    if (to > 0 && /[\s"',]/.test(line.charAt(to - 1))) to--;
    else if (to > 1 && /^\\[nr]$/.test(line.slice(to - 2, to))) to -= 2;
    else break;
  }
  let from = to;
  while (from > 0 && to - from < LONGEST_WORD && /[^\s"',\\]/.test(line.charAt(from - 1))) from--;
  return { lead: shapeOf(line.slice(0, from)), body: line.slice(from, to) };
}

function isBody(body: string, lead: string, armour: Armour): boolean {
  if (!/^[A-Za-z0-9+/=_-]+$/.test(body)) return false;
  if (body.length >= SURE && /[A-Z]/.test(body) && /[a-z]/.test(body) && !body.includes('-')) return true;
  if (!armour.near || !isLed(lead, armour)) return false;
  if (armour.atHead || armour.patience > 0) return /[A-Z0-9+/=]/.test(body);
  return body.length % 4 === 0 && body.length <= armour.width && /[0-9+/=]|[a-z][A-Z]/.test(body);
}

/** The lines of one log begin alike; only the first may have more words, in front of a time that all of them have. */
function isLed(lead: string, armour: Armour): boolean {
  return lead === '' || lead === armour.lead || armour.lead.endsWith(` ${lead}`);
}

/**
 * What stands before a line's last word, alike for lines of the same log: the end of it, for that is where the time
 * stands when a line has other words before it, however many. Cut again, because numbers have different lengths.
 */
function shapeOf(lead: string): string {
  return lead.slice(-512).trim().replace(/\d+/g, '0').slice(-128).trim();
}
