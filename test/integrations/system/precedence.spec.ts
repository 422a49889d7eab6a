import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPrecedence } from '../../../src/integrations/system/precedence.ts';

describe('precedence', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** So many who wait; the function answers one of them. */
  function aCrowd(size: number) {
    const precedence = createPrecedence({ few: 2, patience: 250 });
    const answers: (() => void)[] = [];
    const crowd = Array.from({ length: size }, () =>
      precedence.first(() => new Promise<void>((resolve) => answers.push(resolve))),
    );
    const answer = async () => {
      answers.pop()?.();
      await crowd[answers.length];
    };
    return { precedence, answer };
  }

  /** Work that can wait, and whether it had its turn. */
  function aWorker(turn: () => Promise<void>) {
    const worker = { isDone: false };
    void turn().then(() => {
      worker.isDone = true;
    });
    return worker;
  }

  it('gives other work its turn at once while few wait', async () => {
    const { precedence } = aCrowd(2);

    await expect(precedence.turn()).resolves.toBeUndefined();
  });

  it('holds other work back while many wait, until few do', async () => {
    const { precedence, answer } = aCrowd(4);
    const worker = aWorker(precedence.turn);

    await answer();
    expect(worker.isDone).toBe(false);
    await answer();
    expect(worker.isDone).toBe(true);
  });

  it('holds nothing back for longer than its patience', async () => {
    const { precedence } = aCrowd(50);
    const worker = aWorker(precedence.turn);

    await vi.advanceTimersByTimeAsync(249);
    expect(worker.isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.isDone).toBe(true);
  });

  it('gives the outcome of what goes first, failures too, and counts it no longer', async () => {
    const precedence = createPrecedence({ few: 0, patience: 250 });

    expect(await precedence.first(async () => 'stored')).toBe('stored');
    await expect(
      precedence.first(async () => {
        throw new Error('away');
      }),
    ).rejects.toThrow('away');
    await expect(precedence.turn()).resolves.toBeUndefined();
  });
});
