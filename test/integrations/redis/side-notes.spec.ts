import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startStore } from './start-store.ts';

describe('side notes', () => {
  let store: Awaited<ReturnType<typeof startStore>>;
  let other: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    store = await startStore();
    other = await startStore({ prefix: store.prefix });
  });
  afterAll(async () => {
    await store.close();
    await other.close();
  });

  it('say whether a step was begun before', async () => {
    expect(await store.sideNotes.beginStep('INC-1', 'post-card')).toBe(false);
    expect(await other.sideNotes.beginStep('INC-1', 'post-card')).toBe(true);
    expect(await store.sideNotes.beginStep('INC-1', 'announce')).toBe(false);
    expect(await store.sideNotes.beginStep('INC-2', 'post-card')).toBe(false);
  });

  it('forget a step that did not touch the world after all', async () => {
    await store.sideNotes.beginStep('INC-3', 'announce');

    await store.sideNotes.forgetStep('INC-3', 'announce');

    expect(await other.sideNotes.beginStep('INC-3', 'announce')).toBe(false);
  });

  it('keep the first value of its kind, whoever comes with another one', async () => {
    expect(await store.sideNotes.keepFirst('INC-1', 'channel-name/0', 'inc-1-a')).toBe('inc-1-a');
    expect(await other.sideNotes.keepFirst('INC-1', 'channel-name/0', 'inc-1-b')).toBe('inc-1-a');
    expect(await store.sideNotes.keepFirst('INC-1', 'channel-name/1', 'inc-1-b')).toBe('inc-1-b');
    expect(await store.sideNotes.keepFirst('INC-2', 'channel-name/0', 'inc-2')).toBe('inc-2');
  });

  it('say what a view last showed', async () => {
    expect(await store.sideNotes.shown('INC-1', 'card')).toBeNull();

    await store.sideNotes.setShown('INC-1', 'card', { digest: 'a', at: 1 });
    await store.sideNotes.setShown('INC-1', 'card', { digest: 'b', at: 2 });

    expect(await other.sideNotes.shown('INC-1', 'card')).toEqual({ digest: 'b', at: 2 });
    expect(await store.sideNotes.shown('INC-1', 'triage')).toBeNull();
  });

  it('let one process at a time advance an incident, and others advance others', async () => {
    const answers: unknown[] = [];
    const first = await store.sideNotes.exclusively('INC-1', async () => {
      answers.push(await other.sideNotes.exclusively('INC-1', async () => 'second'));
      answers.push(await other.sideNotes.exclusively('INC-2', async () => 'elsewhere'));
      return 'first';
    });

    expect([first, ...answers]).toEqual(['first', undefined, 'elsewhere']);
    expect(await other.sideNotes.exclusively('INC-1', async () => 'after')).toBe('after');
  });

  it('free the incident when the work fails, and pass the failure on', async () => {
    const failing = store.sideNotes.exclusively('INC-1', async () => {
      throw new RangeError('broken');
    });

    await expect(failing).rejects.toThrow(new RangeError('broken'));
    expect(await other.sideNotes.exclusively('INC-1', async () => 'free')).toBe('free');
  });

  it('do not end the lease of somebody else, after their own was lost', async () => {
    const { lease } = store.keys.incident('INC-3');
    await store.sideNotes.exclusively('INC-3', async () => {
      await store.redis.set(lease, 'somebody else');
    });

    expect(await store.redis.get(lease)).toBe('somebody else');
  });

  it('keep an incident to a process that works for long', async () => {
    const { lease } = store.keys.incident('INC-4');
    await store.sideNotes.exclusively('INC-4', async () => {
      await store.redis.pexpire(lease, 7_000);
      await expect.poll(() => store.redis.pttl(lease)).toBeGreaterThan(8_000);
      expect(await other.sideNotes.exclusively('INC-4', async () => 'taken')).toBeUndefined();
    });
  });

  it('free the incident of a killed process within 15 seconds', async () => {
    const script = fileURLToPath(new URL('./hold-lease.ts', import.meta.url));
    const holder = spawn(process.execPath, [script, inject('redisUrl'), store.prefix], { stdio: 'pipe' });
    await once(holder.stdout, 'data');
    expect(await store.sideNotes.exclusively('INC-7', async () => 'free')).toBeUndefined();

    holder.kill('SIGKILL');
    const killedAt = Date.now();
    let answer: string | undefined;
    while (answer === undefined && Date.now() - killedAt < 15_000) {
      answer = await store.sideNotes.exclusively('INC-7', async () => 'free');
      await pause(200);
    }

    expect(answer).toBe('free');
  });
});
