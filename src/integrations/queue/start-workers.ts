import { type ConnectionOptions, type Job, Worker } from 'bullmq';

import { Unavailable } from '../../ports/failures.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import { type JobHandlers, type JobName, jobData, jobNames } from './job-names.ts';
import { sparingly } from './sparingly.ts';
import { within } from './within.ts';

/** How many of a kind one process runs at a time. The drains keep order: one at a time everywhere. */
const CONCURRENCY: Readonly<Record<JobName, number>> = {
  advance: 20,
  // The cluster's API server is shared with what keeps the cluster alive.
  answer: 8,
  diagnose: 2,
  watch: 4,
  'drain-alerts': 1,
  'drain-slack-events': 1,
  // Each change waits for its pods; more than a few at once nobody approves.
  plan: 4,
  execute: 8,
  backfill: 2,
  // Each holds an incident whole.
  postmortem: 2,
};

/**
 * Starts a worker for each kind of job that has a handler. `connection` must never give up a request (BullMQ blocks on it).
 * `close` lets running jobs finish for so many milliseconds; a job whose process is killed is taken up by another within a minute.
 */
export function startWorkers(deps: {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly handlers: Partial<JobHandlers>;
  readonly metrics: Metrics;
  readonly logger: Log;
}): { readonly running: () => boolean; close(patience: number): Promise<void> } {
  const sayError = sparingly((fields) => deps.logger.warn(fields, 'worker error'));
  const handled = jobNames.filter((name) => deps.handlers[name] !== undefined);
  const workers = handled.map((name) => {
    const worker = new Worker(name, (job: Job) => run(deps.handlers, name, job.data), {
      connection: deps.connection,
      prefix: deps.prefix,
      concurrency: CONCURRENCY[name],
      // A killed process holds its jobs for so long. Ten seconds, as its leases: what it left is done well within the
      // minute that we promise. A job that loses its lock but lives may run twice, as any job may.
      lockDuration: 10_000,
      stalledInterval: 5_000,
      // Two crashes of a process must not fail a job for good: the default of 1 would.
      maxStalledCount: 10,
    });
    worker.on('error', (error) => sayError({ job: name, error }));
    worker.on('completed', () => deps.metrics.count('jobs_total', { kind: name, outcome: 'completed' }));
    worker.on('failed', (_, error) => {
      deps.metrics.count('jobs_total', { kind: name, outcome: 'failed' });
      // Slack's budgets are used up and Redis is away now and then; whoever is called for that is called for nothing.
      const level = error instanceof Unavailable ? 'warn' : 'error';
      deps.logger[level]({ job: name, error }, 'a job failed, the sweep will bring it again');
    });
    return worker;
  });
  return {
    running: () => workers.every((worker) => worker.isRunning()),
    async close(patience) {
      const closed = Promise.all(workers.map((worker) => worker.close())).then(() => true);
      if (await within(patience, closed)) return;
      // What still runs is taken up by another process, or by this one when it starts again.
      deps.logger.warn({}, 'jobs did not end in time and are given back');
      for (const worker of workers) worker.close(true).catch(() => {});
    },
  };
}

async function run(handlers: Partial<JobHandlers>, name: JobName, data: unknown): Promise<void> {
  switch (name) {
    case 'advance':
      return handlers.advance?.(jobData.advance.parse(data));
    case 'answer':
      return handlers.answer?.(jobData.answer.parse(data));
    case 'diagnose':
      return handlers.diagnose?.(jobData.diagnose.parse(data));
    case 'watch':
      return handlers.watch?.(jobData.watch.parse(data));
    case 'plan':
      return handlers.plan?.(jobData.plan.parse(data));
    case 'execute':
      return handlers.execute?.(jobData.execute.parse(data));
    case 'postmortem':
      return handlers.postmortem?.(jobData.postmortem.parse(data));
    case 'drain-alerts':
      return handlers['drain-alerts']?.(jobData['drain-alerts'].parse(data));
    case 'drain-slack-events':
      return handlers['drain-slack-events']?.(jobData['drain-slack-events'].parse(data));
    case 'backfill':
      return handlers.backfill?.(jobData.backfill.parse(data));
  }
}
