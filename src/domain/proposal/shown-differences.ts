import { harmless } from '../harmless.ts';
import type { Json, JsonObject } from '../json.ts';
import { oneLine } from '../one-line.ts';
import { redactObject } from '../redaction/redact-object.ts';
import { REDACTED } from '../redaction/redacted.ts';
import { differences, type RawDifference } from './differences.ts';
import type { Difference } from './proposal.ts';

/** A value is shown up to this length; the hash has all of it. */
const LONGEST = 300;

/** More nobody reads at night; the count says how many are missing. */
const MOST = 40;

/**
 * The differences of a rehearsal as people may see them: redacted as whole objects, because what a value is depends on
 * where it stands. One that redaction makes equal is there all the same, with both sides hidden.
 */
export function shownDifferences(
  before: JsonObject,
  after: JsonObject,
  raw: readonly RawDifference[],
): readonly Difference[] {
  const seen = new Map(
    differences(redactObject(before), redactObject(after)).map((each) => [each.path, each]),
  );
  const shown = raw.slice(0, MOST).map(({ path, ...values }): Difference => {
    const safe = seen.get(path);
    return {
      path: oneLine(harmless(path), 200),
      before: safe ? words(safe.before) : hidden(values.before),
      after: safe ? words(safe.after) : hidden(values.after),
    };
  });
  const more = raw.length - shown.length;
  return more > 0 ? [...shown, { path: `and ${more} more`, before: null, after: null }] : shown;
}

function words(value: Json | undefined): string | null {
  if (value === undefined) return null;
  return oneLine(harmless(typeof value === 'string' ? value : JSON.stringify(value)), LONGEST);
}

function hidden(value: Json | undefined): string | null {
  return value === undefined ? null : REDACTED;
}
