/** What a reader must learn of a story's cause, besides what the story itself says of it. */
export type Lesson = {
  /** In words for somebody who knows nothing of Kubernetes; null: there is no cause. */
  readonly plainly: RegExp | null;
  /** What else is named as fitting, below the cause. */
  readonly alsoFits: readonly string[];
  /** What the cause explains: it is no cause of its own. */
  readonly explains: readonly string[];
};

/** By the story's name. */
export const lessons: Readonly<Record<string, Lesson>> = {
  'latest-tag': { plainly: /Copies of one program run different code/, alsoFits: [], explains: [] },
  'bad-rollout': {
    plainly: /were changed shortly before the trouble began/,
    alsoFits: ['Deployment pay/payments-api'],
    explains: ['Deployment shop/checkout', 'Service shop/checkout'],
  },
  'one-node': {
    plainly: /copies of the program stand on one machine/,
    alsoFits: [],
    explains: ['Node ip-10-20-32-26.eu-west-1.compute.internal'],
  },
  'calico-on-eks': {
    plainly: /Old rules about who may talk to whom .* they forbid what is needed/,
    alsoFits: ['DaemonSet calico-system/calico-node', 'NetworkPolicy pay/from-edge'],
    explains: [],
  },
  'dead-webhook': {
    plainly: /has to approve changes .* does not answer/,
    alsoFits: [],
    explains: [
      'Deployment shop/web',
      'Deployment gatekeeper-system/gatekeeper-controller-manager',
      'Deployment kube-system/coredns',
      'Deployment pay/payments-api',
      'Service gatekeeper-system/gatekeeper-webhook-service',
    ],
  },
  'external-snat': {
    plainly: /with the world outside was set differently/,
    alsoFits: ['Deployment pay/ledger'],
    explains: [],
  },
  'no-more-ips': {
    plainly: /all blocks are taken: no machine can be added/,
    alsoFits: [],
    explains: ['Deployment pricing/fare-worker'],
  },
  'killed-container': {
    plainly: /on the machine itself ended the program/,
    alsoFits: [],
    explains: [],
  },
  'exposed-dashboard': {
    plainly: /power over the machines can be opened by anybody/,
    alsoFits: [],
    explains: [
      'Node ip-10-20-32-27.eu-west-1.compute.internal',
      'Node ip-10-20-48-30.eu-west-1.compute.internal',
      'DaemonSet weave/weave-scope-agent',
    ],
  },
  healthy: { plainly: null, alsoFits: [], explains: [] },
};
