import type { SandboxSlack } from '../sandbox/slack/sandbox-slack.ts';

/** Waits until Slack was not called for `quiet` milliseconds. Rejects when that takes longer than `patience`. */
export async function untilQuiet(
  slack: Pick<SandboxSlack, 'calls' | 'until'>,
  { quiet, patience, what }: { readonly quiet: number; readonly patience: number; readonly what: string },
): Promise<void> {
  let last = { calls: -1, at: performance.now() };
  await slack.until(
    () => {
      const calls = slack.calls.length;
      if (calls !== last.calls) last = { calls, at: performance.now() };
      return performance.now() - last.at > quiet;
    },
    patience,
    what,
  );
}
