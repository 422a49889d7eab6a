import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { firingBody } from '../bodies.ts';
import { callsUntilUsable } from '../channel/calls-until-usable.ts';
import { deliver } from '../deliver.ts';
import type { StagedBot } from '../stage.ts';

const PATIENCE_MS = 60_000;

/** How long after an alert of this group people can read and talk in its channel, in milliseconds. */
export async function usableAfter(
  slack: Pick<SandboxSlack, 'calls' | 'until'>,
  bot: Pick<StagedBot, 'webhook' | 'settings'>,
  group: string,
): Promise<number> {
  const before = slack.calls.length;
  const began = performance.now();
  await deliver(bot.webhook, bot.settings.senderHeaders, firingBody(group));
  await slack.until(() => callsUntilUsable(slack.calls.slice(before)), PATIENCE_MS, 'a channel');
  return performance.now() - began;
}
