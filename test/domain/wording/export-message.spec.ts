import { expect, it } from 'vitest';
import type { Export } from '../../../src/domain/postmortem/export.ts';
import { exportMessage } from '../../../src/domain/wording/export-message.ts';
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
