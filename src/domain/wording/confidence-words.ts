import type { Confidence } from '../finding.ts';

/** How sure a finding is, as a person reads it. */
export const confidenceWord: Readonly<Record<Confidence, string>> = {
  proven: 'proven',
  consistent: 'fits, not proven',
  context: 'worth knowing',
};
