import type { Fields } from '../model.ts';
import type { DeliveryResult } from './carrier.ts';

export type Acknowledgements = {
  /** Waits for the acknowledgement of an envelope that went out on these connections. */
  wait(envelopeId: string, connections: readonly number[]): Promise<DeliveryResult>;
  /** What the bot sent: an envelope_id, and perhaps what it answers. */
  heard(text: string): void;
  /** A connection is gone, and with it what was waited for there only. */
  lost(connection: number): void;
};

type Waiting = { readonly on: Set<number>; settle(result: DeliveryResult): void; since(): number };

/** Matches what was sent over WebSockets with what came back. */
export const createAcknowledgements = (timeoutMs: () => number): Acknowledgements => {
  const waiting = new Map<string, Waiting>();
  return {
    wait: (envelopeId, connections) =>
      new Promise((resolve) => {
        const started = performance.now();
        const since = (): number => performance.now() - started;
        const settle = (result: DeliveryResult): void => {
          clearTimeout(limit);
          waiting.delete(envelopeId);
          resolve(result);
        };
        const limit = setTimeout(() => settle({ outcome: 'timeout', ms: since() }), timeoutMs());
        waiting.set(envelopeId, { on: new Set(connections), settle, since });
      }),
    heard(text) {
      const said = JSON.parse(text) as Fields;
      const pending = waiting.get(String(said.envelope_id));
      const payload = said.payload === undefined ? '' : JSON.stringify(said.payload);
      pending?.settle({
        outcome: 'acked',
        text: payload,
        contentType: 'application/json',
        ms: pending.since(),
      });
    },
    lost(connection) {
      for (const pending of waiting.values()) {
        if (!pending.on.delete(connection) || pending.on.size > 0) continue;
        pending.settle({ outcome: 'connection_failed', ms: pending.since() });
      }
    },
  };
};
