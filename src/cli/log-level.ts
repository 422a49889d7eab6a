const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The level that LOG_LEVEL names, or the usual one where it is not set; what is wrong with it where there is no such level. */
export function logLevel(
  given: string | undefined,
  usual: (typeof levels)[number],
): { readonly level: (typeof levels)[number] } | { readonly problem: string } {
  if (given === undefined || given.trim() === '') return { level: usual };
  const level = levels.find((one) => one === given.trim().toLowerCase());
  if (level !== undefined) return { level };
  return { problem: `LOG_LEVEL is ${JSON.stringify(given)}: expected one of ${levels.join(', ')}.` };
}
