/** What people type and say in a story: everything that differs from one incident to the next. */
export type Telling = {
  /** Questions to the cluster after `/incident`, and what the answer's line must say. */
  readonly questions: readonly { readonly ask: string; readonly says: RegExp }[];
  /** What ben writes first, and what he corrects it to. */
  readonly finding: readonly [first: string, corrected: string];
  readonly plan: string;
  readonly note: string;
  readonly impact: string;
  readonly mitigated: string;
  readonly update: string;
  readonly fixed: string;
  /** What would stop it next time: who does it, and until when, in the words of `/incident followup`. */
  readonly followups: readonly { readonly what: string; readonly who: Responder; readonly due: string }[];
};

/** Who works on the incidents of the demo. */
export type Responder = 'ana' | 'ben' | 'chloe' | 'dan';

/** The stories as they are told in the demo, by name. */
export const tellings: Readonly<Record<string, Telling>> = {
  'latest-tag': {
    questions: [
      { ask: 'images deploy/catalog -n shop', says: /runs 2 builds/ },
      { ask: 'logs deploy/catalog -n shop --grep 500', says: /amount_minor/ },
    ],
    finding: ['teh pod on ip-10-20-48-31 is the odd one', 'The pod on ip-10-20-48-31 is the odd one.'],
    plan: 'Then pin the digest that the other three run. Who can do it?',
    note: 'catalog got a second build behind :latest 25m ago',
    impact: 'One of six product pages fails',
    mitigated: 'catalog is pinned to the digest of the three good pods',
    update: 'Product pages load again. We keep watching.',
    fixed: 'Pinned catalog to its digest; the tag latest is no longer used',
    followups: [
      { what: 'Refuse the tag latest in shop: deploy by digest only', who: 'ben', due: 'in 2 weeks' },
      { what: 'Alert when pods of one Deployment run different builds', who: 'chloe', due: 'in 4 weeks' },
    ],
  },
  'bad-rollout': {
    questions: [
      { ask: 'rollout deploy/checkout -n shop', says: /revision/i },
      { ask: 'logs deploy/checkout -n shop --previous', says: /checkout/ },
    ],
    finding: ['2.32.0 dies at start, 2.31.0 didnt', '2.32.0 dies at its start, 2.31.0 did not.'],
    plan: 'Then back to 2.31.0, please. Who can do it?',
    note: 'checkout 2.32.0 was rolled out 25m ago',
    impact: 'Nobody can pay by card',
    mitigated: 'Rolled back to 2.31.0',
    update: 'Card payments work again. We keep watching.',
    fixed: 'Rolled back to 2.31.0; 2.32.0 waits for a fix',
    followups: [
      {
        what: 'Roll out checkout to one pod first, and stop when it crashes',
        who: 'chloe',
        due: 'in 2 weeks',
      },
      {
        what: 'Test the start of checkout with the production settings before a release',
        who: 'ben',
        due: 'in 1 week',
      },
    ],
  },
  'killed-container': {
    questions: [
      { ask: 'describe pod/ledger-db-0 -n pay', says: /ledger-db-0/ },
      { ask: 'logs pod/ledger-db-0 -n pay --previous', says: /ledger-db-0/ },
    ],
    finding: ['somebody killed it, no event', 'Somebody killed it on the node: there is no event.'],
    plan: 'Who has a shell on that node? Please say so here.',
    note: 'ledger-db-0 was killed on its node 15m ago',
    impact: 'No entry of the ledger can be posted',
    mitigated: 'The database has recovered',
    update: 'Entries are posted again. We keep watching.',
    fixed: 'A shell was in the wrong context; access to the nodes is taken away',
    followups: [
      { what: 'Nobody has a shell on production nodes without asking for it', who: 'dan', due: 'in 1 week' },
      { what: 'Give the ledger database a second replica', who: 'chloe', due: 'in 4 weeks' },
    ],
  },
  'calico-on-eks': {
    questions: [
      { ask: 'get networkpolicies -n shop', says: /shop/ },
      { ask: 'rollout ds/calico-node -n calico-system', says: /calico-node/ },
    ],
    finding: ['old policies count now', 'Policies that nobody enforced count since calico is here.'],
    plan: 'Then calico out again, or the policies away. What is faster?',
    note: 'calico-node was installed 45m ago',
    impact: 'Nothing that comes from outside is answered',
    mitigated: 'The forgotten policies are removed',
    update: 'The sites answer again. We keep watching.',
    fixed: 'The policies that nothing had enforced for a year are removed',
    followups: [
      {
        what: 'Review every NetworkPolicy before something starts to enforce them',
        who: 'ben',
        due: 'in 1 week',
      },
      {
        what: "Changes to the cluster's network are announced and watched for an hour",
        who: 'dan',
        due: 'in 2 weeks',
      },
    ],
  },
  'one-node': {
    questions: [
      { ask: 'get pods -n pay -l app=payments-api', says: /pods in pay/ },
      { ask: 'top nodes', says: /node/ },
    ],
    finding: ['all three on one node', 'All three replicas are on one node.'],
    plan: 'Spread them, please. Who can do it?',
    note: 'the node of payments-api ran out of CPU 25m ago',
    impact: 'Every payment takes five seconds and more',
    mitigated: 'The replicas are on three nodes',
    update: 'Payments are as fast as ever. We keep watching.',
    fixed: 'Spread payments-api over nodes, and asked the scheduler to keep it so',
    followups: [
      {
        what: 'Spread every service of pay over nodes by topologySpreadConstraints',
        who: 'ben',
        due: 'in 1 week',
      },
      {
        what: 'Give the transcoding pods CPU requests, so that the scheduler counts them',
        who: 'chloe',
        due: 'in 1 week',
      },
    ],
  },
  'dead-webhook': {
    questions: [
      { ask: 'get validatingwebhookconfigurations', says: /validatingwebhookconfiguration/i },
      { ask: 'describe service/gatekeeper-webhook-service -n gatekeeper-system', says: /gatekeeper/ },
    ],
    finding: ['gatekeeper is ded', 'Gatekeeper is dead, and nothing can start without it.'],
    plan: 'Then failurePolicy Ignore until it is back. Who may do that?',
    note: 'gatekeeper stopped answering 25m ago',
    impact: 'Half of the replicas are missing everywhere',
    mitigated: 'The webhook is ignored until it answers',
    update: 'The shop is as fast as ever. We keep watching.',
    fixed: 'Gatekeeper runs again, in a namespace that it does not guard',
    followups: [
      {
        what: 'Gatekeeper does not guard its own namespace, nor kube-system',
        who: 'chloe',
        due: 'in 1 week',
      },
      { what: 'Alert when a webhook that must answer has no ready endpoint', who: 'ben', due: 'in 2 weeks' },
    ],
  },
  'external-snat': {
    questions: [
      { ask: 'rollout ds/aws-node -n kube-system', says: /aws-node/ },
      { ask: 'changes --since 2h -A', says: /change/ },
    ],
    finding: ['the CNI setting was flipped', 'A setting of the CNI was changed right before.'],
    plan: 'Is there a NAT gateway for these nodes? If not, put it back.',
    note: 'AWS_VPC_K8S_CNI_EXTERNALSNAT was set to true 25m ago',
    impact: 'Seven of ten charges time out',
    mitigated: 'The setting is as it was',
    update: 'Charges go through again. We keep watching.',
    fixed: 'Put the setting back; these subnets have no NAT gateway',
    followups: [
      {
        what: 'Write down how these subnets reach the internet, and what the setting means for them',
        who: 'ben',
        due: 'in 1 week',
      },
      { what: 'The settings of the CNI are changed by pull request only', who: 'chloe', due: 'in 2 weeks' },
    ],
  },
  'exposed-dashboard': {
    questions: [
      { ask: 'describe service/weave-scope-app -n weave', says: /weave-scope-app/ },
      { ask: 'get pods -n weave', says: /weave/ },
    ],
    finding: ['weave is open to teh world', 'Weave Scope is open to the world.'],
    plan: 'Close it now, and keep everything for those who will ask.',
    note: 'weave-scope-app became a load balancer 3d ago',
    impact: 'Strangers run programs on five nodes',
    mitigated: 'The load balancer is gone',
    update: 'The way in is closed. We look at what they did.',
    fixed: 'The console is internal again; the nodes are replaced',
    followups: [
      { what: 'Refuse load balancers without a list of allowed addresses', who: 'chloe', due: 'in 1 week' },
      {
        what: 'Find out what the strangers could read, and change those secrets',
        who: 'dan',
        due: 'in 3 days',
      },
    ],
  },
  'no-more-ips': {
    questions: [
      { ask: 'events deploy/fare-worker -n pricing', says: /event/ },
      { ask: 'describe deploy/fare-worker -n pricing', says: /fare-worker/ },
    ],
    finding: ['no adresses left for nodes', 'There is no block of addresses left for another node.'],
    plan: 'Then fewer, larger nodes. Who can do it?',
    note: 'fare-worker was scaled up for the sale 45m ago',
    impact: 'No fare is newer than 20 minutes',
    mitigated: 'Larger nodes took the pods',
    update: 'Fares are priced in time again. We keep watching.',
    fixed: 'A node group of larger machines, and a second range of addresses',
    followups: [
      {
        what: 'Alert when less than a fifth of the node address blocks is free',
        who: 'ben',
        due: 'in 2 weeks',
      },
      { what: 'Plan the address ranges before the next sale', who: 'chloe', due: 'in 4 weeks' },
    ],
  },
  healthy: {
    questions: [
      { ask: 'get pods -n shop', says: /pods in shop/ },
      { ask: 'changes --since 2h -n shop', says: /change/ },
    ],
    finding: ['nothing is wrong here', 'Nothing is wrong in the cluster: the pods answer.'],
    plan: 'Then it is the network of the provider. Please call them.',
    note: 'the provider has a maintenance since 10m ago',
    impact: 'Nobody in the north reaches the shop',
    mitigated: 'The provider has taken another route',
    update: 'The shop can be reached from everywhere.',
    fixed: 'The provider’s route was broken; nothing of ours',
    followups: [
      {
        what: 'Probe the shop from three networks, and alert when two of them fail',
        who: 'dan',
        due: 'in 2 weeks',
      },
    ],
  },
};
