import type { AlertWork } from '../domain/alert-plan.ts';
import type { AlertRules } from '../domain/alert-rules.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryInbox } from '../ports/delivery-inbox.ts';
import type { Episodes } from '../ports/episodes.ts';
import type { GroupKeys } from '../ports/group-keys.ts';
import type { IncidentIndex } from '../ports/incident-index.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';

export type DrainAlertsDeps = {
  readonly deliveries: DeliveryInbox;
  readonly log: IncidentLog;
  readonly index: IncidentIndex;
  readonly episodes: Episodes;
  readonly groupKeys: GroupKeys;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Log;
  readonly rules: AlertRules;
};

/** What applying parts needs; the inbox only to say what wants confirmation. */
export type ApplyDeps = Omit<DrainAlertsDeps, 'deliveries' | 'groupKeys' | 'logger'> & {
  readonly deliveries: Pick<DeliveryInbox, 'expectConfirmation'>;
};

/** A part of a delivery on its way into an incident. `entry` is the inbox entry it is of; null: it is of none. */
export type Work = AlertWork & { readonly entry: string | null };

/** One of the works of this append was applied by an earlier try that was interrupted before the cursor moved. */
export class AlreadyApplied extends Error {}
