import { expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import type { FactBody } from '../../../src/domain/fact.ts';
import { card } from '../../../src/domain/wording/card.ts';
import { dayWords } from '../../../src/domain/wording/followup-words.ts';
import { followupsList } from '../../../src/domain/wording/followups-list.ts';
import { noticeDocument } from '../../../src/domain/wording/notice.ts';
import { panel } from '../../../src/domain/wording/panel.ts';
import { ANA, inChannel, NOON } from '../../builders/incident.ts';
import { plainText } from '../../commands/plain-text.ts';

const item = (followup: number): FactBody => ({
  kind: 'followup.added',
  followup,
  text: 'Write the runbook',
  owner: null,
  due: null,
});
const done = (followup: number): FactBody => ({ kind: 'followup.closed', followup });
const lines = (document: Document) => plainText(document).split('\n');
const cardOf = (bodies: readonly FactBody[]) =>
  lines(card(inChannel(bodies), { at: NOON, lastSeenAt: null }));

it('the card counts the action items in its last line, once there are any', () => {
  expect(cardOf([item(1), item(2)]).at(-1)).toMatch(/^INC-7 · 2 action items · as of /);
  expect(cardOf([item(1), item(2), done(1)]).at(-1)).toMatch(/^INC-7 · 2 action items, 1 done · as of /);
  expect(cardOf([item(1), done(1)]).at(-1)).toMatch(/^INC-7 · 1 action item, all done · as of /);
  expect(cardOf([]).at(-1)).toMatch(/^INC-7 · as of /);
});

it('the control panel counts them too', () => {
  expect(lines(panel(inChannel([item(1)])))).toContain(
    'INC-7 · Investigating · no alerts · 1 action item · #C1',
  );
});

it('the message of the resolution says what is left to do', () => {
  const resolved = (bodies: readonly FactBody[]) =>
    lines(
      noticeDocument(
        { id: 1, body: { kind: 'resolved', reason: null, firing: 0 }, by: ANA, at: NOON },
        inChannel(bodies),
      ),
    )[0];

  expect(resolved([item(1)])).toBe('Resolved by @UANA. There is more to do: 1 action item.');
  expect(resolved([item(1), done(1)])).toBe('Resolved by @UANA.');
});

it('the list says how many that were done are not shown any more', () => {
  const many = Array.from({ length: 13 }, (_, i) => [item(i + 1), done(i + 1)]).flat();

  expect(lines(followupsList(inChannel([...many, item(14)])))).toEqual([
    'INC-7: 14 action items, 13 done',
    '14 Write the runbook · nobody’s yet · added by Keyturn',
    ...Array.from({ length: 10 }, (_, i) => `${i + 4} ✓ Write the runbook · nobody’s yet · added by Keyturn`),
    'and 3 more that were done earlier',
  ]);
});

it('a day stands beside its weekday', () => {
  expect(dayWords('2026-12-01')).toBe('Tue 2026-12-01');
  expect(dayWords('2024-02-29')).toBe('Thu 2024-02-29');
});
