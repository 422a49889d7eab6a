import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import { alertsChanged, anEpisode } from '../../builders/alerts.ts';
import { ALERTS, ANA, aDeclaration, BEN, happened, NOON } from '../../builders/incident.ts';
import { aDiagnosis } from '../../builders/investigation.ts';
import { aPlan, aWish, gateFacts } from '../../builders/proposals.ts';
import { done, draft } from './a-draft.ts';
import { aSource, later } from './a-source.ts';

describe('what went well, badly, or by luck', () => {
  it('is said in numbers of the log', () => {
    const early = anEpisode({ startedAt: NOON - 420_000 });
    const { wentWell, wentBadly } = draft([
      later(0, alertsChanged({ firing: 1 }, { joined: [early] }), ALERTS),
      later(30, aDiagnosis()),
      later(90, { kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: null }, BEN),
      ...done(1, 100),
      later(900, alertsChanged({ firing: 1 }, { refired: [{ ...early, occurrence: 2 }] }), ALERTS),
    ]);

    expect(wentWell).toEqual([
      'The first person acted 1 minute 30 seconds after it was detected.',
      'The diagnosis named a proven cause 1 minute before the first person acted (Deployment shop/checkout).',
      'Every change to the cluster had its second key: 1 change, 1 approval by somebody else than the requester.',
      '1 change to the cluster worked and did not have to be undone.',
    ]);
    expect(wentBadly).toEqual([
      'It was detected only 7 minutes after it began.',
      'Its alert has no runbook.',
      '1 alert flapped: fired again after clearing, once.',
    ]);
  });

  it('names roles that nobody took and people who did not answer', () => {
    const asked = { kind: 'role.proposed' as const, candidates: [], acceptBy: NOON };
    const { wentBadly } = draft([
      later(1, { ...asked, role: 'commander', user: 'UANA' }),
      later(2, { kind: 'role.escalated', role: 'commander', from: 'UANA', everyone: false }),
      later(3, { kind: 'role.escalated', role: 'commander', from: 'UBEN', everyone: true }),
    ]);

    expect(wentBadly).toEqual([
      'Nobody accepted the role commander.',
      'For the role commander 2 people did not answer in time.',
    ]);
  });

  it('names changes that were denied, ran out, moved, broke the glass, or ended unknown', () => {
    const ended = (proposal: number, body: FactBody) => [
      later(
        proposal,
        { kind: 'action.proposed', proposal, wish: aWish({ breakGlass: proposal === 4 }) },
        ANA,
      ),
      later(proposal, { kind: 'action.planned', proposal, plan: aPlan() }),
      later(proposal, { ...body, proposal } as FactBody, BEN),
    ];
    const { wentBadly } = draft([
      ...ended(1, gateFacts['action.denied']),
      ...ended(2, gateFacts['action.denied']),
      ...ended(3, gateFacts['action.expired']),
      ...ended(4, { ...gateFacts['action.executed'], outcome: 'unknown' }),
      ...ended(5, gateFacts['action.superseded']),
    ]);

    expect(wentBadly.slice(1)).toEqual([
      'Proposal 4 broke the glass: nobody else was asked, to be reviewed.',
      'Proposals 1 and 2 were denied.',
      'Proposal 3 expired before it was done.',
      'Proposal 5 was not done, because what had been approved was no longer what would have happened.',
      'Proposal 4 has an unknown outcome: nobody knows whether it was done.',
    ]);
  });

  it('sees a resolution by itself, alerts that still fired, and what was reopened', () => {
    const resolve = (by: typeof ANA) =>
      later(100, { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null }, by);
    const firing = later(0, alertsChanged({ firing: 1 }, { joined: [anEpisode()] }), ALERTS);

    const byItself = draft([firing, resolve(ALERTS)]);
    const tooEarly = draft([
      firing,
      resolve(ANA),
      later(200, { kind: 'incident.reopened', reason: 'errors are back' }, ANA),
      resolve(ANA),
    ]);

    expect(byItself.gotLucky).toEqual(['It was over before any person did anything.']);
    expect(tooEarly.wentBadly).toContain('1 alert still fired when it was resolved.');
    expect(tooEarly.wentBadly).toContain('It was reopened once after it had been over.');
    expect(tooEarly.incident.reopenings).toBe(1);
  });

  it('sees that a person was earlier than the first alert', () => {
    const { gotLucky } = draftPostmortem(
      aSource([
        happened(aDeclaration({ origin: 'person' }), { by: ANA }),
        later(300, alertsChanged({ firing: 1 }, { joined: [anEpisode()] }), ALERTS),
      ]),
    );

    expect(gotLucky).toEqual(['A person noticed it 5 minutes before its first alert came.']);
  });
});
