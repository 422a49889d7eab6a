import type { JsonObject } from '../json.ts';
import type { ActionSituation, Settlement } from './action.ts';
import { REQUEST_NOTE } from './patch-request.ts';
import { rawText, rawUid } from './raw-object.ts';

/**
 * Whether a patch had its effect, found out afterwards by reading: our note on the object tells that it was ours (a
 * patch is made whole or not at all); without the note `isThere` tells whether what was wanted is so, by whomever. An
 * object that is gone, or another one of its name, has nothing of it.
 */
export function settlePatch(
  before: ActionSituation,
  raw: JsonObject | null,
  isThere: (raw: JsonObject) => boolean,
): Settlement {
  if (raw === null || rawUid(raw) !== rawUid(before.raw)) return 'not-applied';
  if (rawText(raw, 'metadata', 'annotations', REQUEST_NOTE) === before.request) return 'applied-by-us';
  return isThere(raw) ? 'applied-by-whom-unknown' : 'not-applied';
}

/** Whether a pod was taken away. Nothing of a request stays at a pod that goes, so whose it was nobody can tell. */
export function settleRemoval(before: ActionSituation, raw: JsonObject | null): Settlement {
  const isThere =
    raw !== null &&
    rawUid(raw) === rawUid(before.raw) &&
    rawText(raw, 'metadata', 'deletionTimestamp') === '';
  return isThere ? 'not-applied' : 'applied-by-whom-unknown';
}
