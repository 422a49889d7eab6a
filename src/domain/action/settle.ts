import type { JsonObject } from '../json.ts';
import type { ActionSituation, Settlement } from './action.ts';
import { REQUEST_NOTE } from './patch-request.ts';
import { FIELD_MANAGER } from './planned-request.ts';
import { rawAt, rawList, rawText, rawUid } from './raw-object.ts';

/**
 * Whether a patch had its effect, found out afterwards by reading: our note on the object tells that it was ours (a
 * patch is made whole or not at all); without the note `isThere` tells whether what was wanted is so, by whomever. An
 * object that is gone, or another one of its name, has nothing of it. `field`: a single value that the patch changes;
 * it is ours when the API server says that we were the last to change it, which serves where no note could be left.
 */
export function settlePatch(
  before: ActionSituation,
  raw: JsonObject | null,
  isThere: (raw: JsonObject) => boolean,
  field: readonly string[] | null = null,
): Settlement {
  if (raw === null || rawUid(raw) !== rawUid(before.raw)) return 'not-applied';
  if (rawText(raw, 'metadata', 'annotations', REQUEST_NOTE) === before.request) return 'applied-by-us';
  if (!isThere(raw)) return 'not-applied';
  return field !== null && isOurs(raw, field) ? 'applied-by-us' : 'applied-by-whom-unknown';
}

/**
 * True when the last who changed a field to something else was a program of our name. Whoever does so takes it from all
 * others (https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management); the one who wrote through
 * the scale subresource has no time there (measured), so it can't be told from when that is.
 */
function isOurs(raw: JsonObject, field: readonly string[]): boolean {
  const owned = ['fieldsV1', ...field.map((step) => `f:${step}`)];
  return rawList(raw, 'metadata', 'managedFields').some(
    (each) => rawText(each, 'manager') === FIELD_MANAGER && rawAt(each, owned) !== undefined,
  );
}

/** Whether a pod was taken away. Nothing of a request stays at a pod that goes, so whose it was nobody can tell. */
export function settleRemoval(before: ActionSituation, raw: JsonObject | null): Settlement {
  const isThere =
    raw !== null &&
    rawUid(raw) === rawUid(before.raw) &&
    rawText(raw, 'metadata', 'deletionTimestamp') === '';
  return isThere ? 'not-applied' : 'applied-by-whom-unknown';
}
