import type { Bench } from './bench.ts';
import { channelBench } from './channel/channel-bench.ts';
import { diagnosisBench } from './diagnosis/diagnosis-bench.ts';
import { intakeBench } from './intake/intake-bench.ts';
import { postmortemBench } from './postmortem/postmortem-bench.ts';
import { stormBench } from './storm/storm-bench.ts';

/** Every bench, in the order in which they run. */
export const benches: readonly Bench[] = [
  channelBench,
  diagnosisBench,
  intakeBench,
  stormBench,
  postmortemBench,
];
