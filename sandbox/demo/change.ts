/** What people try to change in a story, and how the two keys answer. After `/incident`; `says` is looked for in the answer. */
export type Change =
  /** Proposed by the finding's own button, which has this label; approved and done. */
  | { readonly how: 'by-finding'; readonly button: RegExp; readonly done: RegExp }
  /** Typed, approved and done. `typed`: the target, where it is protected. */
  | { readonly how: 'by-command'; readonly ask: string; readonly typed: string | null; readonly done: RegExp }
  /** It can't or must not be done, and says why. `where`: in the channel, or to the one who asked. */
  | {
      readonly how: 'refused';
      readonly ask: string;
      readonly says: RegExp;
      readonly where: 'channel' | 'asker';
    }
  /** Somebody with the second key says no. */
  | { readonly how: 'denied'; readonly ask: string; readonly because: string };

/** By the story's name. */
export const changes: Readonly<Record<string, Change>> = {
  'latest-tag': { how: 'by-finding', button: /^Propose: set the image/, done: /sha256|digest|new and ready/ },
  'bad-rollout': { how: 'by-finding', button: /^Propose: undo/, done: /new and ready/ },
  'killed-container': {
    how: 'denied',
    ask: 'do delete-pod pod/ledger-db-0 -n pay --reason "start it anew"',
    because: 'It runs again, and it is the only one. Find out first who killed it.',
  },
  'calico-on-eks': {
    how: 'refused',
    ask: 'do undo ds/calico-node -n calico-system --reason "take calico out"',
    says: /keeps no earlier revision/,
    where: 'channel',
  },
  'one-node': {
    how: 'by-command',
    ask: 'do restart deploy/payments-api -n pay --reason "spread the pods over nodes"',
    typed: 'prod-eu1/pay/payments-api',
    done: /new and ready/,
  },
  'dead-webhook': {
    how: 'refused',
    ask: 'do restart deploy/checkout -n shop --reason "get the missing replicas back"',
    says: /must approve every new pod in shop, and Service .* has no ready endpoint/,
    where: 'channel',
  },
  'external-snat': {
    how: 'refused',
    ask: 'do undo ds/aws-node -n kube-system --reason "put the setting back"',
    says: /not offered in prod-eu1, namespace kube-system/,
    where: 'asker',
  },
  'exposed-dashboard': {
    how: 'denied',
    ask: 'do restart deploy/weave-scope-app -n weave --reason "throw them out"',
    because: 'What runs there is evidence. Keep it for those who look into it.',
  },
  'no-more-ips': {
    how: 'refused',
    ask: 'do scale deploy/fare-worker -n pricing --replicas 60 --reason "fewer pods"',
    says: /HorizontalPodAutoscaler fare-worker scales/,
    where: 'channel',
  },
  healthy: {
    how: 'denied',
    ask: 'do restart deploy/checkout -n shop --reason "just in case"',
    because: 'Nothing is wrong with it; a restart only costs us capacity.',
  },
};
