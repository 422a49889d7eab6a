/** From worst to mildest. Severity says how bad it is; status says how far people are. They move independently. */
export const severities = ['sev1', 'sev2', 'sev3', 'sev4'] as const;

export type Severity = (typeof severities)[number];

/** True when `a` is worse than `b`. */
export function isWorse(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) < severities.indexOf(b);
}

/** The worse of two. */
export function worst(a: Severity, b: Severity): Severity {
  return isWorse(b, a) ? b : a;
}
