import type { Line } from '../document.ts';
import { oneLine } from '../one-line.ts';
import type { GateFact } from '../proposal/gate-fact.ts';
import type { GateRequest } from '../proposal/gate-request.ts';
import { ranOutWords } from '../proposal/ran-out-words.ts';
import { deedInCluster, userWords } from './proposal-words.ts';

type Body<K extends GateFact['kind']> = Extract<GateFact, { readonly kind: K }>;
type Sayers = { readonly [K in GateFact['kind']]: (body: Body<K>) => Line };

const because = (reason: string | null): string => (reason ? `: ${oneLine(reason, 300)}` : '');

const tierWord = { standard: '', protected: ', protected', critical: ', critical' } as const;

const settledWord = {
  'applied-by-us': 'it had its effect',
  'applied-by-whom-unknown': 'its effect is there, by whom is not known',
  'not-applied': 'it had no effect',
} as const;

/** What people ask for in words; what only Keyturn asks for comes by its name. */
const askedWord: Readonly<Partial<Record<GateRequest['kind'], string>>> = {
  acknowledge: 'acknowledge what could break in',
};

/** The words of each fact about a change to the cluster, for the timeline, as the rest of a sentence after who did it. */
export const gateWords: Sayers = {
  'action.proposed': ({ proposal, wish }) => [
    `${wish.breakGlass ? 'broke the glass with' : 'made'} proposal ${proposal}: ${deedInCluster({ wish, plan: null })}${wish.undoes === null ? '' : `, to undo proposal ${wish.undoes}`}${because(wish.reason)}`,
  ],
  'action.refused': (body) => [`did not plan proposal ${body.proposal}${because(body.why)}`],
  'action.planned': ({ proposal, plan }) => [
    `planned proposal ${proposal} (${needWords(plan.quorum)}${tierWord[plan.tier]}): ${oneLine(plan.sentence, 200)}`,
  ],
  'action.acknowledged': (body) => [`acknowledged what could break in proposal ${body.proposal}`],
  'action.approved': (body) => [`approved proposal ${body.proposal} (plan ${body.hash.slice(0, 12)})`],
  'action.denied': (body) => [`denied proposal ${body.proposal}${because(body.reason)}`],
  'action.withdrawn': (body) => [`withdrew proposal ${body.proposal}${because(body.reason)}`],
  'action.expired': (body) => [`let proposal ${body.proposal} expire: ${ranOutWords[body.clock]}`],
  'action.superseded': ({ proposal, moved, by }) => [
    `did not do proposal ${proposal}, it is not what was approved any more${because(moved.join('; '))}${by === null ? '' : `; proposal ${by} took its place`}`,
  ],
  'action.started': (body) => [`began to do proposal ${body.proposal}`],
  'action.sent': (body) => [
    `sent proposal ${body.proposal}: the API server took it${body.how === 'found' ? ' (found out afterwards)' : ''}`,
  ],
  'action.progressed': (body) => [`saw how proposal ${body.proposal} goes${because(body.sentence)}`],
  'action.woken': wokenWords,
  'action.executed': (body) => [outcomeWords(body)],
  'action.settled': (body) => [
    `found out about proposal ${body.proposal}: ${settledWord[body.settlement]}${because(body.sentence)}`,
  ],
  'action.stopped': (body) => [`stopped proposal ${body.proposal}${because(body.reason)}`],
  'action.click-refused': (body) => [
    `was not allowed to ${askedWord[body.asked] ?? body.asked} ${body.proposal === 0 ? 'a change' : `proposal ${body.proposal}`}${because(body.why)}`,
  ],
};

function needWords(quorum: number): string {
  if (quorum === 0) return 'needs nobody else, the glass is broken';
  return `needs ${quorum === 1 ? 'one approval' : `${quorum} approvals`}`;
}

function wokenWords({ proposal, stage, users, missed }: Body<'action.woken'>): Line {
  const who: Line = users.length === 0 ? ['could reach nobody'] : ['woke ', ...userWords(users)];
  const again = stage === 0 ? '' : ', as the next to be asked';
  const not: Line = missed.length === 0 ? [] : ['; not reached: ', ...userWords(missed)];
  return [...who, ` for proposal ${proposal}${again}`, ...not];
}

function outcomeWords({ proposal, outcome, sentence }: Body<'action.executed'>): string {
  const words = {
    succeeded: `did proposal ${proposal}`,
    failed: `failed to do proposal ${proposal}`,
    unknown: `does not know whether proposal ${proposal} was done`,
  }[outcome];
  return `${words}${because(sentence)}`;
}
