import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/setup/long-first.ts';
import { propertySettings } from './test/setup/property-settings.ts';

const specs = 'test/**/*.spec.ts';

/** The mode of `npm run test:long`: new cases for the property tests, and many more of them. */
const LONG = 'long';

export default defineConfig(({ mode }) => {
  const long = mode === LONG;
  const properties = propertySettings(long ? 'hunt' : 'guard', process.env, Math.random());
  return {
    test: {
      include: long ? withNumbersOfCases() : [specs],
      globalSetup: ['test/setup/redis.ts', 'test/setup/print-seed.ts'],
      setupFiles: ['test/setup/properties.ts'],
      provide: { properties },
      // A test that hangs may take as long; one that only waits for a busy machine must not fail.
      testTimeout: long ? 1_800_000 : 180_000,
      hookTimeout: 180_000,
      expect: { poll: { timeout: 30_000 } },
      // More than a small machine has processors: whole stories mostly wait.
      maxWorkers: 3,
      // Importing a module does nothing (docs/architecture.md), so the files of a worker can share them.
      isolate: false,
      sequence: { sequencer: LongFirst },
      // Only for cases that mostly wait: those with a killed process.
      maxConcurrency: 8,
    },
  };
});

/** Property tests, and whatever else asks how many of its cases it shall try (test/setup/runs.ts). */
function withNumbersOfCases(): string[] {
  const asks = /from 'fast-check'|setup\/runs\.ts'/;
  return globSync(specs).filter((file) => asks.test(readFileSync(file, 'utf8')));
}
