import { REDACTED } from './redacted.ts';

/** A stretch of a line: from the first character to the one behind the last. */
export type Stretch = { readonly from: number; readonly to: number };

/** What finds secrets of one kind. In: one line, as it was written. Out: where they are, in any order, overlapping or not. */
export type Find = (line: string) => readonly Stretch[];

/**
 * What a pattern finds. Its first group leads to the secret, its second is the secret; without groups all of it is. The
 * search goes on right behind the lead, because a secret that seems to have no end may hold the name of the next one: so
 * that the work stays in proportion, no lead may stand within a secret that has no greatest length (`stretchesBehind`).
 */
export function stretchesOf(line: string, pattern: RegExp, isSecret = anything): readonly Stretch[] {
  const found: Stretch[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const [whole, lead = '', secret = whole] = match;
    const from = match.index + lead.length;
    if (lead !== '') pattern.lastIndex = from;
    if (secret !== REDACTED && isSecret(secret, lead)) found.push({ from, to: from + secret.length });
  }
  return found;
}

/**
 * What stands behind each `lead`, up to what `ends` it or to the end of the line. For secrets of any length, in which the
 * same lead may stand again and again: where they end is looked for once. Both patterns are global.
 */
export function stretchesBehind(line: string, lead: RegExp, ends: RegExp): readonly Stretch[] {
  const found: Stretch[] = [];
  const endFrom = lookedForOnce((at) => {
    ends.lastIndex = at;
    return ends.exec(line)?.index ?? line.length;
  });
  lead.lastIndex = 0;
  while (lead.test(line)) {
    const from = lead.lastIndex;
    const to = endFrom(from);
    if (to > from && line.slice(from, to) !== REDACTED) found.push({ from, to });
  }
  return found;
}

function anything(_secret: string, _lead: string): boolean {
  return true;
}

/** The line with all stretches hidden, those that overlap as one. */
export function hide(line: string, stretches: readonly Stretch[]): string {
  let out = '';
  let done = -1;
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    if (from > done) out += line.slice(Math.max(done, 0), from) + REDACTED;
    done = Math.max(done, to);
  }
  return done < 0 ? line : out + line.slice(done);
}

/**
 * Looks for the end of something once for all places before that end: what is found from one place on is found from
 * every place in between, too.
 */
export function lookedForOnce(endFrom: (at: number) => number): (at: number) => number {
  let known: Stretch = { from: 0, to: -1 };
  return (at) => {
    if (at < known.from || at > known.to) known = { from: at, to: endFrom(at) };
    return known.to;
  };
}
