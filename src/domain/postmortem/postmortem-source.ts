import type { UserId } from '../actor.ts';
import type { Episode } from '../alert.ts';
import type { Fact } from '../fact.ts';
import type { Incident } from '../incident.ts';
import type { MirrorRecord } from '../mirror-record.ts';

/**
 * What a postmortem is made from, read once. Facts in the order of the log, messages of all the incident's channels in
 * the order of their ts. `names`: of every member who appears, as they were at the first export, so that a later one
 * writes the same; who is not in it goes by their id.
 */
export type PostmortemSource = {
  readonly incident: Incident;
  readonly facts: readonly Fact[];
  readonly episodes: readonly Episode[];
  readonly messages: readonly MirrorRecord[];
  readonly names: Readonly<Record<UserId, string>>;
  /** IANA zone of the team. */
  readonly zone: string;
  readonly full: boolean;
  /** Emojis by which people put a message on the timeline, also while nobody listened: the log does not know of those. */
  readonly marking: readonly string[];
  /** `https://acme.slack.com/`: permalinks are made of it, the channel and the ts; null: there are none. */
  readonly workspace: string | null;
  readonly verification: { readonly version: number; readonly head: string; readonly sentence: string };
};
