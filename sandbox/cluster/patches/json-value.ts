/** Any JSON. */
export type Json = unknown;
export type JsonMap = { [field: string]: Json };

/** Whether this is a JSON object, and not null or a list. */
export const isMap = (value: Json): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
