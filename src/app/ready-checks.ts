import type { ReadyCheck } from '../integrations/http/probe-routes.ts';
import { canStore } from '../integrations/redis/can-store.ts';
import type { World } from './create-world.ts';

/** What the process can't do its work without, each with a word for what is wrong. */
export function readyChecks(
  { config, requests, slack }: Pick<World, 'config' | 'requests' | 'slack'>,
  workers: { readonly running: () => boolean } | null,
): Readonly<Record<string, ReadyCheck>> {
  return {
    redis: () => canStore(requests, config.redis.prefix),
    slack: async () => slack.trouble(),
    queues: async () => (workers === null || workers.running() ? null : 'the workers have stopped'),
  };
}
