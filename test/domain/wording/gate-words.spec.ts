import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import { factWords } from '../../../src/domain/wording/fact-words.ts';
import { timeline } from '../../../src/domain/wording/timeline.ts';
import { inChannel, NOON } from '../../builders/incident.ts';
import { aPlan, aWish, gateFacts } from '../../builders/proposals.ts';
import { lineText, plainText } from '../../commands/plain-text.ts';

const fact = (body: FactBody) => ({
  body,
  by: { kind: 'person', user: 'UBEN' } as const,
  door: 'button' as const,
  at: NOON,
  recordedAt: NOON,
  version: 1,
});
const words = (body: FactBody) => lineText(factWords(fact(body)));

describe('a change on the timeline, as the rest of a sentence after who did it', () => {
  it.each<[FactBody, string]>([
    [
      gateFacts['action.proposed'],
      'made proposal 1: restart deployments/checkout in shop in prod-eu1: stuck connections',
    ],
    [
      { ...gateFacts['action.proposed'], wish: aWish({ breakGlass: true, undoes: 3 }) },
      'broke the glass with proposal 1: restart deployments/checkout in shop in prod-eu1, to undo proposal 3: stuck connections',
    ],
    [
      { ...gateFacts['action.planned'], plan: aPlan({ quorum: 2, tier: 'critical' }) },
      'planned proposal 1 (needs 2 approvals, critical): 3 pods are replaced one after the other',
    ],
    [gateFacts['action.refused'], 'did not plan proposal 1: it is paused'],
    [gateFacts['action.approved'], 'approved proposal 1 (plan aaaaaaaaaaaa)'],
    [gateFacts['action.denied'], 'denied proposal 1: too risky'],
    [gateFacts['action.expired'], 'let proposal 1 expire: nobody approved it in time'],
    [{ ...gateFacts['action.expired'], clock: 'incident' }, 'let proposal 1 expire: the incident is over'],
    [
      { ...gateFacts['action.superseded'], by: 4 },
      'did not do proposal 1, it is not what was approved any more: replicas 3 -> 1; proposal 4 took its place',
    ],
    [
      { ...gateFacts['action.sent'], how: 'found' },
      'sent proposal 1: the API server took it (found out afterwards)',
    ],
    [
      { ...gateFacts['action.woken'], users: ['UBEN'], missed: ['UCAT'] },
      'woke @UBEN for proposal 1; not reached: @UCAT',
    ],
    [
      { ...gateFacts['action.woken'], stage: 1, users: [] },
      'could reach nobody for proposal 1, as the next to be asked',
    ],
    [gateFacts['action.executed'], 'did proposal 1: all ready'],
    [
      { ...gateFacts['action.executed'], outcome: 'unknown' },
      'does not know whether proposal 1 was done: all ready',
    ],
    [gateFacts['action.settled'], 'found out about proposal 1: it had its effect: our annotation is there'],
    [gateFacts['action.click-refused'], 'was not allowed to approve proposal 1: you proposed it'],
    [
      { ...gateFacts['action.click-refused'], asked: 'acknowledge' },
      'was not allowed to acknowledge what could break in proposal 1: you proposed it',
    ],
  ])('says %j', (body, expected) => {
    expect(words(body)).toBe(expected);
  });

  it('leaves out how far it is, which changes every few seconds', () => {
    const facts = [fact(gateFacts['action.progressed']), fact(gateFacts['action.executed'])];
    const text = plainText(timeline(inChannel(), facts));

    expect(text).toContain('did proposal 1');
    expect(text).not.toContain('1 of 3 new pods');
  });
});
