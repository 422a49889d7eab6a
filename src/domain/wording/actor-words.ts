import type { Actor } from '../actor.ts';
import type { Inline } from '../document.ts';

/** Who did it, as part of a sentence. */
export function actorWord(actor: Actor): Inline {
  if (actor.kind === 'person') return { kind: 'user', user: actor.user };
  return actor.kind === 'alertmanager' ? `Alertmanager (${actor.source})` : 'Keyturn';
}
