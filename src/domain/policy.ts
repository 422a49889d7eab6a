import type { RoleName, Roster } from './role.ts';
import type { Severity } from './severity.ts';

/** What routing decided for an alert, or the defaults for an incident that a person declared. Fixed at declaration. */
export type Policy = {
  readonly route: string;
  readonly outcome: 'ignore' | 'triage' | 'open';
  readonly severity: Severity;
  readonly cluster: string | null;
  readonly team: string | null;
  readonly private: boolean;
  /** e.g. `inc-{number}-{cluster}-{title}`; the placeholders are explained in keyturn.example.yaml. */
  readonly channelTemplate: string;
  readonly rosters: Readonly<Record<RoleName, Roster>>;
  /** Invited besides the people in roles. */
  readonly responders: readonly Roster[];
  /** Longer unheard than this, and a firing alert counts as stale. Milliseconds. */
  readonly staleAfter: number;
  /** The roles of an incident, in the order they are shown; those with a roster are proposed. */
  readonly roles: readonly RoleName[];
  /** How long a person asked to take a role has, before the next one is asked. Milliseconds. */
  readonly acceptWithin: number;
  /** How long after a person resolved it, alerts that still fire are mentioned once. Milliseconds. */
  readonly stillFiringAfter: number;
};
