import { alertTroubles } from './alert-troubles.ts';
import { changeTroubles } from './change-troubles.ts';
import type { Observed } from './observed.ts';
import { peopleTroubles } from './people-troubles.ts';
import { slowness } from './slowness.ts';

/** What went badly, as far as the log shows it: a sentence each, with its numbers. People know the rest. */
export function wentBadly(observed: Observed): readonly string[] {
  return [
    ...slowness(observed),
    ...alertTroubles(observed),
    ...peopleTroubles(observed),
    ...changeTroubles(observed),
  ];
}
