import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPrecedence } from '../../../src/integrations/system/precedence.ts';

describe('precedence', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const aRush = (size: number) => {
    const precedence = createPrecedence({ few: 10, window: 20, patience: 500 });
    for (let n = 0; n < size; n++) precedence.came();
    return precedence;
  };

  /** Work that can wait, and whether it had its turn. */
  function aWorker(turn: () => Promise<void>) {
    const worker = { isDone: false };
    void turn().then(() => {
      worker.isDone = true;
    });
    return worker;
  }

  it('gives other work its turn at once while little comes', async () => {
    await expect(aRush(10).turn()).resolves.toBeUndefined();
  });

  it('holds other work back while much comes, until it does no longer', async () => {
    const precedence = aRush(11);
    const worker = aWorker(precedence.turn);

    await vi.advanceTimersByTimeAsync(19);
    expect(worker.isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.isDone).toBe(true);
  });

  it('does not take much for much when it came long ago', async () => {
    const precedence = aRush(50);

    vi.advanceTimersByTime(20);

    await expect(precedence.turn()).resolves.toBeUndefined();
  });

  it('holds nothing back for longer than its patience', async () => {
    const precedence = aRush(11);
    const rush = setInterval(precedence.came, 1);
    const worker = aWorker(precedence.turn);

    await vi.advanceTimersByTimeAsync(490);
    expect(worker.isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(worker.isDone).toBe(true);
    clearInterval(rush);
  });
});
