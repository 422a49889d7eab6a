import { afterEach, describe, expect, inject, it } from 'vitest';
import { createJobs } from '../../../src/integrations/queue/create-jobs.ts';
import type { JobHandlers } from '../../../src/integrations/queue/job-names.ts';
import { startWorkers } from '../../../src/integrations/queue/start-workers.ts';
import { connectRedis } from '../../../src/integrations/redis/connect-redis.ts';
import type { Log } from '../../../src/ports/log.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';
import '../../setup/provided.ts';

const silent: Log = { info() {}, warn() {}, error() {} };
const metrics = { count() {}, observe() {} };
const nothing: JobHandlers = {
  advance: async () => {},
  answer: async () => {},
  diagnose: async () => {},
  watch: async () => {},
  plan: async () => {},
  execute: async () => {},
  'drain-alerts': async () => {},
  'drain-slack-events': async () => {},
  backfill: async () => {},
  postmortem: async () => {},
};

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

function aQueue(handlers: Partial<JobHandlers>) {
  const prefix = freshKeyPrefix();
  const connection = connectRedis({ url: inject('redisUrl'), use: 'workers', log: silent });
  open.push(async () => connection.disconnect());
  const jobs = createJobs({ connection, prefix, logger: silent });
  open.push(() => jobs.close());
  const work = () => {
    const workers = startWorkers({
      connection,
      prefix,
      handlers: { ...nothing, ...handlers },
      metrics,
      logger: silent,
    });
    open.push(() => workers.close(5_000));
    return workers;
  };
  return { jobs, work };
}

describe('wake-ups', () => {
  it('become one run when nobody works yet', async () => {
    const ran: string[] = [];
    const { jobs, work } = aQueue({ advance: async ({ id }) => void ran.push(id) });
    for (let i = 0; i < 20; i++) await jobs.advance('INC-1');
    await jobs.advance('INC-2');
    work();

    await expect.poll(() => ran.toSorted()).toEqual(['INC-1', 'INC-2']);
    await expect.poll(() => jobs.depths()).toMatchObject({ advance: 0 });
    expect(ran).toHaveLength(2);
  });

  it('come once more when they came while it ran, and never two at a time', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { jobs, work } = aQueue({
      'drain-alerts': async () => {
        most = Math.max(most, ++running);
        if (++runs === 1) await held;
        running--;
      },
    });
    work();
    await jobs.drainAlerts();
    await expect.poll(() => runs).toBe(1);

    for (let i = 0; i < 10; i++) await jobs.drainAlerts();
    release();

    await expect.poll(() => runs).toBe(2);
    await expect.poll(() => jobs.depths()).toMatchObject({ 'drain-alerts': 0 });
    expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  });

  it('diagnose at most four incidents at a time, however many processes work', async () => {
    let [running, most, runs] = [0, 0, 0];
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { jobs, work } = aQueue({
      diagnose: async () => {
        most = Math.max(most, ++running);
        await released;
        running--;
        runs++;
      },
    });
    for (let i = 1; i <= 16; i++) await jobs.diagnose(`INC-${i}`);
    for (let i = 0; i < 4; i++) work();

    await expect.poll(() => running).toBe(4);
    // Long enough for a fifth to begin, if it could.
    await new Promise((resolve) => setTimeout(resolve, 300));
    release();
    await expect.poll(() => runs).toBe(16);
    expect(most).toBe(4);
  });

  it('of a draft that has to wait come when that is over, also when the draft itself asks for them', async () => {
    const ran: number[] = [];
    const { jobs, work } = aQueue({
      postmortem: async ({ id }) => {
        ran.push(Date.now());
        if (ran.length < 3) for (let i = 0; i < 5; i++) await jobs.postmortem(id, 1_100);
      },
    });
    work();
    await jobs.postmortem('INC-1');

    await expect.poll(() => ran.length).toBe(3);
    await expect.poll(() => jobs.depths()).toMatchObject({ postmortem: 0 });
    const [first = 0, second = 0, third = 0] = ran;
    expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(1_000);
    expect(ran).toHaveLength(3);
  });

  it('work again after a run that failed', async () => {
    let runs = 0;
    const { jobs, work } = aQueue({
      advance: async () => {
        runs++;
        if (runs === 1) throw new Error('slack is away');
      },
    });
    work();
    await jobs.advance('INC-1');
    await expect.poll(() => runs).toBe(1);
    await expect.poll(() => jobs.depths()).toMatchObject({ advance: 0 });

    await jobs.advance('INC-1');

    await expect.poll(() => runs).toBe(2);
  });

  it('does not fail its caller when the queue can not be reached', async () => {
    const warned: string[] = [];
    const connection = connectRedis({ url: 'redis://127.0.0.1:1', use: 'requests', log: silent });
    open.push(async () => connection.disconnect());
    const jobs = createJobs({
      connection,
      prefix: freshKeyPrefix(),
      logger: { ...silent, warn: (_, message) => void warned.push(message) },
    });

    await jobs.advance('INC-1');

    expect(warned).toContain('a wake-up could not be stored, the sweep will find the work');
  });
});
