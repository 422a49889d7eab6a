import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Implementation } from './implementation.ts';
import { startEmulate, startSandbox } from './start-implementation.ts';

type Case = (slack: Implementation) => Promise<void>;

export type Suite = {
  /** A rule of Slack's, which both implementations keep. */
  rule(title: string, run: Case): void;
  /** A rule of Slack's which emulate does not keep; the day it does, this fails and the exception goes. */
  ruleKinderInEmulate(title: string, why: string, run: Case): void;
};

const IMPLEMENTATIONS = { sandbox: startSandbox, emulate: startEmulate } as const;

/** Runs one group of cases on the sandbox and on emulate. */
export const describeContract = (group: string, cases: (suite: Suite) => void): void => {
  for (const [name, start] of Object.entries(IMPLEMENTATIONS)) {
    describe(`${group} on ${name}`, () => {
      let slack: Implementation | undefined;
      const running = (): Implementation => slack as Implementation;
      beforeAll(async () => {
        slack = await start();
      });
      afterAll(async () => {
        await slack?.stop();
      });
      cases({
        rule: (title, run) => it(title, () => run(running())),
        ruleKinderInEmulate(title, why, run) {
          if (name === 'sandbox') it(title, () => run(running()));
          else it(`does not keep: ${title} (${why})`, () => expect(run(running())).rejects.toThrow());
        },
      });
    });
  }
};
