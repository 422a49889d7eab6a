import type { Fields } from './model.ts';

export type RateLimits = {
  /** Counts a call; seconds to wait if there is no budget for it. */
  take(method: string, args: Fields): number | undefined;
};

/** No limits at all. */
export const noRateLimits: RateLimits = { take: () => undefined };
