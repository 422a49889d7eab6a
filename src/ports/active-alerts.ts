import type { Labels } from '../domain/alert.ts';

/** What Alertmanager itself says of an alert now. */
export type ActiveAlert = {
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly state: 'active' | 'suppressed' | 'unprocessed';
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
  readonly receivers: readonly string[];
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
};

/** `/api/v2/alerts` of a configured Alertmanager. Null where none is configured for the source. */
export interface ActiveAlerts {
  list(source: string): Promise<readonly ActiveAlert[] | null>;
}
