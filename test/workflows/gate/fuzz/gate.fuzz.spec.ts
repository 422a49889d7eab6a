import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../../../setup/runs.ts';
import { commands } from './commands.ts';
import { createFuzzGame } from './fuzz-game.ts';

it('whatever people, clocks, clusters and killed processes do, a change is made by enough keys to this very content, at most once, never after a no, and its outcome is told truly', {
  timeout: 600_000,
}, async () => {
  let changes = 0;
  let successes = 0;
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const game = await createFuzzGame();
      await fc.asyncModelRun(() => ({ model: {}, real: game }), sequence);
      await game.ends();
      changes += game.world.changer.writes.length;
      successes += await game.successes();
    }),
    { numRuns: runs(400) },
  );
  // Else it would hold for a gate that never opens.
  expect(changes).toBeGreaterThan(runs(200));
  expect(successes).toBeGreaterThan(runs(80));
});
