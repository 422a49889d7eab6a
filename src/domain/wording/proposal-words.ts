import type { Parameters } from '../action/action.ts';
import type { ActionName } from '../action/action-name.ts';
import { type ObjectRef, refWords } from '../cluster/object-ref.ts';
import type { Line } from '../document.ts';
import { oneLine } from '../one-line.ts';
import type { Plan, Proposal } from '../proposal/proposal.ts';
import { missingApprovals } from '../proposal/proposal-state.ts';
import type { Roster } from '../role.ts';

type Asked = Pick<Proposal, 'wish' | 'plan'>;

/** What each action does to an object, as part of a sentence; without a parameter that is still to be said. */
const deeds: Readonly<Record<ActionName, (object: string, parameters: Parameters) => string>> = {
  restart: (object) => `restart ${object}`,
  undo: (object) => `undo the rollout of ${object}`,
  'set-image': (object) => `set the image of ${object}`,
  scale: (object, { replicas }) => `scale ${object}${replicas === undefined ? '' : ` to ${replicas}`}`,
  'delete-pod': (object) => `delete ${object}`,
  evict: (object) => `evict ${object}`,
  cordon: (object) => `cordon ${object}`,
  uncordon: (object) => `uncordon ${object}`,
  quarantine: (object) => `quarantine ${object}`,
  'deletion-cost': (object, { cost }) =>
    `set the deletion cost of ${object}${cost === undefined ? '' : ` to ${cost}`}`,
  suspend: (object) => `suspend ${object}`,
  resume: (object) => `resume ${object}`,
};

/** `scale Deployment shop/checkout to 3`: a change before anybody asked for it. */
export function changeWords(action: ActionName, target: ObjectRef, parameters: Parameters): string {
  return oneLine(deeds[action](refWords(target), parameters), 300);
}

/**
 * What would be done to which object, as part of a sentence: `restart Deployment shop/checkout`. Before it is planned
 * the object is as the requester named it.
 */
export function deedWords(asked: Asked): string {
  return oneLine(deeds[asked.wish.action](objectWords(asked), asked.wish.parameters), 300);
}

/** The same with its cluster: `restart Deployment shop/checkout in prod-eu1`. */
export function deedInCluster(asked: Asked): string {
  return `${deedWords(asked)} in ${clusterWord(asked)}`;
}

/** The cluster's name. */
export function clusterWord({ wish, plan }: Asked): string {
  return oneLine(plan?.cluster.name ?? wish.cluster, 80);
}

function objectWords({ wish: { target }, plan }: Asked): string {
  if (plan !== null) return refWords(plan.object);
  const name = `${target.resource}/${target.name}`;
  return target.namespace === null ? name : `${name} in ${target.namespace}`;
}

/** `1 of 2`: how many keys were turned. */
export function keysWord(proposal: Proposal): string {
  const quorum = proposal.plan?.quorum ?? 1;
  return `${quorum - Math.min(quorum, missingApprovals(proposal))} of ${quorum}`;
}

/** `Undo: put the template of revision 15 back.`: nobody approves without knowing the way back. */
export function undoLine({ undo }: Plan): Line {
  return [{ kind: 'bold', text: 'Undo: ' }, undo === null ? 'It can’t be undone.' : oneLine(undo, 400)];
}

/** People and groups, as mentions: whoever reads it where it is posted is notified. */
export function rosterWords(roster: Roster): Line {
  if (roster.kind === 'usergroup') return [{ kind: 'usergroup', group: roster.group }];
  return userWords(roster.users);
}

/** `@ana, @ben and 3 more`. */
export function userWords(users: readonly string[], most = 10): Line {
  const shown = users.slice(0, most);
  const more = users.length - shown.length;
  return [
    ...shown.flatMap((user, index): Line => [...(index ? [', '] : []), { kind: 'user', user }]),
    ...(more > 0 ? [` and ${more} more`] : []),
  ];
}
