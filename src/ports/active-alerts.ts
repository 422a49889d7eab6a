import type { Labels } from '../domain/alert.ts';
import type { Instant } from '../domain/instant.ts';

/** What Alertmanager itself says of an alert now. */
export type ActiveAlert = {
  readonly fingerprint: string;
  /** As Alertmanager wrote it, and the moment it means. */
  readonly startsAt: string;
  readonly startedAt: Instant;
  readonly state: 'active' | 'suppressed' | 'unprocessed';
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
  readonly receivers: readonly string[];
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
};

/**
 * `/api/v2/alerts` of a configured Alertmanager. Null where none is configured for the source. Throws Unavailable when
 * it can't be reached, Misconfigured when it refuses.
 */
export interface ActiveAlerts {
  list(source: string): Promise<readonly ActiveAlert[] | null>;
}
