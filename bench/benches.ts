import type { Bench } from './bench.ts';
import { intakeBench } from './intake/intake-bench.ts';

/** Every bench, in the order in which they run. */
export const benches: readonly Bench[] = [intakeBench];
