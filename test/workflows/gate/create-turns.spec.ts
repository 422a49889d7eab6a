import { expect, it } from 'vitest';
import { createTurns } from '../../../src/workflows/gate/create-turns.ts';

/** Work that lasts until it is told to end. */
function aWork(said: string[], name: string) {
  const done = Promise.withResolvers<string>();
  return {
    end: () => done.resolve(name),
    fail: () => done.reject(new Error(name)),
    run: async () => {
      said.push(`${name} begins`);
      return done.promise;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('what has one key runs one after the other, in order, also after a failure; other keys wait for nobody', async () => {
  const turns = createTurns();
  const said: string[] = [];
  const [first, second, third, other] = ['first', 'second', 'third', 'other'].map((name) =>
    aWork(said, name),
  );
  if (!first || !second || !third || !other) throw new Error('no work');

  const failed = expect(turns('INC-1', first.run)).rejects.toThrow('first');
  const next = turns('INC-1', second.run);
  const last = turns('INC-1', third.run);
  const apart = turns('INC-2', other.run);
  await settled();
  expect(said).toEqual(['first begins', 'other begins']);
  first.fail();
  await failed;
  await settled();
  expect(said).toEqual(['first begins', 'other begins', 'second begins']);

  for (const work of [second, third, other]) work.end();
  expect(await Promise.all([next, last, apart])).toEqual(['second', 'third', 'other']);
});
