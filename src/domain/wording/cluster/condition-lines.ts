import type { Condition } from '../../cluster/meta.ts';
import type { Instant } from '../../instant.ts';
import { ageWords } from './age.ts';

/** Conditions that are bad when they are True. Every other one is good then. */
const badWhenTrue =
  /Pressure$|Failure$|Failed$|Unavailable$|^Terminating|^Stalled|Problem$|Deadlock$|Suspended$/;

/** Conditions, those that are not as they should be first and with their reasons, the others by name only. */
export function conditionLines(conditions: readonly Condition[], now: Instant): readonly string[] {
  const good = conditions.filter(isGood);
  return [
    ...conditions.filter((each) => !isGood(each)).flatMap((each) => lines(each, now)),
    ...(good.length === 0 ? [] : [`as they should be: ${good.map(({ type }) => type).join(', ')}`]),
  ];
}

function isGood({ type, status }: Condition): boolean {
  return badWhenTrue.test(type) ? status === 'False' : status === 'True';
}

function lines({ type, status, reason, message, changedAt }: Condition, now: Instant): readonly string[] {
  const since = changedAt === null ? '' : ` for ${ageWords(changedAt, now)}`;
  const head = `${type} is ${status}${since}${reason === '' ? '' : `: ${reason}`}`;
  return message === '' ? [head] : [head, `  ${message.replace(/\s+/g, ' ').trim()}`];
}
