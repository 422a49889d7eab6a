import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { Unavailable } from '../../ports/failures.ts';
import type { Log } from '../../ports/log.ts';
import type { BotIdentitySource } from './bot-identity.ts';
import { createOnce } from './carry-out-once.ts';
import type { EventDoor } from './event-door.ts';
import { requestIdOf } from './request-id.ts';

const Body = z.looseObject({
  type: z.string().nullish(),
  trigger_id: z.string().nullish(),
  team_id: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
});

export type DurableReceiver = Receiver & {
  /** Takes nothing in any more, and waits until what is being answered is answered. */
  drain(): Promise<void>;
};

/**
 * Wraps Bolt's own receivers, so that an event is stored before it is acknowledged (Bolt would acknowledge it before
 * anybody has seen it); all else goes to Bolt with its inline acknowledgement. With several connections a command may
 * come over each of them: it is carried out once, and each is acknowledged alike.
 */
export function receiveDurably(
  inner: readonly Receiver[],
  deps: { readonly storeEvent: EventDoor; readonly bot: BotIdentitySource; readonly log: Log },
): DurableReceiver {
  const underWay = new Set<Promise<void>>();
  const once = createOnce();
  let stopping = false;

  const take = async (app: App, event: ReceiverEvent): Promise<void> => {
    // Not acknowledged: Slack brings an event again, and shows the person that a click got no answer.
    if (stopping) throw new Unavailable('stopping');
    const body = Body.parse(event.body);
    if (body.type === 'event_callback') {
      await deps.storeEvent(event.body);
      return event.ack();
    }
    if (body.type === 'app_rate_limited') {
      deps.log.error({}, 'slack holds events back because there are too many');
      return event.ack();
    }
    const bot = deps.bot.known();
    const team = body.team_id ?? body.team?.id;
    if (bot && team !== undefined && team !== bot.teamId) {
      deps.log.warn({ team }, 'request of another workspace is ignored');
      return event.ack();
    }
    // What no trigger names does not come twice.
    const request = body.trigger_id ? requestIdOf(body.trigger_id, event.body) : null;
    await once(event, request, (first) => app.processEvent(first));
  };
  return {
    init(app) {
      const processEvent = (event: ReceiverEvent): Promise<void> => {
        const work = take(app, event).finally(() => underWay.delete(work));
        underWay.add(work);
        return work;
      };
      // A receiver uses nothing of the app but this.
      for (const receiver of inner) receiver.init({ processEvent } as unknown as App);
    },
    start: () => Promise.all(inner.map((receiver) => receiver.start())),
    stop: () => Promise.all(inner.map((receiver) => receiver.stop())),
    async drain() {
      stopping = true;
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
