import { onTestFinished } from 'vitest';

/** A clock that can be put forward. */
export type MovableClock = {
  now(): number;
  /** Puts it forward. */
  passes(milliseconds: number): void;
};

/** So often the clock is looked at by itself, and so much may pass between two looks; both on the wall. */
const EVERY = 10;
const MOST = 25;

/**
 * A clock that runs `speed` times as fast as the one on the wall, from `from` on, until the test ends. What a busy machine
 * takes from this process takes no time on it: the bot has its deadlines and leases by this clock, at that speed, and meets
 * them on a slow machine as on a fast one. Only in a test.
 */
export function startRunningClock(from: number, speed: number): MovableClock {
  let at = from;
  let looked = performance.now();
  const look = (): void => {
    const now = performance.now();
    at += Math.min(now - looked, MOST) * speed;
    looked = now;
  };
  const looking = setInterval(look, EVERY);
  onTestFinished(() => clearInterval(looking));
  return {
    now() {
      look();
      return Math.floor(at);
    },
    passes(milliseconds) {
      at += milliseconds;
    },
  };
}

/** The same, however busy the machine is: as another process can have it, too, which is told when it began. */
export function startEvenClock(from: number, speed: number): MovableClock {
  const began = Date.now();
  let offset = 0;
  return {
    now: () => from + (Date.now() - began) * speed + offset,
    passes(milliseconds) {
      offset += milliseconds;
    },
  };
}
