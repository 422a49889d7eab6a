import type { UserId } from './actor.ts';

/** How Slack knows this bot: its bot id (in messages) and its user id (in everything else it does). */
export type Ourselves = { readonly bot: string; readonly user: UserId };
