import type { ReceiverEvent } from '@slack/bolt';

/** Milliseconds for which a request is remembered: a connection that gets it too gets it at once. */
const REMEMBER = 60_000;

type Said = Parameters<ReceiverEvent['ack']>[0];

/**
 * Carries out what a person did, unless it was carried out before: then it is only acknowledged with the same words.
 * `request` names it; null: it can't come twice.
 */
export type Once = (
  event: ReceiverEvent,
  request: string | null,
  work: (event: ReceiverEvent) => Promise<void>,
) => Promise<void>;

export function createOnce(): Once {
  const known = new Map<string, { readonly at: number; readonly said: Promise<Said> }>();
  return async (event, request, work) => {
    if (request === null) return work(event);
    const now = performance.now();
    for (const [old, { at }] of known) if (now - at > REMEMBER) known.delete(old);
    const first = known.get(request);
    if (first) return event.ack(await first.said);
    const { promise: said, resolve } = Promise.withResolvers<Said>();
    known.set(request, { at: now, said });
    const ack: ReceiverEvent['ack'] = async (words) => {
      resolve(words);
      await event.ack(words);
    };
    try {
      await work({ ...event, ack });
    } finally {
      // Nothing was said at all: the others need not wait for it.
      resolve(undefined);
    }
  };
}
