import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Each of these files starts a dozen processes at the same time: no two of them should begin together. */
const STORMY = /\/test\/flow\/killed\//;

/** These play whole stories, with a bot, a workspace or a browser, and wait most of the time. */
const LONG = /\/test\/(?:flow|app|sandbox\/(?:page|demo|screenshots))\//;

/**
 * The order of the test files: the long ones first, so that none of them is left when all others are done, the stormy
 * ones evenly among them. A checkout that never ran tests has no other knowledge of how long they take.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const stormy = sorted.filter(({ moduleId }) => STORMY.test(moduleId));
    const long = sorted.filter(({ moduleId }) => LONG.test(moduleId) && !STORMY.test(moduleId));
    const short = sorted.filter(({ moduleId }) => !LONG.test(moduleId));
    return [...spread(stormy, long), ...short];
  }
}

/** The few at even distances among the many, one of them first. */
function spread<T>(few: readonly T[], many: readonly T[]): T[] {
  const step = Math.ceil(many.length / Math.max(1, few.length));
  return [
    ...few.flatMap((one, at) => [one, ...many.slice(at * step, (at + 1) * step)]),
    ...many.slice(few.length * step),
  ];
}
