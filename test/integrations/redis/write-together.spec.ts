import { describe, expect, it } from 'vitest';
import { createWriteTogether } from '../../../src/integrations/redis/write-together.ts';

const most = { items: 3, size: 100 };

/** Writes texts into calls that are kept for a look; the outcome of a text is itself in capitals. */
function aWriter(fail: (items: readonly string[]) => boolean = () => false) {
  const calls: (readonly string[])[] = [];
  const write = createWriteTogether({
    async write(items: readonly string[]) {
      calls.push(items);
      if (fail(items)) throw new Error('no connection');
      return items.map((item) => item.toUpperCase());
    },
    sizeOf: (item) => item.length,
    most,
  });
  return { calls, write };
}

describe('writing together', () => {
  it('writes what comes in one turn by one call, and gives each its own outcome', async () => {
    const { calls, write } = aWriter();

    expect(await Promise.all([write('a'), write('b')])).toEqual(['A', 'B']);
    expect(calls).toEqual([['a', 'b']]);
  });

  it('does not make a later item wait for an earlier call', async () => {
    const { calls, write } = aWriter();

    await write('a');
    await write('b');

    expect(calls).toEqual([['a'], ['b']]);
  });

  it('sends no more items in one call than allowed, and keeps their order', async () => {
    const { calls, write } = aWriter();

    await Promise.all(['a', 'b', 'c', 'd'].map(write));

    expect(calls).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('sends no larger call than allowed, but a single item however large it is', async () => {
    const { calls, write } = aWriter();
    const [large, half] = ['l'.repeat(500), 'h'.repeat(60)];

    await Promise.all(['a', large, half, half].map(write));

    expect(calls.map((items) => items.map((item) => item.length))).toEqual([[1], [500], [60], [60]]);
  });

  it('fails all that a failed call carried, and nothing else', async () => {
    const { write } = aWriter((items) => items.includes('b'));

    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map(write));

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
  });
});
