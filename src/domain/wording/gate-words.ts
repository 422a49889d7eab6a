import type { Line } from '../document.ts';
import { oneLine } from '../one-line.ts';
import type { GateFact } from '../proposal/gate-fact.ts';

type Body<K extends GateFact['kind']> = Extract<GateFact, { readonly kind: K }>;
type Sayers = { readonly [K in GateFact['kind']]: (body: Body<K>) => Line };

const because = (reason: string | null): string => (reason ? `: ${oneLine(reason, 300)}` : '');

/** The words of each fact about a change to the cluster, for the timeline. */
export const gateWords: Sayers = {
  'action.proposed': ({ proposal, wish: { action, target, cluster, reason } }) => [
    `proposed ${proposal}: ${action} ${oneLine(`${target.resource}/${target.name}`, 100)}${target.namespace === null ? '' : ` in ${target.namespace}`} (${oneLine(cluster, 80)})${because(reason)}`,
  ],
  'action.refused': (body) => [`proposal ${body.proposal} can’t be planned${because(body.why)}`],
  'action.planned': ({ proposal, plan }) => [
    `planned ${proposal}: ${oneLine(plan.sentence, 200)}; needs ${plan.quorum === 1 ? 'one approval' : `${plan.quorum} approvals`} (${plan.tier})`,
  ],
  'action.acknowledged': (body) => [`acknowledged what could break in proposal ${body.proposal}`],
  'action.approved': (body) => [`approved proposal ${body.proposal} (plan ${body.hash.slice(0, 12)})`],
  'action.denied': (body) => [`denied proposal ${body.proposal}${because(body.reason)}`],
  'action.withdrawn': (body) => [`withdrew proposal ${body.proposal}${because(body.reason)}`],
  'action.expired': (body) => [
    `proposal ${body.proposal} expired: ${body.clock === 'approve' ? 'nobody approved in time' : 'it was not done in time'}`,
  ],
  'action.superseded': (body) => [
    `proposal ${body.proposal} is out of date${because(body.moved.join('; '))}`,
  ],
  'action.started': (body) => [`began to do proposal ${body.proposal}`],
  'action.sent': (body) => [
    `the API server took proposal ${body.proposal}${body.how === 'found' ? ' (found out afterwards)' : ''}`,
  ],
  'action.progressed': (body) => [`proposal ${body.proposal}${because(body.sentence)}`],
  'action.woken': (body) => [
    `woke ${body.users.length === 1 ? 'one approver' : `${body.users.length} approvers`} for proposal ${body.proposal}`,
  ],
  'action.executed': (body) => [`proposal ${body.proposal} ${body.outcome}${because(body.sentence)}`],
  'action.settled': (body) => [
    `proposal ${body.proposal}, found out later: ${body.settlement.replaceAll('-', ' ')}${because(body.sentence)}`,
  ],
  'action.stopped': (body) => [`stopped proposal ${body.proposal}${because(body.reason)}`],
  'action.click-refused': (body) => [
    `was refused to ${body.asked} proposal ${body.proposal}${because(body.why)}`,
  ],
};
