import { describe, expect, it } from 'vitest';
import { startEvenClock, startRunningClock } from './running-clock.ts';

/** As when the machine gives its processors to others. */
function standsStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

describe('a running clock', () => {
  it('goes on by itself, from where it began', async () => {
    const clock = startRunningClock(1_000, 5);

    expect(clock.now()).toBeGreaterThanOrEqual(1_000);
    await expect.poll(() => clock.now()).toBeGreaterThan(1_500);
  });

  it('does not count what a process could not use', () => {
    const clock = startRunningClock(0, 5);
    const before = clock.now();

    standsStill(400);

    expect(clock.now() - before).toBeLessThanOrEqual(126);
  });

  it('can be put forward', () => {
    const clock = startRunningClock(0, 5);

    clock.passes(60_000);

    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
  });
});

describe('an even clock', () => {
  it('counts all of it, as another process does', () => {
    const clock = startEvenClock(0, 5);

    standsStill(400);
    clock.passes(1_000);

    expect(clock.now()).toBeGreaterThanOrEqual(2_990);
  });
});
