import type { ActionName } from '../action/action-name.ts';
import type { Instant } from '../instant.ts';
import type { Roster } from '../role.ts';
import type { Tier } from './proposal.ts';

/** Where a change is offered at all. What no allowance covers is never offered, so it can't be approved either. */
export type Allowance = {
  readonly cluster: string;
  /**
   * Null: every namespace but kube-system, which has to be named. Objects that belong to no namespace (nodes) go by their
   * action alone.
   */
  readonly namespaces: readonly string[] | null;
  readonly offered: readonly ActionName[];
};

/** Which changes something is said of. An empty list in a condition never comes: null is "whichever". */
export type ChangeMatch = {
  readonly clusters: readonly string[] | null;
  readonly namespaces: readonly string[] | null;
  readonly actions: readonly ActionName[] | null;
  /**
   * Objects by `kind/name`, with lower case kinds in the singular: `deployment/checkout`. What belongs to one (its pods)
   * counts as it.
   */
  readonly objects: readonly string[] | null;
};

/** An exception. Every one that fits raises the tier; the first that fits and names approvers decides who they are. */
export type ChangeRule = {
  readonly match: ChangeMatch;
  /** At least this tier; what the action itself finds is never lowered. Null: as the action says. */
  readonly tier: Tier | null;
  /** Null: the tier's own. */
  readonly approvers: readonly Roster[] | null;
};

/**
 * When a freeze holds, its beginning included, its end not. `weekly`: on these days of the week (0 is Sunday), between two
 * times of a clock in this zone, in minutes since midnight; an end that is not later than the beginning means the next day.
 */
export type FreezeTime =
  | { readonly kind: 'once'; readonly from: Instant; readonly to: Instant }
  | {
      readonly kind: 'weekly';
      readonly days: readonly number[];
      readonly from: number;
      readonly to: number;
      readonly timeZone: string;
    };

/**
 * A time in which only some may approve. `approvers` empty: nobody, so nothing is offered. Breaking the glass does not
 * break a freeze.
 */
export type Freeze = {
  readonly name: string;
  readonly time: FreezeTime;
  readonly match: ChangeMatch;
  readonly approvers: readonly Roster[];
};

/** One person alone, when nobody else can be reached. */
export type BreakGlass = { readonly people: readonly Roster[]; readonly offered: readonly ActionName[] };

/**
 * Everything that the configuration says of changes. Rosters stand in the order in which they are woken: the first at
 * once, the next at half of the time. Times are milliseconds.
 */
export type GateRules = {
  readonly allowances: readonly Allowance[];
  readonly tiers: Readonly<Record<Tier, { readonly quorum: number; readonly approvers: readonly Roster[] }>>;
  readonly rules: readonly ChangeRule[];
  readonly approveWithin: number;
  readonly executeWithin: number;
  readonly freezes: readonly Freeze[];
  /** Null: there is no breaking of glass. */
  readonly breakGlass: BreakGlass | null;
};

/** What the rules say of one change. */
export type PolicyInForce = {
  readonly tier: Tier;
  /** 0: the glass is broken, and the one who does it is alone. */
  readonly quorum: number;
  readonly approvers: readonly Roster[];
  readonly approveWithin: number;
  readonly executeWithin: number;
  /** The freeze in which its approvers override; null: there is none. */
  readonly freeze: string | null;
  /** All of the above in one text that is the same exactly for the same policy; its digest is part of what is approved. */
  readonly text: string;
};
