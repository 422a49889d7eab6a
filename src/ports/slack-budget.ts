import type { Instant } from '../domain/instant.ts';

/** At most `limit` calls in any `period` (milliseconds), counted under this name over all processes. */
export type Allowance = { readonly name: string; readonly limit: number; readonly period: number };

export type Taken = { readonly granted: true } | { readonly granted: false; readonly retryAt: Instant };

/** Slack's rate limits, shared by all processes and kept before they are hit. No method throws. */
export interface SlackBudget {
  /** Takes one from each allowance, or none from any: then `retryAt` is when it is worth asking again. */
  take(method: string, allowances: readonly Allowance[]): Promise<Taken>;
  /** Slack answered 429: nobody is granted this method before `until`. */
  block(method: string, until: Instant): Promise<void>;
}
