import type { ChannelEvent, ChannelMessage } from '../../src/domain/channel-event.ts';
import type { BackfillDeps } from '../../src/workflows/backfill-channel.ts';
import { drainSlackEvents } from '../../src/workflows/drain-slack-events.ts';
import { aMessage, tsAt } from '../builders/channel-events.ts';
import { aDrainWorld } from '../builders/drain-world.ts';
import { createFakeBackfills } from '../fakes/backfills.ts';
import { createFakeChannelHistory } from '../fakes/channel-history.ts';

/** With what every channel begins. */
export const joined = aMessage({ ts: tsAt(0), subtype: 'channel_join', text: 'joined' });

/** The bot heard `heard`, was away, and finds `shown` in the channel ten minutes after noon. */
export async function awayWorld(
  heard: readonly ChannelEvent[],
  shown: readonly ChannelMessage[],
  over: { readonly pageSize?: number; readonly readUpTo?: string | null } = {},
) {
  const world = await aDrainWorld({ readUpTo: over.readUpTo ?? null });
  await world.hear(...heard);
  await drainSlackEvents(world.deps);
  const history = createFakeChannelHistory(shown, over.pageSize);
  const deps = { ...world.deps, history, backfills: createFakeBackfills() } satisfies BackfillDeps;
  const records = () => deps.mirror.range('C1', {});
  const texts = async () => (await records()).map(({ text, deleted }) => (deleted ? '(deleted)' : text));
  const seals = async () => (await world.kinds()).filter((kind) => kind === 'messages.sealed').length;
  return { ...world, deps, records, texts, seals };
}
