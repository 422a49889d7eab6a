import type { IncidentId } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';

/** What a view (a message that is edited in place) last showed. */
export type Shown = { readonly digest: string; readonly at: Instant };

/** Small facts about our own doing that are no part of the incident's story and may be lost without harm. */
export interface SideNotes {
  /** Notes that a step is about to touch the world. True when it was noted before: an earlier try may have got through. */
  beginStep(id: IncidentId, step: string): Promise<boolean>;
  /** Keeps the first value that was ever noted for `what` and answers it: a later try then wants what the first wanted. */
  keepFirst(id: IncidentId, what: string, value: string): Promise<string>;
  /** The step that was just begun did not touch the world after all. */
  forgetStep(id: IncidentId, step: string): Promise<void>;
  shown(id: IncidentId, view: string): Promise<Shown | null>;
  setShown(id: IncidentId, view: string, shown: Shown): Promise<void>;
  /** Runs `work` while no other process advances this incident; undefined when another one does. */
  exclusively<T>(id: IncidentId, work: () => Promise<T>): Promise<T | undefined>;
}
