import { type Severity, severities } from '../severity.ts';

/** `SEV1`. */
export function severityLabel(severity: Severity): string {
  return severity.toUpperCase();
}

/** `▮▮▮▮ SEV1`, `▮▯▯▯ SEV4`: how bad it is can be seen without colour and without knowing which end is worse. */
export function severityMark(severity: Severity): string {
  const worstFirst = severities.indexOf(severity);
  return `${'▮'.repeat(severities.length - worstFirst)}${'▯'.repeat(worstFirst)} ${severityLabel(severity)}`;
}

/** What each severity means, for the choices in forms and the help. */
export const severityMeaning: Readonly<Record<Severity, string>> = {
  sev1: 'most users are affected now',
  sev2: 'many users, or an important part',
  sev3: 'some users, or a way around exists',
  sev4: 'nobody has noticed yet',
};
