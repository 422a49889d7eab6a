import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { spaced } from '../../../src/integrations/queue/spaced.ts';

describe('calls with a pause between them', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const aCall = () => {
    const call = vi.fn(async () => {});
    return { call, wake: spaced(call, 25) };
  };

  it('does the first one at once, and the next after a quiet time too', async () => {
    const { call, wake } = aCall();

    await wake();
    vi.advanceTimersByTime(25);
    await wake();

    expect(call).toHaveBeenCalledTimes(2);
  });

  it('makes one of all that come within the pause, at its end', async () => {
    const { call, wake } = aCall();

    await wake();
    const waiting = [wake(), wake(), wake()];
    expect(call).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(25);
    await Promise.all(waiting);

    expect(call).toHaveBeenCalledTimes(2);
  });

  it('does not forget who comes while a call is under way', async () => {
    let end = () => {};
    const call = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const wake = spaced(call, 25);

    const first = wake();
    const second = wake();
    end();
    await first;
    vi.advanceTimersByTime(25);
    end();
    await second;

    expect(call).toHaveBeenCalledTimes(2);
  });
});
