import type { Material } from '../material.ts';
import type { PostmortemChange } from '../postmortem.ts';
import type { PostmortemCause } from '../postmortem-cause.ts';
import type { DeterminedTimes } from '../times/determined-times.ts';

/** What the sentences about what went well, badly, or by luck are made from. */
export type Observed = {
  readonly material: Material;
  readonly times: DeterminedTimes;
  readonly changes: readonly PostmortemChange[];
  readonly causes: readonly PostmortemCause[];
};
