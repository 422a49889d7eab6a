import { describe, expect, it } from 'vitest';
import type { Button, Document } from '../../../src/domain/document.ts';
import type { NoticeBody } from '../../../src/domain/notice.ts';
import { actions } from '../../../src/domain/wording/actions.ts';
import { noticeDocument } from '../../../src/domain/wording/notice.ts';
import { roleAsk } from '../../../src/domain/wording/role-ask.ts';
import { ANA, inChannel, NOON } from '../../builders/incident.ts';
import { lineText, plainText } from '../../commands/plain-text.ts';

const say = (body: NoticeBody): Document => noticeDocument({ id: 1, body, by: ANA, at: NOON }, inChannel());
const pressable = (document: Document): readonly Button[] =>
  document.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));

const said: readonly (readonly [NoticeBody, string, readonly string[]])[] = [
  [
    { kind: 'severity', from: 'sev3', to: 'sev1', reason: 'All cards' },
    'Severity raised from SEV3 to SEV1 by @UANA.',
    [],
  ],
  [
    { kind: 'severity', from: 'sev1', to: 'sev2', reason: null },
    'Severity lowered from SEV1 to SEV2 by @UANA.',
    [],
  ],
  [
    { kind: 'status', from: 'investigating', to: 'mitigated', reason: null },
    'Status is now mitigated, set by @UANA.',
    [],
  ],
  [
    { kind: 'resolved', reason: 'Rolled back', firing: 2 },
    'Resolved by @UANA, while 2 alerts still fire.',
    [actions.reopen],
  ],
  [{ kind: 'resolved', reason: null, firing: 0 }, 'Resolved by @UANA.', [actions.reopen]],
  [
    { kind: 'cancelled', reason: 'duplicate', text: 'INC-5' },
    'Cancelled by @UANA: another incident covers it.',
    [actions.reopen],
  ],
  [{ kind: 'reopened', reason: 'It is back again' }, 'Reopened by @UANA.', []],
  [
    { kind: 'alerts-doubled', from: 4, to: 9 },
    'It is spreading: 9 alerts fire now, up from 4.',
    [actions.showAlerts],
  ],
  [
    { kind: 'all-clear', resolved: 5, gone: 1 },
    'No alert fires any more (5 cleared; 1 went silent without clearing). Is it over?',
    [actions.resolve],
  ],
  [
    { kind: 'still-firing', firing: 1 },
    '1 alert that fired when this was resolved still fires. Reopen, or leave it.',
    [actions.reopen, actions.showAlerts],
  ],
  [
    { kind: 'role-proposed', role: 'scribe', user: 'UBEN', acceptBy: NOON },
    '@UBEN, will you be scribe? Please answer by 12:00.',
    [actions.takeRole, actions.handOverRole],
  ],
  [
    { kind: 'role-escalated', role: 'scribe', from: 'UBEN', to: ['U1', 'U2'] },
    '@UBEN did not answer. @U1, @U2, who takes scribe?',
    [actions.takeRole, actions.handOverRole],
  ],
  [{ kind: 'role-assigned', role: 'scribe', user: 'UBEN' }, '@UBEN is scribe now.', []],
  [
    { kind: 'role-vacated', role: 'scribe', user: 'UBEN', reason: 'left the channel' },
    '@UBEN is no longer scribe (left the channel).',
    [actions.takeRole],
  ],
  [{ kind: 'note', text: 'Saw it', happenedAt: NOON }, 'Note by @UANA · 2026-11-20 12:00:', []],
  [{ kind: 'update', text: 'Better' }, 'Update by @UANA:', []],
  [
    { kind: 'followup', followup: 3, text: 'Write the runbook', owner: 'UBEN', due: '2026-12-01' },
    'Action item 3 for @UBEN, due Tue 2026-12-01, added by @UANA:',
    [],
  ],
  [
    { kind: 'followup', followup: 3, text: 'Write the runbook', owner: null, due: null },
    'Action item 3, added by @UANA:',
    [],
  ],
  [{ kind: 'followup-done', followup: 3, text: 'x' }, 'Action item 3 is done, closed by @UANA.', []],
  [{ kind: 'renamed', from: 'A', to: 'B' }, 'Now called “B”, named by @UANA. Before: “A”.', []],
  [{ kind: 'link', label: 'Board', url: 'https://x.io' }, 'Link added by @UANA: Board (https://x.io)', []],
  [
    { kind: 'channel-replaced', before: 'C0' },
    'Work on INC-7 goes on here: #C0 was archived or deleted. What was said there is in the log.',
    [],
  ],
  [
    { kind: 'channel-restored' },
    'Keyturn was shut out of this channel, but INC-7 is still open, so it is back. Resolve the incident first.',
    [],
  ],
];

describe('a notice', () => {
  it.each(said)('%j', (body, sentence, buttons) => {
    const document = say(body);

    expect(plainText(document).split('\n')[0]).toBe(sentence);
    expect(pressable(document).map(({ action }) => action)).toEqual(buttons);
    expect(
      lineText(document.push).startsWith(`SEV1 Checkout rejects cards, prod-eu1: ${sentence.slice(0, 20)}`),
    ).toBe(true);
  });

  it('carries what a person wrote as a quote, and in the push', () => {
    const document = say({ kind: 'update', text: 'Cards work again' });

    expect(document.parts).toContainEqual({ kind: 'quote', text: 'Cards work again' });
    expect(lineText(document.push)).toContain('Cards work again');
  });

  it('makes no link of what is none', () => {
    expect(JSON.stringify(say({ kind: 'link', label: 'x', url: 'javascript:alert(1)' }))).not.toContain(
      'javascript',
    );
  });

  it('has buttons that carry an id and nothing else', () => {
    for (const [body] of said) {
      for (const { action, value } of pressable(say(body))) {
        expect(Object.values(actions)).toContain(action);
        expect(value).toMatch(/^INC-7(\/scribe)?$/);
      }
    }
  });
});

describe('the question for a role', () => {
  it('stands alone in a direct message, and says by when', () => {
    const asked = inChannel([
      { kind: 'role.proposed', role: 'commander', user: 'UBEN', candidates: ['UBEN'], acceptBy: NOON },
    ]);

    const document = roleAsk(asked, 'commander');

    expect(lineText(document.push)).toBe('SEV1 Checkout rejects cards, prod-eu1: will you be commander?');
    expect(plainText(document)).toContain('Will you be commander of INC-7 in #C1?');
    expect(plainText(document)).toContain('Without an answer by 12:00 the next person is asked.');
    expect(pressable(document).map(({ action }) => action)).toEqual([actions.takeRole, actions.handOverRole]);
  });

  it('says to everyone that the first has it', () => {
    const asked = inChannel([
      { kind: 'role.proposed', role: 'scribe', user: 'UBEN', candidates: ['UBEN'], acceptBy: NOON },
      { kind: 'role.escalated', role: 'scribe', from: 'UBEN', everyone: true },
    ]);

    expect(plainText(roleAsk(asked, 'scribe'))).toContain('The first to answer has it.');
  });
});
