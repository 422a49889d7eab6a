import type { FactBody } from '../../domain/fact.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Asking } from '../../domain/request.ts';
import { deedInCluster } from '../../domain/wording/proposal-words.ts';
import type { IncidentLog, Loaded } from '../../ports/incident-log.ts';
import { appendHappenings } from '../append-happenings.ts';
import type { PersonRequest } from './find-clicker.ts';

/** How often the same person's same refusal is told to the log: whoever presses on and on must not fill it. */
const MOST = 3;

/** The number that stands for none: proposals count from 1. */
const NO_PROPOSAL = 0;

export type RefusedClick = {
  readonly base: Loaded;
  readonly asking: Asking;
  readonly user: string;
  readonly request: PersonRequest;
  readonly refusal: Refusal;
};

/**
 * Puts into the log that somebody asked for what they may not. Each of the few times has a request id of its own, so
 * that all processes together count. True: it was appended; false: it is there often enough; null: somebody else wrote
 * meanwhile, and it is to be decided again.
 */
export async function keepRefusedClick(log: IncidentLog, click: RefusedClick): Promise<boolean | null> {
  const { base, asking, request } = click;
  const { id } = base.incident;
  const proposal = request.kind === 'propose' ? NO_PROPOSAL : request.proposal;
  const why = whyOf(click);
  const body: FactBody = { kind: 'action.click-refused', proposal, asked: request.kind, why };
  for (let time = 1; time <= MOST; time++) {
    const requestId = slot(click, time);
    if ((await log.answerTo(requestId)) !== undefined) continue;
    const result = await appendHappenings(
      { log },
      {
        base,
        id,
        happenings: [{ body, ...asking }],
        at: asking.at,
        request: { id: requestId, answer: () => true },
      },
    );
    if (result.outcome === 'appended') return true;
    if (result.outcome === 'conflict') return null;
  }
  return false;
}

/** Of what was never proposed there is nothing but these words. */
function whyOf({ request, refusal }: RefusedClick): string {
  if (request.kind !== 'propose') return refusal.what;
  const { wish } = request;
  const glass = wish.breakGlass ? ', breaking the glass' : '';
  return `${deedInCluster({ wish, plan: null })}${glass}: ${refusal.what}`;
}

/** What is not among the proposals is one, whatever its number: else each made-up number would begin to count anew. */
function slot({ base, user, request, refusal }: RefusedClick, time: number): string {
  const proposal = request.kind === 'propose' ? NO_PROPOSAL : request.proposal;
  const known = base.incident.proposals.some((each) => each.proposal === proposal);
  const about = known ? [proposal, refusal.what] : [NO_PROPOSAL, refusal.kind];
  return JSON.stringify(['refused', base.incident.id, user, request.kind, ...about, time]);
}
