import { describe, expect, it } from 'vitest';
import type { FactBody, Happening } from '../../../src/domain/fact.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { actions } from '../../../src/domain/wording/actions.ts';
import { brokenGlass } from '../../../src/domain/wording/broken-glass.ts';
import { noticeDocument } from '../../../src/domain/wording/notice.ts';
import { aPolicy, inChannel } from '../../builders/incident.ts';
import { aMust, gateFacts, onlyProposal, ways, withProposal } from '../../builders/proposals.ts';
import { lineText, plainText } from '../../commands/plain-text.ts';

const WHAT = 'restart Deployment shop/checkout in prod-eu1 (proposal 1)';
const undoWith = { action: 'undo', parameters: {} } as const;
const done = [ways.approved, ways.started, ways.sent] as const;

/** What the channel hears last. */
const last = (incident: Incident): string => {
  const notice = incident.notices.at(-1);
  return notice ? plainText(noticeDocument(notice, incident)) : 'nothing';
};
const heard = (...facts: (FactBody | Happening)[]): string => last(withProposal({ undoWith }, ...facts));

describe('what the channel hears of a change as a message of its own', () => {
  it.each<[string, readonly (FactBody | Happening)[], string]>([
    [
      'who approved it',
      [ways.approved],
      `Approved, and being done now: ${WHAT}, asked for by @UANA, approved by @UBEN.`,
    ],
    [
      'that it is done, with a way back',
      [...done, ways.ended('succeeded', 'All 3 are ready.')],
      `Done: ${WHAT}, asked for by @UANA, approved by @UBEN. All 3 are ready.\n[Propose undo]`,
    ],
    [
      'that it failed, and why',
      [ways.approved, ways.started, ways.ended('failed', 'It is forbidden.')],
      `Failed: ${WHAT}, asked for by @UANA, approved by @UBEN. It is forbidden.\n[Propose anew]`,
    ],
    [
      'that nobody knows yet, and that nothing is sent twice',
      [...done, ways.ended('unknown', 'The connection broke.')],
      'It is never sent a second time. Look at the object, then decide what is to be done.',
    ],
    [
      'what was found out later',
      [...done, ways.ended('unknown', 'x'), gateFacts['action.settled']],
      `Done: ${WHAT}, asked for by @UANA, approved by @UBEN. our annotation is there`,
    ],
    ['who denied it, and why', [ways.denied], `@UANA, @UBEN denied: ${WHAT}.\ntoo risky\n[Propose anew]`],
    ['who withdrew it', [ways.withdrawn], `@UANA withdrew: ${WHAT}.`],
    [
      'that nobody approved it in time',
      [gateFacts['action.expired']],
      `@UANA, expired: ${WHAT}, because nobody approved it in time. Nothing was done.`,
    ],
    [
      'what moved since it was approved',
      [
        ways.approved,
        { ...gateFacts['action.superseded'], moved: ['replicas 3 -> 1', 'the image is another'] },
      ],
      'What moved:\nreplicas 3 -> 1\nthe image is another\n[Propose anew]',
    ],
    ['who stopped it before it was sent', [ways.approved, ways.stopped], 'Nothing was sent to the cluster.'],
    [
      'that a stop came too late',
      [ways.approved, ways.started, ways.stopped, ways.sent],
      'Stopped too late: the cluster had taken it already',
    ],
  ])('says %s', (_, facts, words) => {
    expect(heard(...facts)).toContain(words);
  });

  it('says to the requester why it was not even planned', () => {
    expect(last(inChannel([ways.proposed(), gateFacts['action.refused']]))).toBe(
      '@UANA, not planned: restart deployments/checkout in shop in prod-eu1 (proposal 1). it is paused',
    );
  });

  it('stands alone on a locked phone', () => {
    const incident = withProposal({}, ways.denied);
    const [notice] = incident.notices;

    expect(notice && lineText(noticeDocument(notice, incident).push)).toBe(
      `SEV1 Checkout rejects cards, prod-eu1: @UANA, @UBEN denied: ${WHAT}. too risky`,
    );
  });

  it('hears nothing of what the card itself tells, nor of the first of two approvals, nor of how far it is', () => {
    expect(heard()).toBe('nothing');
    expect(last(withProposal({ quorum: 2 }, ways.approved))).toBe('nothing');
    expect(heard(gateFacts['action.click-refused'])).toBe('nothing');
    expect(heard(ways.woken(0, ['UBEN']))).toBe('nothing');
    const before = withProposal({}, ...done).notices.length;
    expect(withProposal({}, ...done, gateFacts['action.progressed']).notices).toHaveLength(before);
  });

  it('still says what it can of a proposal that the incident forgot', () => {
    const incident = { ...withProposal({}, ways.denied), proposals: [] };

    expect(last(incident)).toBe('Proposal 1: denied. too risky');
  });
});

describe('the second key that sleeps on', () => {
  const groups = ['S1', 'S2'].map((group) => ({ kind: 'usergroup', group }) as const);

  it('has the next group mentioned in the channel, with the buttons', () => {
    const incident = withProposal({ approvers: groups }, ways.woken(0, ['UBEN']), ways.woken(1, ['UCAT']));

    expect(last(incident)).toBe(
      `@S2, still nobody decided: ${WHAT}, asked for by @UANA (0 of 1 approved), until 12:15.\nstuck connections\n[Approve] [Deny]`,
    );
  });

  it('has the same group mentioned again where there is only one', () => {
    expect(heard(ways.woken(0, ['UBEN']), ways.woken(1, ['UBEN']))).toContain('@S1, still nobody decided');
  });

  it('has the first group mentioned once the requester acknowledged: the card did not', () => {
    const incident = withProposal({ warnings: [aMust] }, ways.acknowledged, ways.woken(0, ['UBEN']));

    expect(last(incident)).toContain('@S1, please decide');
  });

  it('is not asked by a message that was held up until it was decided', () => {
    const incident = withProposal({}, ways.woken(0, ['UBEN']), ways.woken(1, ['UBEN']), ways.denied);
    const [asking] = incident.notices;

    expect(asking && plainText(noticeDocument(asking, incident))).toBe('Proposal 1 is denied already.');
  });
});

describe('broken glass', () => {
  const broken = (isPrivate = false) =>
    inChannel([ways.proposed({ breakGlass: true }), ways.planned({ quorum: 0 })], {
      policy: aPolicy({ private: isPrivate }),
    });

  it('is told in the channel at once, and is not called approved', () => {
    expect(broken().notices.map(({ body }) => body.kind === 'change' && body.news)).toEqual(['broken-glass']);
    expect(last(broken())).toContain(
      `The glass is broken: @UANA alone will ${WHAT}. Nobody else is asked, and it will be looked at afterwards.\nstuck connections\n[Stop]`,
    );
  });

  it('is not called approved either once its one person acknowledged what could break', () => {
    const planned = ways.planned({ quorum: 0, warnings: [aMust] });
    const incident = inChannel([ways.proposed({ breakGlass: true }), planned, ways.acknowledged]);

    expect(onlyProposal(incident).state).toBe('approved');
    expect(incident.notices).toHaveLength(1);
  });

  it('is told to everyone', () => {
    const document = brokenGlass(broken(), onlyProposal(broken()));

    expect(plainText(document)).toContain(
      '@UANA alone will restart Deployment shop/checkout in prod-eu1, for INC-7',
    );
    expect(lineText(document.push)).toMatch(/^SEV1 Checkout rejects cards, prod-eu1: The glass is broken/);
  });

  it('of a private incident says who, and not what', () => {
    const document = brokenGlass(broken(true), onlyProposal(broken(true)));
    const all = lineText(document.push) + plainText(document);

    expect(all).toContain('@UANA alone will change the cluster, for INC-7');
    for (const secret of ['checkout', 'Checkout', 'C1', 'stuck']) expect(all).not.toContain(secret);
  });

  it('offers to stop it with the button that belongs to it', () => {
    const [notice] = broken().notices;
    const parts = notice ? noticeDocument(notice, broken()).parts : [];

    expect(parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))[0]?.action).toBe(
      actions.stopProposal,
    );
  });
});
