import fc from 'fast-check';
import { inject } from 'vitest';
import { runs } from './runs.ts';

const { seed, atMost } = inject('properties');

// Vitest runs this before each test file: the one place that says how fast-check chooses its cases.
fc.configureGlobal({
  seed,
  numRuns: runs(100),
  ...(atMost === null ? {} : { interruptAfterTimeLimit: atMost }),
});
