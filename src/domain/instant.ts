/** A moment in time: whole milliseconds since 1970-01-01T00:00:00Z. Survives JSON and Redis as it is. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
