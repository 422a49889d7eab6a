/** Slack's id of a member, e.g. `U024BE7LH`. Identity in Keyturn is always this id, never a name. */
export type UserId = string;

/** Who caused a fact. */
export type Actor =
  | { readonly kind: 'person'; readonly user: UserId }
  | { readonly kind: 'alertmanager'; readonly source: string }
  | { readonly kind: 'keyturn' };

/** By which door a request came in. */
export type Door =
  | 'slash-command'
  | 'button'
  | 'modal'
  | 'shortcut'
  | 'reaction'
  | 'pin'
  | 'slack-event'
  | 'alert'
  | 'timer';

export const keyturn: Actor = { kind: 'keyturn' };

/** The actor for a member of the workspace. */
export function person(user: UserId): Actor {
  return { kind: 'person', user };
}

/** True when a human being did it. */
export function isPerson(actor: Actor): actor is { readonly kind: 'person'; readonly user: UserId } {
  return actor.kind === 'person';
}
