import type { TestProject } from 'vitest/node';
import type {} from './provided.ts';

/** Vitest calls this once before all test files: a hunt can be repeated by what it prints. */
export function setup(project: TestProject): void {
  const { seed, factor, atMost } = project.getProvidedContext().properties;
  if (atMost !== null)
    console.log(`KEYTURN_PROPERTY_SEED=${seed} KEYTURN_PROPERTY_RUNS=${factor} repeats this run.`);
}
