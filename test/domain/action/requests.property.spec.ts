import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionSituation } from '../../../src/domain/action/action.ts';
import { actionNames } from '../../../src/domain/action/action-name.ts';
import { actions } from '../../../src/domain/action/actions.ts';
import { isJsonObject, type Json } from '../../../src/domain/json.ts';
import { asking, rawOf, rawTemplate } from '../../builders/actions.ts';
import { budget } from '../../builders/cluster-network.ts';
import { node } from '../../builders/cluster-pods.ts';
import { cronJob, replicaSet } from '../../builders/cluster-workloads.ts';
import { runs } from '../../setup/runs.ts';
import { planOf } from './planned.ts';
import { checkout } from './shop.ts';

const DIGEST = `registry.local/shop/checkout@sha256:${'a'.repeat(64)}`;
const word = fc.stringMatching(/^[a-z][a-z0-9./~-]{0,12}$/);
const notes = fc.dictionary(word, word, { maxKeys: 3 });

/** A target for each action, with whatever labels and annotations people gave it. */
const worn = fc.record({
  labels: notes,
  annotations: notes,
  replicas: fc.integer({ min: 2, max: 6 }),
  wanted: fc.integer({ min: 7, max: 9 }),
});

type Worn = typeof worn extends fc.Arbitrary<infer T> ? T : never;

const situations = ({
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

/** Every path that a request names, below the pin and the notes. */
const touched = (body: Json): readonly string[] => {
  const paths = Array.isArray(body)
    ? body.map((step) => (isJsonObject(step) ? String(step.path) : ''))
    : leaves(body);
  return [...new Set(paths)].filter(
    (path) =>
      path !== '/metadata/uid' && !/^\/metadata\/annotations\/keyturn\.dev~1(?:incident|request)$/.test(path),
  );
};

const leaves = (value: Json, path = ''): readonly string[] =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([key, each]) =>
        leaves(each, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
    : [path];

const valueAt = (raw: Json | undefined, pointer: string): Json | undefined =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (at, step) =>
        Array.isArray(at)
          ? at[Number(step)]
          : isJsonObject(at) && Object.hasOwn(at, step)
            ? at[step]
            : undefined,
      raw,
    );

it('there is one action for each name, and each names a kind, a title and what it reads', () => {
  expect(actions.map(({ name }) => name)).toEqual(actionNames);
  for (const { kinds, title, reads } of actions) {
    expect(title).not.toBe('');
    expect(kinds.length * reads.length).toBeGreaterThan(0);
  }
});

describe.each(actions)('the request of $name', (action) => {
  const each = (rule: (situation: ActionSituation) => void) =>
    fc.assert(
      fc.property(worn, (seed) => {
        rule(situations(seed)[action.name] as ActionSituation);
      }),
      { numRuns: runs(60) },
    );

  it('holds the uid of its target', () => {
    each((situation) => {
      const { body } = planOf(action, situation).request;
      const pinned = [
        valueAt(body, '/metadata/uid'),
        valueAt(body, '/preconditions/uid'),
        valueAt(body, '/deleteOptions/preconditions/uid'),
        ...(Array.isArray(body)
          ? body.map((step) =>
              valueAt(step, '/op') === 'test' && valueAt(step, '/path') === '/metadata/uid'
                ? valueAt(step, '/value')
                : null,
            )
          : []),
      ];
      expect(pinned).toContain(situation.object.uid);
    });
  });

  it('holds every old value that it touches, and nothing else of the object', () => {
    each((situation) => {
      const { request, touches } = planOf(action, situation);
      if (request.method !== 'PATCH') {
        expect(touches).toEqual([]);
        return;
      }
      expect(touched(request.body)).toEqual(expect.arrayContaining([...touches]));
      expect(touched(request.body).length).toBe(touches.length);
      const steps = Array.isArray(request.body) ? request.body : [];
      for (const path of touches) {
        const old = valueAt(situation.raw, path);
        const test = steps.find((step) => valueAt(step, '/op') === 'test' && valueAt(step, '/path') === path);
        expect(test === undefined ? undefined : valueAt(test, '/value')).toEqual(old);
      }
    });
  });

  it('is the same when it is planned twice', () => {
    each((situation) => {
      expect(planOf(action, structuredClone(situation))).toEqual(planOf(action, situation));
    });
  });

  it('never names a dry run, a grace of its own or a force', () => {
    each((situation) => {
      const text = JSON.stringify(planOf(action, situation).request);
      expect(text).not.toMatch(/dryRun|gracePeriodSeconds|force/);
    });
  });
});
