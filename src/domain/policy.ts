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
};
