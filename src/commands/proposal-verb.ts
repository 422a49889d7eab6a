import type { Incident } from '../domain/incident.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import { isLive } from '../domain/proposal/proposal-state.ts';
import { type Result, refuse } from '../domain/result.ts';
import { deedInCluster } from '../domain/wording/proposal-words.ts';
import { CHANGE_GROUP } from './change-verb.ts';
import { answerDecision, type Decision } from './deeds/decide-proposal.ts';
import { plain, type Token, textOf } from './grammar/token.ts';
import type { IncidentVerb } from './verb.ts';

/** A verb that decides about one proposal, which it names by its number. */
type ProposalVerb = Pick<IncidentVerb, 'name' | 'aliases' | 'usage' | 'summary' | 'examples'> & {
  /** `text` is what follows the number. `proposal` is null when there is none of this number: the gate says so. */
  readonly decision: (asked: {
    readonly number: number;
    readonly text: string;
    readonly proposal: Proposal | null;
  }) => Decision;
};

/**
 * A verb about a proposal: `approve 3`. The number is never guessed, not even when there is only one: it stands for what
 * the person has looked at.
 */
export function proposalVerb({ decision, ...help }: ProposalVerb): IncidentVerb {
  return {
    about: 'incident',
    namesFirst: 'incident',
    group: CHANGE_GROUP,
    ...help,
    async run(ask, incident, { words }) {
      const [first, ...rest] = words;
      const number = numberOf(first);
      if (number === null) return which(incident, help.name);
      const proposal = incident.proposals.find((each) => each.proposal === number) ?? null;
      const asked = { number, text: textOf(rest), proposal };
      return answerDecision(ask, incident, decision(asked));
    },
  };
}

/** `3`, `#3`, `INC-7/3`: as cards and replies call it. */
function numberOf(token: Token | undefined): number | null {
  const number = /^(?:inc-?\d+\/|#)?([1-9]\d{0,5})[.,:;]?$/.exec(plain(token))?.[1];
  return number === undefined ? null : Number(number);
}

function which({ proposals }: Incident, verb: string): Result<never> {
  const live = proposals.filter(isLive);
  const newest = live.at(-1);
  if (!newest) {
    return refuse({
      kind: 'invalid',
      what: 'Say which proposal, by its number. None is open here.',
      example: '/incident proposals',
    });
  }
  return refuse({
    kind: 'invalid',
    what: 'Say which proposal, by its number.',
    options: live.map((each) => `${each.proposal} (${deedInCluster(each)})`),
    example: `/incident ${verb} ${newest.proposal}`,
  });
}
