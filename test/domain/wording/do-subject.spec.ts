import { describe, expect, it } from 'vitest';
import { doSubject, parseDoSubject } from '../../../src/domain/wording/do-subject.ts';

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
