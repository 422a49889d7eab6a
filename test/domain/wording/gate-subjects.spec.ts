import { describe, expect, it } from 'vitest';
import { doSubject, parseDoSubject } from '../../../src/domain/wording/do-subject.ts';
import { parseProposalSubject, proposalSubject } from '../../../src/domain/wording/proposal-subject.ts';

const hash = 'a1'.repeat(32);

describe('the value of a proposal’s button', () => {
  it('comes back as it was made', () => {
    for (const subject of [
      { id: 'INC-7', proposal: 3, hash },
      { id: 'INC-123456', proposal: 12, hash: null },
    ]) {
      expect(parseProposalSubject(proposalSubject(subject))).toEqual(subject);
    }
  });

  it.each([
    '',
    'INC-7',
    'INC-7/',
    'INC-7/0',
    'INC-7/-1',
    'INC-7/3/',
    'INC-7/3/abc',
    `INC-7/3/${hash}0`,
    `INC-7/3/${hash.toUpperCase()}`,
    `INC-7/3/${hash}\n`,
    ` INC-7/3/${hash}`,
    'inc-7/3',
    'INC-07/3',
    'INC-7/3e2',
    'INC-7/../INC-8/3',
    '{"id":"INC-7","proposal":3}',
    '__proto__',
  ])('is not believed when it was not made by us: %j', (value) => {
    expect(parseProposalSubject(value)).toBeNull();
  });
});

describe('the value of a button that opens the form for a change', () => {
  it('comes back as it was made', () => {
    for (const subject of [
      { id: 'INC-7', finding: null, undoes: null },
      { id: 'INC-7', finding: { diagnosis: 2, index: 0 }, undoes: null },
      { id: 'INC-7', finding: null, undoes: 3 },
    ]) {
      expect(parseDoSubject(doSubject(subject))).toEqual(subject);
    }
  });

  it.each(['', 'INC-7/', 'INC-7/2', 'INC-7/2.', 'INC-7/2.0/x', 'INC-7/undo-0', 'INC-7/undo-3x', 'INC-7\n'])(
    'is not believed when it was not made by us: %j',
    (value) => {
      expect(parseDoSubject(value)).toBeNull();
    },
  );
});
