import { createSuspension } from './suspension.ts';

/** Starts no new Job of a CronJob. Those that run go on. */
export const suspend = createSuspension({
  name: 'suspend',
  title: 'Suspend a CronJob',
  suspended: true,
  words: ({ schedule }, active) => ({
    sentence: `No further Job is started (schedule ${schedule}). ${active === 0 ? 'None runs now.' : `${active} that ${active === 1 ? 'runs' : 'run'} now ${active === 1 ? 'goes' : 'go'} on: suspending does not stop them.`}`,
    before: `runs at ${schedule}`,
    after: 'suspended',
    verify: 'The CronJob is suspended.',
    undo: 'Resume it. A run that was missed meanwhile may then start at once.',
    undoWith: { action: 'resume', parameters: {} },
  }),
  warnings: () => [],
});
