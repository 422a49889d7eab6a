import { type ConnectionOptions, type JobsOptions, Queue } from 'bullmq';
import type { Jobs } from '../../ports/jobs.ts';
import type { Log } from '../../ports/log.ts';
import { type JobName, jobNames } from './job-names.ts';
import { spaced } from './spaced.ts';
import { sparingly } from './sparingly.ts';
import { within } from './within.ts';

const KEPT: JobsOptions = {
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: { age: 24 * 3_600, count: 1_000 },
};

/** BullMQ waits for a connection without an end; whoever wakes has more to do. Milliseconds. */
const ADD_PATIENCE = 1_500;

/**
 * Diagnoses that run at the same time over all processes: each reads a cluster whole, and a storm must not load the API
 * server more the more processes there are.
 */
const DIAGNOSES = 4;

/** Under load every delivery wakes the drain, and a wake-up is as dear as storing ten of them. Milliseconds. */
const DRAIN_PAUSE = 25;

/**
 * The queues as producers see them. A wake-up that can't be stored in time is logged and left
 * to the sweep.
 */
export function createJobs(deps: {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly logger: Log;
}): Jobs & { depths(): Promise<Readonly<Record<string, number>>>; close(): Promise<void> } {
  const queues = new Map(
    jobNames.map((name) => [name, new Queue(name, { connection: deps.connection, prefix: deps.prefix })]),
  );
  const sayError = sparingly((fields) => deps.logger.warn(fields, 'queue error'));
  for (const queue of queues.values()) queue.on('error', (error) => sayError({ error }));
  queues
    .get('diagnose')
    ?.setGlobalConcurrency(DIAGNOSES)
    .catch((error: unknown) => sayError({ error }));
  const add = async (name: JobName, data: object, options: JobsOptions): Promise<void> => {
    try {
      const adding = queues.get(name)?.add(name, data, { ...KEPT, ...options });
      if (adding && !(await within(ADD_PATIENCE, adding))) throw new Error('the queue does not answer');
    } catch (error) {
      deps.logger.warn({ job: name, error }, 'a wake-up could not be stored, the sweep will find the work');
    }
  };
  return {
    advance: (id) => add('advance', { id }, coalesced(`advance-${id}`)),
    answer: (id, query) => add('answer', { id, query }, coalesced(`answer-${id}-${query}`)),
    diagnose: (id) => add('diagnose', { id }, coalesced(`diagnose-${id}`)),
    watch: (id) => add('watch', { id }, coalesced(`watch-${id}`)),
    plan: (id, proposal) => add('plan', { id, proposal }, coalesced(`plan-${id}-${proposal}`)),
    execute: (id, proposal) => add('execute', { id, proposal }, coalesced(`execute-${id}-${proposal}`)),
    postmortem: (id, wait = 0) =>
      add('postmortem', { id }, wait > 0 ? delayed(`postmortem-${id}`, wait) : coalesced(`postmortem-${id}`)),
    drainAlerts: spaced(() => add('drain-alerts', {}, coalesced('drain-alerts')), DRAIN_PAUSE),
    drainSlackEvents: () => add('drain-slack-events', {}, coalesced('drain-slack-events')),
    backfill: (channel) => add('backfill', { channel }, coalesced(`backfill-${channel}`)),
    async depths() {
      const counts = await Promise.all(
        [...queues].map(
          async ([name, queue]) =>
            [name, await queue.getJobCountByTypes('wait', 'active', 'delayed')] as const,
        ),
      );
      return Object.fromEntries(counts);
    },
    async close() {
      await within(ADD_PATIENCE, Promise.all([...queues.values()].map((queue) => queue.close())));
    },
  };
}

/** One active and one waiting at the most; what comes while it runs makes it run once more. */
function coalesced(id: string): JobsOptions {
  return { deduplication: { id, keepLastIfActive: true } };
}

/**
 * One for each second in which it is to come. A job that asks for itself again is still active, and a wake-up of the same
 * name would be dropped; one that waits must not swallow the wake-up of one that is wanted now, either.
 */
function delayed(id: string, wait: number): JobsOptions {
  const second = Math.ceil((Date.now() + wait) / 1_000);
  return { deduplication: { id: `${id}-at-${second}` }, delay: Math.ceil(wait) };
}
