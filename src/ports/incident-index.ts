import type { IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';

/** Finding incidents. Every answer comes from indexes that the append keeps. */
export interface IncidentIndex {
  byChannel(channel: string): Promise<IncidentId | null>;
  byCorrelationKey(key: string): Promise<IncidentId | null>;
  /** The ids of open incidents, newest first: without reading what is in them. */
  openIds(): Promise<readonly IncidentId[]>;
  /** Open incidents, newest first. */
  open(): Promise<readonly Incident[]>;
  /** All incidents, newest first, at most `limit`. */
  recent(limit: number): Promise<readonly Incident[]>;
  /** Incidents whose next due time is not after `at`, the longest overdue first. */
  due(at: Instant, limit: number): Promise<readonly IncidentId[]>;
  /** Says when an incident is due next, unless its log went on past `version` meanwhile. */
  setNextDue(id: IncidentId, version: number, at: Instant | null): Promise<void>;
  /** How many incidents alerts opened after `since` (storms and reopenings not counted), and the open storm, if any. */
  storm(since: Instant): Promise<{ readonly declared: number; readonly open: IncidentId | null }>;
}
