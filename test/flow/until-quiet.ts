import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import type { RedisStore } from '../../src/integrations/redis/create-redis-store.ts';

/** Longer than three sweeps of a test's bot: what it wants to do by itself it has begun by then. */
const QUIET = 650;

/** On a busy machine the bot takes longer for everything, and so do these looks at what it has to do. */
const LOOKS = 12;

/**
 * Waits until the bot has nothing to do any more: every event was heard, the inboxes are drained, nothing is due, and
 * no call of Slack was made for some rounds. Only then "it does not do that" can be said.
 */
export async function untilQuiet(slack: SandboxSlack, store: RedisStore, now: () => number): Promise<void> {
  let since = Date.now();
  let calls = slack.calls.length;
  let looks = 0;
  let asking = false;
  let busy = true;
  const look = async (): Promise<void> => {
    const [alerts, events, due] = await Promise.all([
      store.deliveries.depth(),
      store.slackEvents.depth(),
      store.index.due(now(), 1),
    ]);
    busy = alerts.undrained + events.undrained + due.length > 0;
    looks += 1;
  };
  await slack.events.settled();
  await slack.until(
    () => {
      if (!asking) {
        asking = true;
        // Redis may be away: then it is not quiet, and is looked at again.
        void look()
          .catch(() => {
            busy = true;
          })
          .finally(() => {
            asking = false;
          });
      }
      if (busy || slack.calls.length !== calls) {
        since = Date.now();
        looks = 0;
        calls = slack.calls.length;
      }
      return Date.now() - since > QUIET && looks >= LOOKS;
    },
    60_000,
    'the bot has nothing to do any more',
  );
}
