import type { Fields } from '../model.ts';
import type { World } from '../world.ts';
import type { Carrier, DeliveryResult } from './carrier.ts';

export type EventDelivery = {
  readonly eventId: string;
  readonly event: Fields;
  readonly envelope: Fields;
  /** One entry per attempt, in order. */
  readonly attempts: (DeliveryResult | { outcome: 'under way' })[];
};

export type Outbox = {
  readonly sent: EventDelivery[];
  send(event: Fields): void;
  /** Resolves when every event so far had its first attempt, acknowledged or not. */
  settled(): Promise<void>;
  /** Delivers an event again, as Slack does when it missed the answer. */
  redeliver(eventId: string, reason?: string): Promise<DeliveryResult>;
  /** Keeps events back; `release` delivers them one after the other in the order it is given. */
  hold(): void;
  release(order?: (events: EventDelivery[]) => EventDelivery[]): Promise<void>;
  stop(): void;
};

export type OutboxDeps = {
  readonly world: () => World;
  readonly carrier: Carrier;
  readonly retryDelaysMs: () => readonly number[];
  readonly subscribed: (event: Fields) => boolean;
};

const envelopeOf = (world: World, event: Fields, eventId: string): Fields => ({
  token: 'sandbox-verification-token',
  team_id: world.team.id,
  context_team_id: world.team.id,
  context_enterprise_id: null,
  api_app_id: world.app.id,
  event,
  type: 'event_callback',
  event_id: eventId,
  event_time: Math.floor(world.clock() / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: world.team.id,
      user_id: world.app.botUserId,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
  event_context: `4-${eventId}`,
});

const reasonOf = (result: DeliveryResult): string =>
  result.outcome === 'timeout' ? 'http_timeout' : result.outcome;

/** Sends events to the bot and repeats what it did not acknowledge: at once, after one minute, after five. */
export const createOutbox = (deps: OutboxDeps): Outbox => {
  const sent: EventDelivery[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const firstAttempts = new Set<Promise<unknown>>();
  let held: EventDelivery[] | undefined;
  let stopped = false;

  const attempt = async (delivery: EventDelivery, num: number, reason: string): Promise<DeliveryResult> => {
    const at = delivery.attempts.push({ outcome: 'under way' }) - 1;
    const retry = num > 0 ? { retry: { num, reason } } : {};
    const result = await deps.carrier.deliver({ kind: 'event', body: delivery.envelope, ...retry });
    delivery.attempts[at] = result;
    const delay = deps.retryDelaysMs()[num];
    const giveUp = result.outcome === 'acked' || (result.outcome === 'http_error' && result.noRetry);
    if (giveUp || delay === undefined || stopped) return result;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(delivery, num + 1, reasonOf(result));
    }, delay);
    timers.add(timer);
    return result;
  };

  const start = (delivery: EventDelivery): Promise<unknown> => {
    const first = attempt(delivery, 0, '').finally(() => firstAttempts.delete(first));
    firstAttempts.add(first);
    return first;
  };

  return {
    sent,
    send(event) {
      if (stopped || !deps.subscribed(event)) return;
      const eventId = deps.world().ids.next('Ev');
      const envelope = structuredClone(envelopeOf(deps.world(), event, eventId));
      const delivery: EventDelivery = { eventId, event: envelope.event as Fields, envelope, attempts: [] };
      sent.push(delivery);
      if (held) held.push(delivery);
      else void start(delivery);
    },
    async settled() {
      while (firstAttempts.size > 0) await Promise.all(firstAttempts);
    },
    redeliver(eventId, reason = 'http_timeout') {
      const delivery = sent.find((one) => one.eventId === eventId);
      if (!delivery) throw new Error(`no event ${eventId} was sent`);
      return deps.carrier.deliver({ kind: 'event', body: delivery.envelope, retry: { num: 1, reason } });
    },
    hold() {
      held ??= [];
    },
    async release(order = (events) => events) {
      const waiting = held ?? [];
      held = undefined;
      for (const delivery of order(waiting)) await start(delivery);
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
};
