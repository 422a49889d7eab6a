import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { after } from '../../../src/integrations/system/after.ts';

it('what comes once comes once', async () => {
  let times = 0;
  const once = after(1, async () => void times++);

  await expect.poll(() => times).toBe(1);
  await sleep(10);
  await once.stop();

  expect(times).toBe(1);
});

it('what is stopped before its time does not come', async () => {
  let times = 0;
  const once = after(5, async () => void times++);

  await once.stop();
  await sleep(20);

  expect(times).toBe(0);
});

it('what is under way can see that it was stopped, and nobody waits for it', async () => {
  const seen: boolean[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const once = after(1, async (isStopped) => {
    seen.push(isStopped());
    await promise;
    seen.push(isStopped());
  });
  await expect.poll(() => seen).toEqual([false]);

  await once.stop();
  resolve();

  await expect.poll(() => seen).toEqual([false, true]);
});
