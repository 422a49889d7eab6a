import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProposalSubject, proposalSubject } from '../../../src/domain/wording/proposal-subject.ts';
import { aPlan } from '../../builders/proposals.ts';

describe('what a proposal’s button carries', () => {
  it('is read as it was written, with the plan that was looked at', () => {
    const hash = fc.stringMatching(/^[0-9a-f]{8,64}$/);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.option(hash), (proposal, planned) => {
        const plan = planned === null ? null : aPlan({ hash: planned });

        const value = proposalSubject('INC-7', { proposal, plan });

        expect(parseProposalSubject(value)).toEqual({ id: 'INC-7', proposal, hash: planned });
      }),
    );
  });

  it.each([
    '',
    'INC-7',
    'INC-7/',
    'INC-7/x',
    'INC-7/0',
    '/3',
    'INC-7/3/',
    'INC-7/3/a/b',
    'INC-7/-3/a',
    'INC-7/3.5',
    'INC-7/3/abc',
    'INC-7/3/ABCDEF012345',
    'INC-7/3/abcdef012345\n',
    ' INC-7/3',
    'inc-7/3',
    'INC-07/3',
    'INC-7/3e2',
    'INC-7/../INC-8/3',
    '{"id":"INC-7","proposal":3}',
    '__proto__',
  ])('is nothing when it is %j', (value) => {
    expect(parseProposalSubject(value)).toBeNull();
  });
});
