import type { Refusal } from './refusal.ts';

/** The reason why not, as the second half of a Result. */
export type Refused = { readonly ok: false; readonly refusal: Refusal };

/** The outcome of a decision: a value, or the reason why not. A broken world is an exception, not a Result. */
export type Result<T> = { readonly ok: true; readonly value: T } | Refused;

/** Wraps a value as a success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a refusal as a failure. */
export function refuse(refusal: Refusal): Refused {
  return { ok: false, refusal };
}
