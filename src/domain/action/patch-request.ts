import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { ActionSituation } from './action.ts';
import type { PlannedRequest } from './planned-request.ts';
import { pointerOf, rawAt, rawUid } from './raw-object.ts';

/** By which incident and by which request an object was changed: for people who look at it, and for us after a crash. */
const INCIDENT_NOTE = 'keyturn.dev/incident';
export const REQUEST_NOTE = 'keyturn.dev/request';

/** One field that a patch sets, or takes away (`value` undefined); one that has this value already is only held to it. */
export type FieldChange = { readonly path: readonly string[]; readonly value: Json | undefined };

type Noted = Pick<ActionSituation, 'raw' | 'incident' | 'request'>;

/**
 * The patch that makes these changes to an object and leaves a note of the incident and the request on it, pinned to the
 * object's uid and to the old value of every field that has one. Where nothing stands yet there is no old value to test
 * (RFC 6902 has no word for it), and adding a whole map could wipe out what somebody added meanwhile; so when all
 * fields are new it is a merge patch: that keeps what is there, and the API server refuses one that names another uid
 * (422: measured). `notes: false` for subresources that have no place for them.
 */
export function patchRequest(
  situation: Noted,
  path: string,
  changes: readonly FieldChange[],
  { notes = true }: { readonly notes?: boolean } = {},
): PlannedRequest {
  const { raw } = situation;
  const isNew = changes.every(
    (change) => rawAt(raw, change.path) === undefined && change.value !== undefined,
  );
  return isNew
    ? {
        method: 'PATCH',
        path,
        contentType: 'application/merge-patch+json',
        body: merged(situation, changes, notes),
      }
    : {
        method: 'PATCH',
        path,
        contentType: 'application/json-patch+json',
        body: steps(situation, changes, notes),
      };
}

function steps(situation: Noted, changes: readonly FieldChange[], notes: boolean): readonly JsonObject[] {
  const { raw } = situation;
  const known = changes.map((change) => ({ ...change, old: rawAt(raw, change.path) }));
  const tests = known.flatMap(({ path, old }) =>
    old === undefined ? [] : [{ op: 'test', path: pointerOf(path), value: old }],
  );
  const edits = known.flatMap(({ path, value, old }): readonly JsonObject[] => {
    const pointer = pointerOf(path);
    if (value === undefined) return [{ op: 'remove', path: pointer }];
    return value === old ? [] : [{ op: old === undefined ? 'add' : 'replace', path: pointer, value }];
  });
  // Without any annotation there is no map to add one to, and a new map could wipe out another.
  const hasPlace = notes && isJsonObject(rawAt(raw, ['metadata', 'annotations']));
  const noted = Object.entries(notesOf(situation)).map(([key, value]) => ({
    op: 'add',
    path: pointerOf(['metadata', 'annotations', key]),
    value,
  }));
  return [
    { op: 'test', path: '/metadata/uid', value: rawUid(raw) },
    ...tests,
    ...edits,
    ...(hasPlace ? noted : []),
  ];
}

function merged(situation: Noted, changes: readonly FieldChange[], notes: boolean): JsonObject {
  const pinned: JsonObject = { metadata: { uid: rawUid(situation.raw) } };
  const noted = notes
    ? Object.entries(notesOf(situation)).map(([key, value]) => ({
        path: ['metadata', 'annotations', key],
        value,
      }))
    : [];
  return [...changes, ...noted].reduce((body, { path, value }) => put(body, path, value ?? null), pinned);
}

function put(map: JsonObject, [step, ...rest]: readonly string[], value: Json): JsonObject {
  if (step === undefined) return map;
  const below = map[step];
  return { ...map, [step]: rest.length === 0 ? value : put(isJsonObject(below) ? below : {}, rest, value) };
}

function notesOf({ incident, request }: Noted): Readonly<Record<string, string>> {
  return { [INCIDENT_NOTE]: incident, [REQUEST_NOTE]: request };
}
