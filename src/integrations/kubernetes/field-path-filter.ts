import { StringDecoder } from 'node:string_decoder';
import type { Sink } from './exchange.ts';

/** As encoding/json of Go writes it. A quote within a text is escaped, so nothing but the field itself looks like this. */
const FIELD = Buffer.from('"fieldsV1":{');

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/**
 * Empties every `fieldsV1` of an API server's JSON before it is parsed: which fields each manager owns is a third of a
 * pod and most of its parsing, and of interest only in kinds whose changes are looked at. In: the chunks of one answer,
 * cut anywhere. Out of each: what is kept of it, in the chunk's own memory. What is no JSON stays none.
 */
function createFieldPathFilter(): (chunk: Buffer) => Buffer {
  const object = createObjectEnd();
  let within = false;
  /** The end of what came before: a field may begin in one chunk and go on in the next. */
  let tail: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const lead = within ? -1 : beginsAcross(tail, chunk);
    tail = endOf(tail, chunk);
    let kept = 0;
    let from = 0;
    const keep = (to: number) => {
      if (kept !== from) chunk.copyWithin(kept, from, to);
      kept += to - from;
    };
    if (lead >= 0) {
      keep(lead);
      from = object.endIn(chunk, lead);
      within = from < 0;
    } else if (within) {
      from = object.endIn(chunk, 0);
      within = from < 0;
    }
    while (!within) {
      const at = fieldIn(chunk, from);
      keep(at < 0 ? chunk.length : at);
      if (at < 0) break;
      from = object.endIn(chunk, at);
      within = from < 0;
    }
    return chunk.subarray(0, kept);
  };
}

/** The text of an answer without field paths, out of its chunks: `open` is called for each attempt at it. */
export function createSlimText(): { readonly open: Sink; whole(): string } {
  let parts: string[] = [];
  let decoder = new StringDecoder('utf8');
  return {
    open() {
      parts = [];
      decoder = new StringDecoder('utf8');
      const filter = createFieldPathFilter();
      return (chunk) => void parts.push(decoder.write(filter(chunk)));
    },
    whole: () => parts.join('') + decoder.end(),
  };
}

/** Where the inside of the next field begins; -1: there is none. Not at the very first place: before it may be anything. */
function fieldIn(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(FIELD, Math.max(from, 1));
  // In a name that ends like the field (`"a\"fieldsV1"`) the first quote is a part of it.
  while (at > 0 && bytes[at - 1] === BACKSLASH) at = bytes.indexOf(FIELD, at + 1);
  return at < 0 ? -1 : at + FIELD.length;
}

/** Where the inside of a field begins in a chunk, when the field began before it; -1: none did. */
function beginsAcross(tail: Buffer, chunk: Buffer): number {
  const seam = Buffer.concat([tail, chunk.subarray(0, FIELD.length)]);
  // What ends before the chunk was seen before.
  const inside = fieldIn(seam, Math.max(0, tail.length - FIELD.length + 1));
  return inside < 0 ? -1 : inside - tail.length;
}

/** The last bytes of all so far: enough for a field that has begun, and the character before it. */
function endOf(tail: Buffer, chunk: Buffer): Buffer {
  if (chunk.length > FIELD.length) return Buffer.from(chunk.subarray(-FIELD.length - 1));
  return Buffer.concat([tail, chunk]).subarray(-FIELD.length - 1);
}

/** Finds the brace that ends an object, however many chunks away: its place, or -1 for none in this chunk. */
function createObjectEnd(): { endIn(chunk: Buffer, from: number): number } {
  let depth = 1;
  let inText = false;
  let escaped = false;
  return {
    endIn(chunk, from) {
      for (let at = from; at < chunk.length; at++) {
        const byte = chunk[at];
        if (escaped) escaped = false;
        else if (byte === QUOTE) inText = !inText;
        else if (inText) escaped = byte === BACKSLASH;
        else if (byte === OPEN) depth++;
        else if (byte === CLOSE && --depth === 0) {
          depth = 1;
          return at;
        }
      }
      return -1;
    },
  };
}
