import type { Incident } from '../../domain/incident.ts';
import { nearest } from '../../domain/nearest.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { COMMANDER, type RoleName } from '../../domain/role.ts';
import { type Severity, severities } from '../../domain/severity.ts';
import { type CancelReason, type Status, workingStatuses } from '../../domain/status.ts';
import { rolesInOrder } from '../../domain/wording/role-words.ts';

/** `1`, `sev1`, `SEV-1`, `s1`; null when the word is no severity. */
export function severityNamed(word: string): Severity | null {
  const number = /^(?:sev|s)?-?([1-4])[.,:]?$/.exec(word)?.[1];
  return severities.find((severity) => severity === `sev${number}`) ?? null;
}

const settable = [...workingStatuses, 'resolved', 'closed'] as const;

/** A status that a person may set; an unknown one is refused with the nearest. */
export function statusNamed(word: string): Result<Status> {
  const status = settable.find((name) => name === word);
  if (status) return ok(status);
  if (word === 'cancelled' || word === 'canceled') {
    return refuse({
      kind: 'invalid',
      what: 'Cancelling needs its reason.',
      example: '/incident cancel false-positive',
    });
  }
  const near = nearest(word, settable);
  return refuse({
    kind: 'invalid',
    what: `“${word}” is no status.${near ? ` Did you mean ${near}?` : ` There are ${settable.join(', ')}.`}`,
    example: `/incident status ${near ?? 'mitigated'}`,
  });
}

/** Why a person may cancel (`declined` is what Decline leaves). */
export const cancelChoices = ['false-positive', 'duplicate', 'superseded', 'external'] as const;

const cancelNames: Readonly<Record<string, CancelReason>> = {
  'false-alarm': 'false-positive',
  false: 'false-positive',
  dup: 'duplicate',
  dupe: 'duplicate',
};

/** A reason for cancelling; an unknown one is refused with the choices. */
export function cancelReasonNamed(word: string): Result<CancelReason> {
  const reason =
    cancelChoices.find((name) => name === word) ??
    (Object.hasOwn(cancelNames, word) ? cancelNames[word] : undefined);
  if (reason) return ok(reason);
  const near = nearest(word, cancelChoices);
  return refuse({
    kind: 'invalid',
    what: `“${word}” is no reason for cancelling.${near ? ` Did you mean ${near}?` : ` There are ${cancelChoices.join(', ')}.`}`,
    example: `/incident cancel ${near ?? 'false-positive'}`,
  });
}

/** What people call the usual roles. */
const roleNames: Readonly<Record<string, RoleName>> = {
  lead: COMMANDER,
  leader: COMMANDER,
  ic: COMMANDER,
  ops: 'operations',
  comms: 'communications',
};

/** One of the incident's roles by its name, its beginning or what people call it; an unknown one is refused with the list. */
export function roleNamed(incident: Pick<Incident, 'roles'>, word: string): Result<RoleName> {
  const roles = rolesInOrder(incident);
  const exact = roles.find((role) => role.toLowerCase() === word);
  if (exact !== undefined) return ok(exact);
  const called = Object.hasOwn(roleNames, word) ? roleNames[word] : undefined;
  if (called !== undefined && roles.includes(called)) return ok(called);
  const begun = word === '' ? [] : roles.filter((role) => role.toLowerCase().startsWith(word));
  if (begun.length === 1 && begun[0] !== undefined) return ok(begun[0]);
  const near = nearest(word, roles);
  return refuse({
    kind: begun.length > 1 ? 'ambiguous' : 'not-found',
    what: `There is no role “${word}”.${near ? ` Did you mean ${near}?` : ''}`,
    options: begun.length > 1 ? begun : roles,
    example: `/incident role ${near ?? roles[0] ?? COMMANDER} me`,
  });
}
