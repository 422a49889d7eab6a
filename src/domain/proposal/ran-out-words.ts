import type { Clock } from './gate-fact.ts';

/** Why a proposal expired, as the rest of a sentence. */
export const ranOutWords: Readonly<Record<Clock, string>> = {
  approve: 'nobody approved it in time',
  execute: 'it was not done in time',
  incident: 'the incident is over',
};
