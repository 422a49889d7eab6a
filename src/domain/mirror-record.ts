import type { UserId } from './actor.ts';

export type MirroredFile = {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  readonly permalink: string | null;
};

/**
 * One message of a channel as people see it now. Slack's ts values are kept as text: they are identities and order.
 * A deletion wins for ever; edits order by their edit ts.
 */
export type MirrorRecord = {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly user: UserId | null;
  readonly bot: string | null;
  readonly subtype: string | null;
  readonly text: string;
  readonly editTs: string | null;
  readonly deleted: boolean;
  readonly files: readonly MirroredFile[];
  readonly reactions: Readonly<Record<string, readonly UserId[]>>;
  /** The versions people saw before, oldest first: an edit does not erase history. */
  readonly earlier: readonly { readonly text: string; readonly editTs: string | null }[];
};
