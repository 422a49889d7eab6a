import type { UserId } from './actor.ts';
import type { Instant } from './instant.ts';

/** A role's name as configured, e.g. `commander`. */
export type RoleName = string;

/** The role that leads; it is named in the card's first two lines. */
export const COMMANDER: RoleName = 'commander';

export const defaultRoles: readonly RoleName[] = [COMMANDER, 'operations', 'communications', 'scribe'];

/** Where the people for a role come from: a fixed list in order, or a Slack user group. */
export type Roster =
  | { readonly kind: 'users'; readonly users: readonly UserId[] }
  | { readonly kind: 'usergroup'; readonly group: string };

/**
 * How far a role is. `proposal` counts the proposals made so far, so that each has messages of its own;
 * `everyone` means the list is exhausted and all of it was asked.
 */
export type RoleState = {
  readonly holder: UserId | null;
  readonly candidates: readonly UserId[];
  readonly asked: UserId | null;
  readonly proposal: number;
  readonly acceptBy: Instant | null;
  readonly everyone: boolean;
  /** Asked in vain, or left the role, since it was last held. */
  readonly tried: readonly UserId[];
};

export const emptyRole: RoleState = {
  holder: null,
  candidates: [],
  asked: null,
  proposal: 0,
  acceptBy: null,
  everyone: false,
  tried: [],
};
