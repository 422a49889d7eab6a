import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryInbox } from '../src/ports/delivery-inbox.ts';

const PAUSE_MS = 25;

/** Waits until nothing lies in the inbox any more. Rejects when it takes longer than `patience` milliseconds. */
export async function untilDrained(inbox: Pick<DeliveryInbox, 'depth'>, patience: number): Promise<void> {
  const until = performance.now() + patience;
  for (;;) {
    const { undrained, quarantined } = await inbox.depth();
    if (quarantined > 0) throw new Error(`${quarantined} deliveries are in quarantine`);
    if (undrained === 0) return;
    if (performance.now() > until) throw new Error(`${undrained} deliveries were not drained in time`);
    await sleep(PAUSE_MS);
  }
}
