import type { Actor } from '../actor.ts';
import { labelOf } from '../label.ts';
import type { MirrorRecord } from '../mirror-record.ts';
import { oneLine } from '../one-line.ts';
import type { CleanText } from './clean-text.ts';
import type { Party } from './postmortem.ts';

/** Longer names are no names; Slack itself ends them earlier. */
const NAME = 200;

/** Who did what, by name. */
export type Parties = {
  readonly ofActor: (actor: Actor) => Party;
  /** `user`: Slack's id of a member. */
  readonly ofUser: (user: string) => Party;
  readonly ofMessage: (message: Pick<MirrorRecord, 'user' | 'bot'>) => Party;
  /** As a word of a sentence. */
  readonly word: (party: Party) => string;
};

/**
 * The parties of a draft. `names`: of members (and apps) by id, as they came. Out: clean names of one line; who has no
 * name goes by their id, and of whom nothing is known that is said.
 */
export function createParties(names: Readonly<Record<string, string>>, clean: CleanText): Parties {
  const nameOf = (id: string): string => {
    const known = oneLine(clean(labelOf(names, id)), NAME);
    return known === '' ? oneLine(clean(id), NAME) : known;
  };
  const ofUser = (user: string): Party => ({
    kind: 'person',
    user: oneLine(clean(user), NAME),
    name: user === '' ? 'somebody unknown' : nameOf(user),
  });
  const ofActor = (actor: Actor): Party => {
    if (actor.kind === 'person') return ofUser(actor.user);
    return actor.kind === 'alertmanager'
      ? { kind: 'alertmanager', source: oneLine(clean(actor.source), NAME) }
      : { kind: 'keyturn' };
  };
  return {
    ofUser,
    ofActor,
    ofMessage({ user, bot }) {
      if (bot !== null) return { kind: 'app', name: appName(names, { user, bot }, nameOf) };
      return user === null ? { kind: 'app', name: 'somebody unknown' } : ofUser(user);
    },
    word: partyWord,
  };
}

/** An app posts as a member of its own, whose name people know; by its bot id nobody would. */
function appName(
  names: Readonly<Record<string, string>>,
  { user, bot }: { readonly user: string | null; readonly bot: string },
  nameOf: (id: string) => string,
): string {
  return user !== null && labelOf(names, user) !== '' ? nameOf(user) : nameOf(bot);
}

function partyWord(party: Party): string {
  switch (party.kind) {
    case 'alertmanager':
      return `Alertmanager (${party.source})`;
    case 'keyturn':
      return 'Keyturn';
    default:
      return party.name;
  }
}
