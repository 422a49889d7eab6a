import type { Instant } from '../domain/instant.ts';

/** The world is broken for now: the same attempt later may succeed. `reason` is a stable short code. */
export class Unavailable extends Error {
  readonly reason: string;
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'Unavailable';
    this.reason = reason;
  }
}

/** A budget is used up until `retryAt`; nothing was sent. */
export class RateLimited extends Unavailable {
  readonly retryAt: Instant;
  constructor(reason: string, retryAt: Instant, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'RateLimited';
    this.retryAt = retryAt;
  }
}

/** It can never succeed until somebody changes a setting or a right (`missing_scope`, `cant_invite` ...). */
export class Misconfigured extends Error {
  readonly reason: string;
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'Misconfigured';
    this.reason = reason;
  }
}

/** The channel is archived or no longer there. */
export class ChannelLost extends Error {
  readonly channel: string;
  readonly reason: 'archived' | 'not-found' | 'not-in-channel';
  constructor(
    channel: string,
    reason: 'archived' | 'not-found' | 'not-in-channel',
    options?: { cause?: unknown },
  ) {
    super(reason, options);
    this.name = 'ChannelLost';
    this.channel = channel;
    this.reason = reason;
  }
}
