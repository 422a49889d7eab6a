import type { FactBody } from '../../domain/fact.ts';
import type { GateRequest } from '../../domain/proposal/gate-request.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Asking } from '../../domain/request.ts';
import type { IncidentLog, Loaded } from '../../ports/incident-log.ts';
import { appendHappenings } from '../append-happenings.ts';

/** How often the same person's same refusal is told to the log: whoever presses on and on must not fill it. */
const MOST = 3;

export type RefusedClick = {
  readonly base: Loaded;
  readonly asking: Asking;
  readonly user: string;
  readonly asked: GateRequest['kind'];
  readonly proposal: number;
  readonly refusal: Refusal;
};

/**
 * Puts into the log that somebody asked for what they may not. Each of the few times has a request id of its own, so
 * that all processes together count. True: it was appended; false: it is there often enough; null: somebody else wrote
 * meanwhile, and it is to be decided again.
 */
export async function keepRefusedClick(log: IncidentLog, click: RefusedClick): Promise<boolean | null> {
  const { base, asking, proposal, asked, refusal } = click;
  const { id } = base.incident;
  const body: FactBody = { kind: 'action.click-refused', proposal, asked, why: refusal.what };
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

/** What is not among the proposals is one, whatever its number: else each made-up number would begin to count anew. */
function slot({ base, user, asked, proposal, refusal }: RefusedClick, time: number): string {
  const known = base.incident.proposals.some((each) => each.proposal === proposal);
  const about = known ? [proposal, refusal.what] : [0, refusal.kind];
  return JSON.stringify(['refused', base.incident.id, user, asked, ...about, time]);
}
