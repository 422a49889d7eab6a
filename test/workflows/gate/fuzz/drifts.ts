import { Misconfigured, Unavailable } from '../../../../src/ports/failures.ts';
import type { FuzzWorld } from './fuzz-world.ts';
import { groupsAtFirst, type PolicyName, policies } from './people.ts';

/** What the world around the gate may do between two clicks. */
export const drifts = {
  'heartbeats pass': ({ cluster }) => {
    cluster.state.noise += 1;
  },
  'the controllers act': ({ cluster }) => cluster.controllersAct(),
  'checkout is deleted and made again': ({ cluster }) => cluster.madeAgain(),
  'checkout is deleted': ({ cluster }) => {
    cluster.state.checkout = null;
    cluster.state.pods = [];
  },
  'somebody scales checkout': ({ cluster: { state } }) => {
    if (state.checkout) state.checkout = { ...state.checkout, replicas: (state.checkout.replicas % 5) + 1 };
  },
  'somebody restarts checkout': ({ cluster: { state } }) => {
    if (state.checkout === null) return;
    const annotations = { 'kubectl.kubernetes.io/restartedAt': `by hand ${state.noise}` };
    state.checkout = { ...state.checkout, template: { ...state.checkout.template, annotations } };
    state.noise += 1;
  },
  'GitOps takes our notes away': ({ cluster: { state } }) => {
    if (state.checkout) state.checkout = { ...state.checkout, annotations: {} };
  },
  'somebody uncordons all nodes': ({ cluster: { state } }) => {
    state.nodes = state.nodes.map((each) => ({ ...each, unschedulable: false }));
  },
  'all pods but one fail': ({ cluster }) => cluster.othersFail(),
  'a webhook comes or goes': ({ cluster: { state } }) => {
    state.webhook = state.webhook === null ? 'mesh' : null;
  },
  'another cluster is behind the address': ({ cluster: { state } }) => {
    state.uid = state.uid === 'uid-kube-system' ? 'uid-of-another-cluster' : 'uid-kube-system';
  },
  'the cluster goes away or comes back': ({ changer: { hooks } }) => {
    hooks.isAway = !hooks.isAway;
  },
  'rehearsals are refused, or not any more': ({ changer: { hooks } }) => {
    hooks.refusesRehearsals = !hooks.refusesRehearsals;
  },
  'ben leaves the approvers': ({ directory }) =>
    void directory.groups.set('SONCALL', ['ana', 'cat', 'gus', 'bot']),
  'everybody leaves the groups': ({ directory }) => directory.groups.clear(),
  'the groups are as at first': ({ directory }) => {
    for (const [group, members] of Object.entries(groupsAtFirst)) directory.groups.set(group, members);
  },
  'cat becomes a guest or a member': ({ directory: { others } }) => {
    if (!others.delete('cat')) others.add('cat');
  },
  'Slack goes away': ({ directory }) => {
    directory.failure = new Unavailable('slack');
  },
  'Slack says that a scope is missing': ({ directory }) => {
    directory.failure = new Misconfigured('missing_scope');
  },
  'Slack is back': ({ directory }) => {
    directory.failure = null;
  },
  ...rulesChange(),
} satisfies Record<string, (world: FuzzWorld) => void>;

export type Drift = keyof typeof drifts;

/** The same configuration as before is in force again as often as another one. */
function rulesChange(): Record<`the rules are: ${PolicyName}`, (world: FuzzWorld) => void> {
  const names = Object.keys(policies) as PolicyName[];
  const entries = names.map((name) => [
    `the rules are: ${name}`,
    ({ policy }: FuzzWorld) => {
      policy.name = name;
    },
  ]);
  return Object.fromEntries(entries);
}

/** Nothing is in anybody's way any more. */
export function allIsWell({ changer: { hooks }, directory }: FuzzWorld): void {
  Object.assign(hooks, { isAway: false, refusesRehearsals: false, trouble: 'none' });
  directory.failure = null;
}
