import { z } from 'zod';
import type { ChannelEvent } from '../../domain/channel-event.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/failures.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { SlackEventInbox } from '../../ports/slack-event-inbox.ts';
import type { BotIdentitySource } from './bot-identity.ts';
import { channelEvent } from './channel-event.ts';

const Envelope = z.object({
  team_id: z.string().nullish(),
  event_id: z.string(),
  event_time: z.number().default(0),
  event: z.looseObject({ type: z.string() }),
});
type Envelope = z.infer<typeof Envelope>;

const OnGroup = z.object({
  subteam_id: z.string().nullish(),
  subteam: z.object({ id: z.string() }).nullish(),
});

/** Events that say that a user group has other members now. */
export const groupEventTypes: readonly string[] = ['subteam_members_changed', 'subteam_updated'];

export type EventDoorDeps = {
  readonly inbox: SlackEventInbox;
  readonly jobs: Pick<Jobs, 'drainSlackEvents'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly bot: BotIdentitySource;
  /** Told when a user group changed. */
  readonly forgetGroup: (group: string) => void;
};

/**
 * Takes in one event_callback body: when it comes back, the event is stored (or is none of ours) and may be
 * acknowledged. Throws Unavailable when it could not be stored: then Slack must send it again.
 */
export type EventDoor = (body: unknown) => Promise<void>;

export function createEventDoor(deps: EventDoorDeps): EventDoor {
  const counted = (outcome: string) => deps.metrics.count('slack_events_total', { outcome });
  return async (body) => {
    const envelope = Envelope.safeParse(body);
    if (!envelope.success) return setAside(deps, body, 'unreadable-envelope');
    const bot = deps.bot.known();
    const { team_id: team, event } = envelope.data;
    if (bot && team !== undefined && team !== bot.teamId) {
      deps.log.warn({ team, type: event.type }, 'event of another workspace is ignored');
      return counted('foreign');
    }
    if (groupEventTypes.includes(event.type)) {
      const group = OnGroup.safeParse(event).data;
      const id = group?.subteam_id ?? group?.subteam?.id;
      if (id) deps.forgetGroup(id);
      return counted('group');
    }
    const translated = translate(envelope.data, deps);
    if (translated === 'unreadable') return setAside(deps, body, 'unreadable-event');
    if (translated === null) return counted('ignored');
    await store(deps, envelope.data.event_id, translated);
  };
}

function translate({ event, event_time }: Envelope, deps: EventDoorDeps): ChannelEvent | null | 'unreadable' {
  try {
    return channelEvent(event, event_time, deps.bot.known());
  } catch (error) {
    deps.log.warn({ error, type: event.type }, 'slack event can not be read');
    return 'unreadable';
  }
}

async function store(deps: EventDoorDeps, id: string, event: ChannelEvent): Promise<void> {
  const outcome = await deps.inbox.accept(id, event, deps.clock.now());
  deps.metrics.count('slack_events_total', { outcome });
  if (outcome === 'full') throw new Unavailable('slack-inbox-full');
  await deps.jobs.drainSlackEvents();
}

/** Kept for a look: sent again it would be just as unreadable. */
async function setAside(deps: EventDoorDeps, body: unknown, reason: string): Promise<void> {
  await deps.inbox.quarantine({ entry: null, body: JSON.stringify(body) ?? '', reason }, deps.clock.now());
  deps.log.error({ reason }, 'a slack event could not be read, it is in quarantine');
  deps.metrics.count('inbox_quarantined_total', { inbox: 'slack' });
  deps.metrics.count('slack_events_total', { outcome: 'quarantined' });
}
