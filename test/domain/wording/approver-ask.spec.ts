import { describe, expect, it } from 'vitest';
import type { FactBody, Happening } from '../../../src/domain/fact.ts';
import type { Plan } from '../../../src/domain/proposal/proposal.ts';
import { actions } from '../../../src/domain/wording/actions.ts';
import { approverAsk, approverAsked } from '../../../src/domain/wording/approver-ask.ts';
import { aMust, aPlan, gateFacts, onlyProposal, ways, withProposal } from '../../builders/proposals.ts';
import { lineText, plainText } from '../../commands/plain-text.ts';

const LINK = 'https://example.slack.com/archives/C1/p1';
const asked = (over: Partial<Plan> = {}, link: string | null = LINK, ...then: (FactBody | Happening)[]) => {
  const incident = withProposal(over, ...then);
  return approverAsk(incident, onlyProposal(incident), link);
};
const told = (...then: (FactBody | Happening)[]) => {
  const incident = withProposal({ quorum: 2 }, ...then);
  return plainText(approverAsked(incident, onlyProposal(incident), 'UBEN')).split('\n')[0];
};

describe('the direct message that wakes an approver', () => {
  it('tells the whole on a locked phone', () => {
    expect(lineText(asked().push)).toBe(
      'Approve? restart Deployment shop/checkout in prod-eu1, by @UANA, until 12:15',
    );
  });

  it('has the gist, the incident, and the way to the card', () => {
    const text = plainText(asked());

    expect(text).toContain('“stuck connections”\nSEV1 Checkout rejects cards, prod-eu1');
    expect(text).toContain(
      '3 pods are replaced one after the other\nBefore: running since 10:00\nAfter: restarted\nUndo: roll back to revision 7',
    );
    expect(text).toContain(`0 of 1 approved, until 12:15. All of it is on the card (${LINK}) in #C1.`);
    expect(plainText(asked({}, null))).toContain('All of it is on the card in #C1.');
  });

  it('can be answered where it is, for exactly this plan', () => {
    const buttons = asked().parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));

    expect(buttons.map(({ action, value }) => [action, value])).toEqual([
      [actions.approveProposal, `INC-7/1/${aPlan().hash}`],
      [actions.openDenyForm, `INC-7/1/${aPlan().hash}`],
    ]);
    expect(buttons[0]?.confirm?.text).toContain('restart Deployment shop/checkout in prod-eu1');
  });

  it('names what had to be acknowledged, for whoever decides without the card', () => {
    expect(plainText(asked({ warnings: [aMust] }, LINK, ways.acknowledged))).toContain(
      '▲ The tag latest means another build now.',
    );
  });
});

describe('the direct message when there is nothing left to decide', () => {
  it('says so in one sentence, without buttons', () => {
    expect(told(ways.approved)).toBe(
      'You approved it: restart Deployment shop/checkout in prod-eu1 (proposal 1).',
    );
    expect(told(ways.denied)).toContain('is denied by @UBEN.');
    expect(told(gateFacts['action.superseded'])).toContain('(proposal 1) is out of date.');
    const incident = withProposal({}, ways.denied);
    const { parts } = approverAsked(incident, onlyProposal(incident), 'UBEN');
    expect(parts.some(({ kind }) => kind === 'buttons')).toBe(false);
  });

  it('shows the same from the approval to its outcome, so that it is edited once', () => {
    const approved = [ways.approved, { ...gateFacts['action.approved'] }] as const;
    const texts = [
      [...approved],
      [...approved, ways.started],
      [...approved, ways.started, ways.sent],
      [...approved, ways.started, ways.sent, ways.ended('failed', 'x')],
    ].map((facts) => {
      const incident = withProposal({}, ...facts);
      return plainText(approverAsked(incident, onlyProposal(incident), 'UCAT'));
    });

    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('Approved by @UBEN');
  });
});
