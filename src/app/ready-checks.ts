import type { ReadyCheck } from '../integrations/http/probe-routes.ts';
import type { World } from './create-world.ts';

/** What the process can't do its work without, each with a word for what is wrong. */
export function readyChecks(
  { requests, slack }: Pick<World, 'requests' | 'slack'>,
  workers: { readonly running: () => boolean } | null,
): Readonly<Record<string, ReadyCheck>> {
  return {
    redis: async () => ((await requests.ping()) === 'PONG' ? null : 'redis does not answer'),
    slack: async () => slack.trouble(),
    queues: async () => (workers === null || workers.running() ? null : 'the workers have stopped'),
  };
}
