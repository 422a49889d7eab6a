import type { UserId } from '../domain/actor.ts';
import type { IncidentId, Link } from '../domain/fact.ts';

/** Channels. Every method throws RateLimited, Unavailable, Misconfigured or ChannelLost; all can be repeated. */
export interface Channels {
  /**
   * Creates the incident's channel, or adopts the one an interrupted try left (ours by creator and name).
   * A name that somebody else holds gets a suffix. `name` is already within Slack's rules.
   */
  open(request: {
    readonly incident: IncidentId;
    readonly name: string;
    readonly private: boolean;
  }): Promise<{ readonly id: string; readonly name: string; readonly adopted: boolean }>;
  /** Those who are in already, deactivated or unknown are no failure; they come back as `left`. */
  invite(
    channel: string,
    users: readonly UserId[],
  ): Promise<{ readonly left: readonly { readonly user: UserId; readonly reason: string }[] }>;
  setTopic(channel: string, topic: string): Promise<void>;
  setPurpose(channel: string, purpose: string): Promise<void>;
  bookmark(channel: string, link: Link): Promise<void>;
  rename(channel: string, name: string): Promise<{ readonly name: string }>;
  unarchive(channel: string): Promise<void>;
}
