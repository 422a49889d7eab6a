import { z } from 'zod';
import type { Freeze, FreezeTime } from '../domain/proposal/gate-rules.ts';
import { changeMatch, MatchSetting } from './change-match.ts';
import { UserGroup } from './people.ts';
import { TimeZone } from './time-zone.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const Moment = z.iso
  .datetime({
    offset: true,
    error: 'expected a moment with its zone, such as 2026-12-20T18:00:00+01:00',
  })
  .transform((text) => Date.parse(text))
  .meta({ title: 'moment' });

const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** To minutes since midnight. 24:00 is an end, not a beginning. */
const timeOfDay = (isFine: (text: string) => boolean) =>
  z
    .string({ error: 'expected a time of day, such as 18:30' })
    .refine(isFine, { error: 'expected a time of day, such as 18:30' })
    .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
    .meta({ title: 'time of day' });

const Weekly = z.strictObject({
  days: z
    .array(z.enum(weekdays))
    .min(1)
    .describe('Days on which it begins: mon, tue, wed, thu, fri, sat, sun.'),
  from: timeOfDay((text) => TIME_OF_DAY.test(text)).describe('When it begins, such as 18:00.'),
  to: timeOfDay((text) => text === '24:00' || TIME_OF_DAY.test(text)).describe(
    'When it ends, such as 08:00. Not later than from: on the next day.',
  ),
  timeZone: TimeZone.describe('Whose clocks are meant, such as Europe/Berlin.'),
});

/** One freeze: a time in which nobody may approve, or only some. */
export const FreezeSetting = z
  .strictObject({
    name: z.string().trim().min(1).max(80).describe('Its name, shown to whoever proposes a change in it.'),
    from: Moment.optional().describe('When it begins, with the zone: 2026-12-20T18:00:00+01:00.'),
    to: Moment.optional().describe('When it ends.'),
    weekly: Weekly.optional().describe('Instead of from and to: every week.'),
    match: MatchSetting.prefault({}).describe('Which changes it is about. Left out: all.'),
    approvers: z
      .array(UserGroup)
      .default([])
      .describe('Who may approve all the same, in place of everybody else. Left out: nobody.'),
  })
  .transform(({ name, match, approvers, ...rest }, context): Freeze => {
    const time = timeOf(rest);
    if (typeof time === 'string') {
      context.addIssue({ code: 'custom', message: time });
      return z.NEVER;
    }
    const groups = approvers.map((group) => ({ kind: 'usergroup' as const, group }));
    return { name, time, match: changeMatch(match), approvers: groups };
  });

type Given = {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly weekly?: z.output<typeof Weekly> | undefined;
};

function timeOf({ from, to, weekly }: Given): FreezeTime | string {
  if (weekly && from === undefined && to === undefined) {
    return { kind: 'weekly', ...weekly, days: weekly.days.map((day) => weekdays.indexOf(day)) };
  }
  if (weekly || from === undefined || to === undefined) return 'expected from and to, or weekly';
  return from < to ? { kind: 'once', from, to } : 'expected an end (to) later than the beginning (from)';
}
