import { expect, it } from 'vitest';
import type { Export } from '../../../src/domain/postmortem/export.ts';
import { exportMessage } from '../../../src/domain/wording/export-message.ts';
import { exportSubject, parseExportSubject } from '../../../src/domain/wording/export-subject.ts';
import { draftTerms } from '../../../src/domain/wording/export-terms.ts';
import { ANA, NOON } from '../../builders/incident.ts';
import { plainText } from '../../commands/plain-text.ts';

const wanted: Export = {
  ...{ export: 1, why: 'asked', formats: ['md'], full: false, by: ANA, askedAt: NOON, ended: null },
};
const seen = (read: number, of: number) =>
  plainText(
    exportMessage('INC-7', wanted, {
      ...{ kind: 'reading', messages: { read, of }, threads: { read: 3, of: 17 }, at: NOON },
    }),
  );

it('a draft that is being written says how far it is, how long it waits and how it is stopped', () => {
  expect(seen(1_200, 4_000)).toContain('1,200 of about 4,000 messages, 3 of 17 threads');
  expect(seen(1_234_567, 1_234_567)).toContain('1,234,567 messages, 3 of 17 threads');
  expect(seen(1, 1)).toMatch(
    /As of .*\. If Slack holds it up, it is made at .* from what is there by then\..*Stop/s,
  );
});

it('a draft that went nowhere says so', () => {
  expect(draftTerms({ published: [], failed: [] })).toMatch(/names no place/);
  expect(
    draftTerms({
      published: [{ to: 'channel', where: 'a.md in the channel' }],
      failed: [{ to: 'directory', reason: 'directory-enospc' }],
    }),
  ).toBe('a.md in the channel; not in the directory (the disk is full; make room)');
});

it('a draft that was given up says why, what to do, and what is there already', () => {
  const givenUp = { ...wanted, ended: 'cancelled', reason: 'unexpected-error' } as const;

  expect(plainText(exportMessage('INC-7', givenUp, { kind: 'ended', left: ['the directory'] }))).toBe(
    'Could not write postmortem draft 1 of INC-7: something that nobody foresaw; the bot’s own log says more. Ask again with /incident postmortem; if it fails again, tell whoever runs Keyturn. What is there already stays: the directory.',
  );
});

it('the button of a draft carries which one it is, and nothing that somebody else made is one', () => {
  expect(parseExportSubject(exportSubject('INC-7', wanted))).toEqual({ id: 'INC-7', export: 1 });
  for (const value of [
    '',
    'INC-7',
    'INC-7/0',
    'INC-7/1/2',
    'INC-7/x',
    'inc-7/1',
    ' INC-7/1',
    'INC-7/1 ',
    'INC-0/1',
  ])
    expect(parseExportSubject(value)).toBeNull();
});

it.each([
  [{ kind: 'begun' }, null, /^Writing postmortem draft 1 of INC-7 …/],
  [{ kind: 'ended', left: [] }, 'drafted', /^Wrote postmortem draft 1 of INC-7\.$/],
  [{ kind: 'ended', left: [] }, 'cancelled', /^Stopped writing postmortem draft 1 of INC-7\.$/],
  [{ kind: 'ended', left: ['a.md in the channel'] }, 'cancelled', /already stays: a\.md in the channel\.$/],
] as const)('at stage %j, ended: %s, it says so', (stage, ended, text) => {
  const shown = exportMessage('INC-7', { ...wanted, ended }, stage);

  expect(plainText(shown)).toMatch(text);
  expect(shown.parts.some(({ kind }) => kind === 'buttons')).toBe(ended === null);
});

it('a draft of no threads says nothing of threads', () => {
  const messages = { read: 1, of: 1 };
  const stage = { kind: 'reading', messages, threads: { read: 0, of: 0 }, at: NOON } as const;

  expect(plainText(exportMessage('INC-7', wanted, stage))).toMatch(/: read 1 message\.\s/);
});
