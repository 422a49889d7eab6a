import { z } from 'zod';

/** What a job of each kind carries: ids only, never a secret and never a snapshot. */
export const jobData = {
  advance: z.object({ id: z.string() }),
  answer: z.object({ id: z.string(), query: z.int() }),
  diagnose: z.object({ id: z.string() }),
  watch: z.object({ id: z.string() }),
  plan: z.object({ id: z.string(), proposal: z.int() }),
  execute: z.object({ id: z.string(), proposal: z.int() }),
  postmortem: z.object({ id: z.string() }),
  'drain-alerts': z.object({}),
  'drain-slack-events': z.object({}),
  backfill: z.object({ channel: z.string() }),
} as const;

export type JobName = keyof typeof jobData;

/** What to do for each kind of job. A handler that throws fails its job; the sweep brings it again. */
export type JobHandlers = {
  readonly [Name in JobName]: (data: z.infer<(typeof jobData)[Name]>) => Promise<void>;
};

/** Each kind of job has a queue of its own, so that a storm of one does not hold up the others. */
export const jobNames = Object.keys(jobData) as JobName[];
