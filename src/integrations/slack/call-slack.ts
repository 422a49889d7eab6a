import type { WebClient } from '@slack/web-api';
import type { z } from 'zod';
import type { Lane } from '../../domain/lane.ts';
import type { Clock } from '../../ports/clock.ts';
import { RateLimited, Unavailable } from '../../ports/failures.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { SlackBudget } from '../../ports/slack-budget.ts';
import { allowancesOf } from './call-budget.ts';
import { slackCode, toFailure } from './errors.ts';
import type { SlackMethod } from './scopes.ts';

export type SlackCall<T> = {
  /** Arguments by Slack's names; objects are sent as JSON. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Reads what is used of the answer. */
  readonly answer: z.ZodType<T>;
  /** Whose turn it is when the budget is short; `status` when left out. */
  readonly lane?: Lane;
};

/**
 * Calls one method of Slack's Web API: budget first, then once over the wire. Throws RateLimited (before the call when
 * the budget is used up), Unavailable, Misconfigured or ChannelLost; `slackCode` tells Slack's own code.
 */
export type CallSlack = <T>(method: SlackMethod, call: SlackCall<T>) => Promise<T>;

export type CallSlackDeps = {
  readonly client: WebClient;
  readonly budget: SlackBudget;
  readonly metrics: Metrics;
  readonly clock: Clock;
};

/** The one way out to Slack's Web API. */
export function createCallSlack(deps: CallSlackDeps): CallSlack {
  const { budget, metrics, clock } = deps;
  return async (method, call) => {
    const channel = typeof call.args.channel === 'string' ? call.args.channel : null;
    const taken = await budget.take(method, allowancesOf(method, channel, call.lane ?? 'status'));
    if (!taken.granted) {
      metrics.count('slack_calls_total', { method, outcome: 'withheld' });
      throw new RateLimited('budget-used-up', taken.retryAt);
    }
    const startedAt = clock.now();
    try {
      const said = await deps.client.apiCall(method, { ...call.args });
      const read = call.answer.safeParse(said);
      if (!read.success) throw new Unavailable('unreadable-answer', { cause: read.error });
      metrics.count('slack_calls_total', { method, outcome: 'ok' });
      return read.data;
    } catch (error) {
      const failure =
        error instanceof Unavailable
          ? error
          : toFailure(error, { channel: channel ?? sharedTo(call.args), now: clock.now() });
      metrics.count('slack_calls_total', { method, outcome: outcomeOf(failure) });
      if (failure instanceof RateLimited) {
        metrics.count('slack_rate_limited_total', { method });
        await budget.block(method, failure.retryAt);
      }
      throw failure;
    } finally {
      metrics.observe('slack_call_seconds', { method }, (clock.now() - startedAt) / 1000);
    }
  };
}

function outcomeOf(failure: Error): string {
  return slackCode(failure) ?? ('reason' in failure ? String(failure.reason) : 'error');
}

/** The one method that calls the channel otherwise is files.completeUploadExternal. */
function sharedTo({ channel_id }: Readonly<Record<string, unknown>>): string | null {
  return typeof channel_id === 'string' ? channel_id : null;
}
