import { expect } from 'vitest';
import type { Change } from '../../../../sandbox/demo/change.ts';
import { asRead, partsOf, sectionOf } from './draft-sections.ts';

/** What was changed or was not: who wanted it and why, who agreed or said no, what it did, and how that is known. */
export function readsOfResponse(markdown: string, change: Change): void {
  const section = asRead(sectionOf(markdown, 'response'));
  const parts = partsOf(section);
  if (change.how === 'refused' && change.where === 'asker') {
    expect(parts).toEqual([]);
    expect(section).toMatch(/- \*\*Refused to Ana Lopez\*\* \(propose\) at .*: .*not offered/);
    return;
  }
  const [only = '', ...more] = parts;
  expect(more).toEqual([]);
  expect(only).toMatch(/^Proposal 1: .* in prod-eu1$/m);
  expect(only).toMatch(/\*\*Requested by\*\* Ana Lopez at 2026-03-14 /);
  expect(only).toMatch(/\*\*Reason:\*\* \S/);
  switch (change.how) {
    case 'refused':
      expect(only).toMatch(/\*\*Outcome:\*\* Not planned: /);
      expect(only).toMatch(change.says);
      break;
    case 'denied':
      expect(only).toMatch(/\*\*Outcome:\*\* Denied by Ben Okafor /);
      expect(only).toContain(change.because);
      break;
    default:
      expect(only).toMatch(/\*\*Approved by\*\* Ben Okafor at 2026-03-14 /);
      expect(only).toMatch(/\*\*Refused to Ana Lopez\*\* \(approve\) at .*You proposed this/);
      expect(only).toMatch(/```diff\n {2}\/spec\/[\s\S]*^\+ /m);
      expect(only).toMatch(/\*\*Outcome:\*\* Done at /);
      expect(only).toMatch(change.done);
      expect(only).toMatch(/\*\*Verified by:\*\* .*no Service has fewer ready endpoints/);
      return;
  }
  // What was never begun was neither verified, nor is there anything to undo.
  expect(only).toMatch(/\*\*Approved by\*\* nobody/);
  expect(only).not.toMatch(/Verified by|To undo it/);
}
