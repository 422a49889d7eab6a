import type { SandboxSlack } from '../slack/sandbox-slack.ts';

/** Waits until something is there, or says by the step's name that it did not come. */
export type ExpectSoon = <T>(
  step: string,
  look: () => T | false | undefined | null,
  withinMs?: number,
) => Promise<T>;

/** Edits of a workspace have a budget for each minute: who used it up waits until that is over. */
const DEADLINE_MS = 75_000;

/** Looks at the workspace after each of its changes. `stillRuns` throws when waiting has no sense any more. */
export function createExpectSoon(slack: SandboxSlack, stillRuns: () => void): ExpectSoon {
  return async (step, look, withinMs = DEADLINE_MS) => {
    let isOver = false;
    const lookWhileRunning = (): ReturnType<typeof look> => {
      try {
        stillRuns();
      } catch (error) {
        isOver = true;
        throw error;
      }
      return look();
    };
    try {
      return await slack.until(lookWhileRunning, withinMs, step);
    } catch (error) {
      if (isOver) throw error;
      throw new Error(`This step did not happen within ${withinMs / 1000} s: ${step}`, { cause: error });
    }
  };
}
