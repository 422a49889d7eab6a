import { inject } from 'vitest';
import { inKilledWorld, type KilledWorld } from './killed-world.ts';
import { startRedisProxy } from './redis-proxy.ts';

/** What an append to an incident's log is about; nothing for any other command. */
function appendedKinds(words: readonly string[]): readonly string[] {
  if (words[0] !== 'evalsha' || words[2] !== '18') return [];
  return (JSON.parse(words[3 + 18] ?? '{}') as { kinds?: readonly string[] }).kinds ?? [];
}

/** Counts the appends of a fact of this kind. */
export const appends = (kind: string) => (words: readonly string[]) => appendedKinds(words).includes(kind);

/** A world whose bot is killed at the n-th of these commands, and started again. */
export async function inDeadlyWorld(
  {
    settings = {},
    slack = {},
    ...deadly
  }: {
    readonly counts: (words: readonly string[]) => boolean;
    readonly nth: number;
    readonly settings?: object;
    readonly slack?: object;
  },
  story: (world: KilledWorld & { died(): Promise<void> }) => Promise<void>,
): Promise<void> {
  let dies: () => Promise<void> = async () => undefined;
  const redisUrl = inject('redisUrl');
  const proxy = await startRedisProxy({ redisUrl, ...deadly, kill: () => dies() });
  try {
    await inKilledWorld({ settings, slack, redisByWayOf: proxy.url }, async (world) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      dies = async () => {
        await world.bot.kill();
        proxy.revive();
        await world.bot.start().then(resolve, reject);
      };
      await story({ ...world, died: () => promise });
    });
  } finally {
    await proxy.stop();
  }
}
