import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { EXECUTOR } from '../../../sandbox/stage/executor.ts';
import { factsOf, holdsExecutor, proposes, waitsInVain } from './attack.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const MINUTE = 60_000;
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

/** Jobs for the same change, as of a queue that forgot that it has them: nothing holds the second one back. */
function executes(world: GateWorld): (times: number) => Promise<void> {
  const connection = new Redis(inject('redisUrl'), { maxRetriesPerRequest: null });
  const queue = new Queue('execute', { connection, prefix: world.prefix });
  onTestFinished(async () => {
    await queue.close();
    connection.disconnect();
  });
  return async (times) => {
    const job = { name: 'execute', data: { id: 'INC-1', proposal: 1 } };
    await queue.addBulk(Array.from({ length: times }, () => job));
  };
}

function restartedAt({ cluster }: GateWorld): unknown {
  const web = cluster.object({ kind: 'Deployment', namespace: 'shop', name: 'web' });
  const spec = web?.spec as { template: { metadata: { annotations?: Record<string, string> } } };
  return spec.template.metadata.annotations?.[RESTARTED];
}

describe('bypass 16: the queue does it twice, or loses it', () => {
  it('of three executors and many jobs for it, one begins and one request goes out', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    await world.startAnother();
    await world.startAnother({ roles: new Set(['executor']) });
    const room = await world.opens();
    await proposes(world, room);
    const enqueue = executes(world);
    const goOn = holdsExecutor(world);
    await world.asks(room, 'approve 1', 'ben');
    await waitsInVain(world);

    goOn();
    await enqueue(9);
    await world.becomes('succeeded');
    await enqueue(9);
    await world.settles();

    expect(await factsOf(world, 'action.started')).toHaveLength(1);
    expect(await factsOf(world, 'action.executed')).toHaveLength(1);
    expect(world.writes()).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });

  it('a lost job is found again by the sweep', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    await proposes(world, room);
    const goOn = holdsExecutor(world);
    await world.asks(room, 'approve 1', 'ben');
    await waitsInVain(world);

    await world.stop();
    const redis = new Redis(inject('redisUrl'));
    const queued = await redis.keys(`${world.prefix}:execute:*`);
    if (queued.length > 0) await redis.del(...queued);
    redis.disconnect();
    goOn();
    await world.start();

    await world.becomes('succeeded');
    expect(world.writes()).toHaveLength(1);
  });

  it('the answer is lost when it has happened: it is found, told as done, and never sent again', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    await world.startAnother();
    const room = await world.opens();
    await proposes(world, room);
    cutsTheWrite(world, 'committed');
    await world.asks(room, 'approve 1', 'ben');

    const done = await world.becomes(['succeeded', 'failed', 'unknown']);
    expect(done.state).toBe('succeeded');
    expect((await factsOf(world, 'action.sent')).map(({ body }) => body.how)).toEqual(['found']);
    expect(world.writes()).toHaveLength(1);
    expect(restartedAt(world)).toBe(done.plan?.after.replace('restarted at ', ''));
  });

  it('the connection is cut before it happened: it is told as not done, and never sent again', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    await world.startAnother();
    const room = await world.opens();
    await proposes(world, room);
    cutsTheWrite(world, 'before');
    await world.asks(room, 'approve 1', 'ben');
    await world.becomes('executing');
    await world.slack.until(() => world.writes().length > 0);
    // Until the lease is over it may still be under way.
    expect((await world.proposal()).state).toBe('executing');
    world.passes(2 * MINUTE);

    const done = await world.becomes(['succeeded', 'failed', 'unknown']);
    expect([done.state, done.ended?.why]).toEqual(['failed', expect.stringMatching(/shows nothing of it/)]);
    expect(world.writes()).toHaveLength(1);
    expect(restartedAt(world)).toBeUndefined();
    await room.reads(/shows nothing of it/);
  });
});

/** The rehearsal goes through, the one real request does not. */
function cutsTheWrite({ cluster }: GateWorld, when: 'before' | 'committed'): void {
  const fault = { kind: 'cut', when, verb: 'patch', resource: 'deployments', user: EXECUTOR } as const;
  let stop: (() => void) | null = null;
  cluster.onRequest(({ dryRun, verb }) => {
    // The first rehearsal was at the planning; behind the second one comes the change.
    if (dryRun && verb === 'patch' && stop === null) stop = cluster.faults.add(fault);
  });
}
