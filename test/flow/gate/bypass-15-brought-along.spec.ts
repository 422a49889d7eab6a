import { Redis } from 'ioredis';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { createJobs } from '../../../src/integrations/queue/create-jobs.ts';
import { approvers, forgedClick, proposes, sends } from './attack.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

function redisOf(): Redis {
  const redis = new Redis(inject('redisUrl'));
  onTestFinished(() => void redis.disconnect());
  return redis;
}

function jobsOf(world: GateWorld): ReturnType<typeof createJobs> {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const jobs = createJobs({ connection: redisOf(), prefix: world.prefix, logger: silent });
  onTestFinished(() => jobs.close());
  return jobs;
}

describe('bypass 15: the client brings along what is to be approved', () => {
  it('a plan that the server never proposed can’t be approved, whatever comes with the click', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const click = (value: string) =>
      forgedClick(world, {
        user: world.slack.member('ben').id,
        action: 'approve-proposal',
        value,
        channel: room.id,
      });

    // A plan of one's own in the value, in the message, and in fields that somebody might read.
    const own = { ...plan, hash: 'f'.repeat(64), object: { ...plan.object, name: 'ledger-db' }, quorum: 0 };
    const brought = { plan: own, proposal: { plan: own, state: 'approved' }, pending_approval: true };
    for (const body of [
      { ...click(`INC-1/1/${own.hash}`), ...brought },
      { ...click(`INC-1/7/${own.hash}`), ...brought },
      { ...click(JSON.stringify({ id: 'INC-1', ...brought })), ...brought },
      {
        ...click(`INC-1/1/${own.hash}`),
        message: { ts: '1.1', metadata: { event_payload: brought } },
        state: { values: brought },
      },
    ])
      expect(await sends(world, world.app(), body)).toBe(200);
    await world.settles();

    expect(await approvers(world)).toEqual([]);
    expect(await world.proposal()).toMatchObject({ state: 'pending', plan: { hash: plan.hash } });
    expect(world.writes()).toEqual([]);
  });

  it('a job for what nobody approved does nothing, and a number that is not there neither', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    await world.startAnother();
    const room = await world.opens();
    await proposes(world, room);
    const jobs = jobsOf(world);

    for (const number of [1, 2, -1]) {
      await jobs.execute('INC-1', number);
      await jobs.plan('INC-1', number);
    }
    await jobs.execute('INC-9', 1);
    await world.asks(room, 'withdraw 1');
    await jobs.execute('INC-1', 1);
    await world.settles();

    expect(await world.proposal()).toMatchObject({ state: 'withdrawn', lease: null });
    expect(world.writes()).toEqual([]);
  });

  it('an approval that was written into Redis past the gate is not believed, and not sealed anew', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    await world.settles();
    const redis = redisOf();
    const key = (await redis.keys(`${world.prefix}*INC-1*`)).find((each) => /state/.test(each)) ?? '';
    const snapshot = (await redis.hget(key, 'snapshot')) ?? '';
    const forged = JSON.parse(snapshot);
    const [first] = forged.proposals;
    first.state = 'approved';
    first.approvals = [{ user: world.slack.member('ben').id, at: world.now(), hash: plan.hash }];
    await redis.hset(key, 'snapshot', JSON.stringify(forged));

    const jobs = jobsOf(world);
    await jobs.execute('INC-1', 1);
    await jobs.advance('INC-1');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await expect(world.proposal()).rejects.toThrow(/snapshot-changed/);
    expect(world.writes()).toEqual([]);
    expect(await redis.hget(key, 'snapshot')).toBe(JSON.stringify(forged));

    // As it was, it works as before.
    await redis.hset(key, 'snapshot', snapshot);
    await world.asks(room, 'approve 1', 'ben');
    await world.becomes('succeeded');
    expect(world.writes()).toHaveLength(1);
  });
});
