import { Redis } from 'ioredis';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { createSlackBudget } from '../../../src/integrations/redis/slack-budget.ts';
import { allowancesOf } from '../../../src/integrations/slack/call-budget.ts';
import type { SlackBudget } from '../../../src/ports/slack-budget.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';

const redis = new Redis(inject('redisUrl'));
afterAll(() => redis.disconnect());

const clock = { now: () => Date.now() };
const log = { info: () => {}, warn: () => {}, error: () => {} };
const budgetOf = (prefix = freshKeyPrefix(), connection = redis) =>
  createSlackBudget({ redis: connection, prefix, clock, log });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function granted(count: number, take: (n: number) => ReturnType<SlackBudget['take']>) {
  const taken = await Promise.all(Array.from({ length: count }, (_, n) => take(n)));
  return taken.filter((one) => one.granted).length;
}

describe('Slack’s budget', () => {
  it('is one for all processes', async () => {
    const prefix = freshKeyPrefix();
    const processes = [budgetOf(prefix), budgetOf(prefix)];
    const allowances = allowancesOf('conversations.create', null, 'status');

    const given = await granted(60, (n) =>
      (processes[n % 2] as SlackBudget).take('conversations.create', allowances),
    );
    expect(given).toBe(20);
  });

  it('says when it is worth asking again, and keeps its word', async () => {
    const budget = budgetOf();
    const period = 5_000;
    const allowances = [{ name: 'short', limit: 2, period }];
    const before = Date.now();
    await budget.take('chat.update', allowances);
    const after = Date.now();
    await pause(period / 2);
    await budget.take('chat.update', allowances);
    const asked = Date.now();
    const refused = await budget.take('chat.update', allowances);

    expect(refused).toMatchObject({ granted: false });
    const retryAt = refused.granted ? 0 : refused.retryAt;
    expect(retryAt).toBeGreaterThan(before + period - 100);
    // It is told as a pause, which begins when the answer is here.
    expect(retryAt).toBeLessThan(after + period + (Date.now() - asked) + 100);
    await pause(retryAt - Date.now() + 5);
    expect(await budget.take('chat.update', allowances)).toEqual({ granted: true });
    // The second call is still in the window: there is room for one, not for two.
    expect(await budget.take('chat.update', allowances)).toMatchObject({ granted: false });
  });

  it('never has more calls in any window than allowed', async () => {
    const budget = budgetOf();
    const allowances = [{ name: 'window', limit: 5, period: 200 }];
    // A call counts some time between these two, however busy the machine is.
    const calls: { asked: number; answered: number }[] = [];
    while (calls.length < 25) {
      const asked = performance.now();
      const { granted } = await budget.take('x', allowances);
      if (granted) calls.push({ asked, answered: performance.now() });
      await pause(3);
    }
    for (const [n, { asked }] of calls.entries())
      expect((calls[n + 5]?.answered ?? Number.POSITIVE_INFINITY) - asked).toBeGreaterThan(195);
  });

  it('keeps 15 edits a minute for approvals, and gives the less urgent less', async () => {
    const edit = async (budget: SlackBudget, lane: Parameters<typeof allowancesOf>[2], count: number) =>
      granted(count, () => budget.take('chat.update', allowancesOf('chat.update', 'C1', lane)));
    const budget = budgetOf();

    expect(await edit(budget, 'progress', 100)).toBe(20);
    expect(await edit(budget, 'alerts', 100)).toBe(10);
    expect(await edit(budget, 'status', 100)).toBe(5);
    expect(await edit(budget, 'approval', 100)).toBe(15);
    expect(await edit(budgetOf(), 'status', 100)).toBe(35);
    expect(await edit(budgetOf(), 'approval', 100)).toBe(50);
  });

  it('counts each channel for itself when posting', async () => {
    const budget = budgetOf();
    const post = (channel: string) =>
      granted(20, () => budget.take('chat.postMessage', allowancesOf('chat.postMessage', channel, 'status')));

    expect(await post('C1')).toBe(5);
    expect(await post('C2')).toBe(5);
  });

  it('takes from no allowance when one is used up', async () => {
    const budget = budgetOf();
    const narrow = { name: 'narrow', limit: 1, period: 60_000 };
    const wide = { name: 'wide', limit: 3, period: 60_000 };
    for (let n = 0; n < 10; n++) await budget.take('x', [wide, narrow]);

    expect(await granted(10, () => budget.take('x', [wide]))).toBe(2);
  });

  it('is empty for everyone after a 429, until Slack allows it again', async () => {
    const prefix = freshKeyPrefix();
    await budgetOf(prefix).block('chat.update', Date.now() + 2_000);

    expect(await budgetOf(prefix).take('chat.update', [])).toMatchObject({ granted: false });
    expect(await budgetOf(prefix).take('chat.postMessage', [])).toEqual({ granted: true });
    await pause(2_020);
    expect(await budgetOf(prefix).take('chat.update', [])).toEqual({ granted: true });
  });

  it('goes on for each process alone while Redis is away', async () => {
    const away = new Redis(1, '127.0.0.1', {
      lazyConnect: true,
      enableOfflineQueue: false,
      retryStrategy: () => null,
    });
    away.on('error', () => {});
    const budget = budgetOf(freshKeyPrefix(), away);
    const allowances = [{ name: 'alone', limit: 3, period: 60_000 }];

    expect(await granted(3, () => budget.take('x', allowances))).toBe(3);
    expect(await budget.take('x', allowances)).toMatchObject({ granted: false });
    await budget.block('y', Date.now() + 1_000);
    expect(await budget.take('y', [])).toMatchObject({ granted: false });
    away.disconnect();
  });
});
