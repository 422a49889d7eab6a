import { describe, expect, it } from 'vitest';
import { every } from '../../../src/integrations/system/every.ts';

const silent = { info() {}, warn() {}, error() {} };

describe('a periodic round', () => {
  it('never runs twice at once, however long it takes', async () => {
    let running = 0;
    let most = 0;
    let rounds = 0;
    const round = every(
      2,
      async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running--;
        rounds++;
      },
      silent,
    );

    await expect.poll(() => rounds).toBeGreaterThan(2);
    await round.stop();

    expect(most).toBe(1);
  });

  it('comes again after one that failed, and says so', async () => {
    const warned: string[] = [];
    let rounds = 0;
    const round = every(
      2,
      async () => {
        rounds++;
        throw new Error('redis is away');
      },
      { ...silent, warn: (_, message) => void warned.push(message) },
    );

    await expect.poll(() => rounds).toBeGreaterThan(2);
    await round.stop();

    expect(warned.length).toBeGreaterThan(1);
  });

  it('waits for the round under way when it is stopped', async () => {
    let ended = false;
    let begun = false;
    const round = every(
      1,
      async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 30));
        ended = true;
      },
      silent,
    );
    await expect.poll(() => begun).toBe(true);

    await round.stop();

    expect(ended).toBe(true);
  });
});
