import type { ProposalState } from '../../domain/proposal/proposal.ts';
import { ok, refuse } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { proposalButton } from '../button-handler.ts';
import { proposeChange } from '../deeds/propose-change.ts';
import { say } from '../say.ts';

/** What ended without being done. */
const again: readonly ProposalState[] = [
  'refused',
  'denied',
  'expired',
  'superseded',
  'withdrawn',
  'stopped',
  'failed',
];

/** The same wish once more, with its reason; whoever presses is the one who proposes it now. */
export const proposeAgainButton = proposalButton(
  actions.proposeAgain,
  async (ask, incident, { proposal }) => {
    const { state, wish, sentAt } = proposal;
    if (!again.includes(state) || (sentAt !== null && state !== 'failed')) {
      return refuse({
        kind: 'conflict',
        what: `Proposal ${proposal.proposal} is ${state}, so it can’t be proposed again like this.`,
        example: '/incident do',
      });
    }
    const done = await proposeChange(ask, incident, wish, '/incident do');
    return done.ok ? ok(say(done.value)) : done;
  },
);
