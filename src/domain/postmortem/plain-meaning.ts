/**
 * What each check finds, for people who do not know Kubernetes: the general case in a sentence or two, where the finding
 * itself has the names and numbers. By the id of the check.
 */
const meanings: Readonly<Record<string, string>> = {
  'rollout-stalled':
    'A new version of a program was started and does not get ready, so the change stands half done.',
  'daemonset-gaps': 'A program that should run on every machine of a kind does not work on some of them.',
  'statefulset-wedged':
    'The copies of the program are started or changed one after the other, and one of them does not get ready, so the others wait for it.',
  'creation-blocked': 'New copies of a program are wanted, and the cluster refuses to make them.',
  'image-digest-drift':
    'Copies of one program run different code, although all go by the same name: a name such as “latest” can mean another build from one day to the next.',
  'mutable-tag':
    'The program goes by a name that may mean other code tomorrow, so a restart can change what runs.',
  'replicas-co-located':
    'All or most copies of the program stand on one machine: what that machine suffers, they suffer together.',
  'single-point-of-failure': 'Only one copy of the program answers; while it is away, nobody does.',
  'autoscaler-cannot-act':
    'The program is given more copies when there is more to do, and that does not work, or cannot go further.',
  'crash-loop': 'The program starts, ends with an error, and is started again, over and over.',
  'oom-killed': 'The program wanted more memory than it may have, and was ended for it.',
  'image-pull': 'The files of the program could not be fetched, so it can’t start.',
  unschedulable: 'No machine has room for the program, or is what it asks for, so it waits.',
  'missing-reference':
    'The program needs a setting, a secret, a disk or an account that is not there, so it can’t start.',
  'claim-pending':
    'The program keeps its data on a disk, and the disk it asked for is not made, so it can’t start.',
  'volume-not-mounted':
    'The program’s disk does not come to the machine on which the program should start, so it can’t start there.',
  'never-ready': 'The program runs and never says that it can work, so it gets no requests.',
  'liveness-killed':
    'The cluster asked the program whether it is alive, got no good answer in time, and restarted it.',
  'stuck-terminating': 'Something is being removed from the cluster, and what has to let it go does not.',
  evicted: 'A machine ran short of something and put the program out.',
  'job-failed': 'A task that should run to its end was tried and given up.',
  'cronjob-not-running': 'A task that should run at certain times was not started when it should have been.',
  'killed-outside-kubernetes':
    'Somebody or something on the machine itself ended the program; the cluster did not do it.',
  'bare-pod': 'If this copy of the program goes, nothing makes a new one.',
  'selector-overlap':
    'Two different programs go by the same name tag, so one gets requests, or is counted, for the other.',
  'no-ready-endpoints': 'Requests come in, and no copy of the program is there to answer them.',
  'target-port': 'Requests are sent to a port of the program on which nothing listens.',
  'ingress-backend-missing':
    'Requests from outside are sent to something that is not there, so nobody answers them.',
  'load-balancer-pending':
    'The program is to be reached from outside, and the address for it was not made yet.',
  'fail-closed-webhook':
    'A program has to approve changes to the cluster before they count. It does not answer, so everything that needs its approval is refused.',
  'rollout-correlation': 'A program or its settings were changed shortly before the trouble began.',
  'cluster-dns-unhealthy':
    'Programs find each other by name. What tells them the addresses behind the names does not work, or was set differently.',
  'cni-config-changed':
    'What connects programs with each other and with the world outside was set differently shortly before the trouble began.',
  'dormant-policies':
    'Old rules about who may talk to whom stood there for long, and nothing kept to them. Now something does, and they forbid what is needed.',
  'two-cnis': 'Two programs set up the network of the same machines, and may undo each other’s work.',
  'pod-cidr-exhaustion':
    'Each machine needs a block of addresses for what runs on it, and all blocks are taken: no machine can be added.',
  'exposed-admin-ui': 'A program that has power over the machines can be opened by anybody outside.',
  'miner-like-cpu':
    'A program uses far more computing power than it asked for, as programs do that earn coins for strangers.',
  'correlated-node-loss':
    'Many machines were lost at the same time, which is hardly the fault of each of them.',
  'node-not-ready': 'A machine does not say that it is well, so what runs on it does not count as reachable.',
  'node-pressure': 'A machine is short of memory, disk or processes, or its network is not set up.',
  overcommit:
    'A machine has hardly any computing power or memory left, or promised more than it has, so what runs on it suffers.',
  'webhook-scope':
    'A program that has to approve changes is asked about more than is safe: without it the cluster could not repair itself.',
  'subject-gone': 'What the alert is about is not in the cluster.',
  'change-ledger': 'Something was changed shortly before the trouble began.',
};

/** Of one check; null: of a check that this version does not know. */
export function plainMeaning(check: string): string | null {
  return Object.hasOwn(meanings, check) ? (meanings[check] ?? null) : null;
}
