import { type StatusCause, StatusFailure } from '../http/status-failure.ts';

export type Wrong = { reason: string; field: string; message: string };

type Named = { kind: string; group: string; name: string };

/** All that is wrong with an object, as the server lists it: 422. */
export function invalidObject({ kind, group, name }: Named, wrongs: readonly Wrong[]): StatusFailure {
  const texts = [...new Set(wrongs.map(({ field, message }) => `${field}: ${message}`))];
  const causes: StatusCause[] = wrongs.map(({ reason, message, field }) => ({ reason, message, field }));
  return new StatusFailure({
    code: 422,
    reason: 'Invalid',
    message: `${group ? `${kind}.${group}` : kind} "${name}" is invalid: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`,
    details: { ...(name ? { name } : {}), ...(group ? { group } : {}), kind, causes },
  });
}

/** A value that may not be. */
export const wrongValue = (field: string, value: unknown, why: string): Wrong => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
});

/** A value that must be. */
export const missingValue = (field: string, why?: string): Wrong => ({
  reason: 'FieldValueRequired',
  field,
  message: why ? `Required value: ${why}` : 'Required value',
});
