import { createSuspension } from './suspension.ts';

/** Lets a CronJob start Jobs again. */
export const resume = createSuspension({
  name: 'resume',
  title: 'Resume a CronJob',
  suspended: false,
  words: ({ schedule }) => ({
    sentence: `Jobs are started again (schedule ${schedule}).`,
    before: 'suspended',
    after: `runs at ${schedule}`,
    verify: 'The CronJob is not suspended.',
    undo: 'Suspend it. A Job that has started by then goes on.',
    undoWith: { action: 'suspend', parameters: {} },
  }),
  warnings: ({ schedule }) => [
    {
      id: 'catch-up',
      level: 'note',
      sentence: `A run that was missed while it was suspended may start at once, outside of its schedule (${schedule}).`,
      measure: 1,
    },
  ],
});
