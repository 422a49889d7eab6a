import type { Ids } from './ids.ts';
import { refuse } from './refusal.ts';

/** Source: docs.slack.dev, views.open. */
const LIFETIME_MS = 3000;

export type Trigger = {
  readonly user: string;
  readonly issuedAt: number;
  readonly fromView: string | undefined;
};

export type Triggers = {
  /** A trigger_id for one interaction of this person. */
  issue(user: string, fromView?: string): string;
  /** Uses it up, or refuses as Slack does: unknown, used before, too old. */
  exchange(id: string): Trigger;
};

/** Keeps the trigger ids that were handed to the bot, for so many milliseconds of this clock. */
export const createTriggers = (ids: Ids, clock: () => number, lifetimeMs = LIFETIME_MS): Triggers => {
  const issued = new Map<string, Trigger & { used: boolean }>();
  return {
    issue(user, fromView) {
      const id = `${clock()}.${ids.count()}.${ids.hex(16)}`;
      issued.set(id, { user, issuedAt: clock(), used: false, fromView });
      return id;
    },
    exchange(id) {
      const trigger = issued.get(id) ?? refuse('invalid_trigger_id');
      if (trigger.used) refuse('exchanged_trigger_id');
      if (clock() - trigger.issuedAt > lifetimeMs) refuse('expired_trigger_id');
      trigger.used = true;
      return trigger;
    },
  };
};
