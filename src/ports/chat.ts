import type { UserId } from '../domain/actor.ts';
import type { Document } from '../domain/document.ts';
import type { IncidentId, MessageRef } from '../domain/fact.ts';
import type { Lane } from '../domain/lane.ts';

/**
 * A message to post. `step` is the key of the step that posts it; it travels in the message's metadata, so that an
 * interrupted try can be found again. With `mayExist` the adapter looks for it first.
 */
export type Post = {
  readonly to: { readonly channel: string } | { readonly user: UserId };
  readonly incident: IncidentId;
  readonly step: string;
  readonly lane: Lane;
  readonly document: Document;
  readonly mayExist: boolean;
};

/** Messages. Every method throws RateLimited, Unavailable, Misconfigured or ChannelLost. */
export interface Chat {
  post(post: Post): Promise<MessageRef>;
  /** Replaces what a message shows. */
  update(message: MessageRef, document: Document, lane: Lane): Promise<void>;
  /** Already pinned is fine. */
  pin(message: MessageRef): Promise<void>;
  /** Adds a reaction of our own; already there is fine. */
  react(message: MessageRef, emoji: string): Promise<void>;
  permalink(message: MessageRef): Promise<string>;
}
