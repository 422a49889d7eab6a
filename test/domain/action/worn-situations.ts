import fc from 'fast-check';
import type { ActionSituation } from '../../../src/domain/action/action.ts';
import { asking, rawOf, rawTemplate } from '../../builders/actions.ts';
import { budget } from '../../builders/cluster-network.ts';
import { node } from '../../builders/cluster-pods.ts';
import { cronJob, replicaSet } from '../../builders/cluster-workloads.ts';
import { checkout } from './shop.ts';

const DIGEST = `registry.local/shop/checkout@sha256:${'a'.repeat(64)}`;
const word = fc.stringMatching(/^[a-z][a-z0-9./~-]{0,12}$/);
const notes = fc.dictionary(word, word, { maxKeys: 3 });

/** A target for each action, with whatever labels and annotations people gave it. */
export const worn = fc.record({
  labels: notes,
  annotations: notes,
  replicas: fc.integer({ min: 2, max: 6 }),
  wanted: fc.integer({ min: 7, max: 9 }),
});

export type Worn = typeof worn extends fc.Arbitrary<infer T> ? T : never;

/** For each action something that it can be planned for. */
export const situations = ({
  labels,
  annotations,
  replicas,
  wanted,
}: Worn): Readonly<Record<string, ActionSituation>> => {
  const { owner, set, pods, first, around } = checkout({ replicas, annotations, labels });
  const old = replicaSet(owner, {
    name: 'checkout-55aa',
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    template: { ...owner.template, annotations: { changed: 'yes' } },
    labels: { 'pod-template-hash': '55aa' },
  });
  const own = { ...first, labels: { ...labels, ...first.labels }, annotations };
  const seen = {
    ...around,
    pods: pods.map((each) => (each === first ? own : each)),
    replicasets: [set, old],
  };
  const machine = node({ annotations, images: [DIGEST] });
  const nodes = [machine, ...(around.nodes ?? []).slice(1)];
  const closed = node({ ...machine, unschedulable: true });
  const deploy = (over: Partial<ActionSituation> = {}) => asking(owner, { ...seen, nodes }, over);
  const task = cronJob({ annotations });
  return {
    restart: deploy(),
    undo: deploy({
      revisions: [{ ...rawOf(old), spec: { template: rawTemplate(old.template) } }],
    }),
    'set-image': deploy({ parameters: { image: DIGEST } }),
    scale: deploy({ parameters: { replicas: wanted } }),
    'delete-pod': asking(own, seen),
    evict: asking(own, { ...seen, poddisruptionbudgets: [budget()] }),
    cordon: asking(machine, { ...seen, nodes }),
    uncordon: asking(closed, { ...seen, nodes: [closed] }),
    quarantine: asking(own, seen),
    'deletion-cost': asking(own, seen, { parameters: { cost: -wanted } }),
    suspend: asking(task, { cronjobs: [task] }),
    resume: asking(cronJob({ ...task, suspended: true }), {}),
  };
};
