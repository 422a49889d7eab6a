import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, ActionSituation } from '../../../src/domain/action/action.ts';
import { actions } from '../../../src/domain/action/actions.ts';
import { restart } from '../../../src/domain/action/restart.ts';
import { setImage } from '../../../src/domain/action/set-image.ts';
import { situationFrom, situationNote } from '../../../src/domain/action/situation-note.ts';
import { undo } from '../../../src/domain/action/undo.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { byteLength } from '../../../src/domain/query/cut-bytes.ts';
import { asking, rawOf } from '../../builders/actions.ts';
import { container, pod, status, waiting } from '../../builders/cluster-pods.ts';
import { template } from '../../builders/cluster-workloads.ts';
import { runs } from '../../setup/runs.ts';
import { afterwards, type Later, later } from './afterwards.ts';
import { planOf } from './planned.ts';
import { checkout } from './shop.ts';
import { situations, worn } from './worn-situations.ts';

/** Through the store and back, as another process has it. */
const again = (action: Action, before: ActionSituation): ActionSituation => {
  const note: JsonObject = JSON.parse(JSON.stringify(situationNote(before, planOf(action, before).pinned)));
  const situation = situationFrom(note);
  if (situation === null) throw new Error('it was not kept');
  return situation;
};

describe.each(actions)('$name after a crash', (action) => {
  it('is verified and settled from the note as from the situation itself', () => {
    const states = new Set<string>();
    fc.assert(
      fc.property(worn, later, (seed, said) => {
        const before = situations(seed)[action.name] as ActionSituation;
        const note = again(action, before);
        const { raw, ...now } = afterwards(action.name, before, said);

        const verified = action.verified(before, now);
        const settled = action.settle(before, { raw });

        expect(action.verified(note, now)).toEqual(verified);
        expect(action.settle(note, { raw })).toBe(settled);
        states.add(verified.state);
        states.add(settled);
      }),
      { numRuns: runs(200) },
    );
    // What never differs proves nothing.
    expect(states.size).toBeGreaterThan(2);
  });
});

describe('the note of a situation', () => {
  it('knows for what the old pods did not start, and how many endpoints were ready', () => {
    const { owner, pods, first, around } = checkout();
    const broken = { ...first, containers: [status({ restarts: 4, state: waiting('CrashLoopBackOff') })] };
    const before = asking(owner, { ...around, pods: [broken, ...pods.slice(1)] });
    const said: Later = {
      ...{ gone: false, otherUid: false, patched: true, noted: 'nobody', observed: 1, deleting: false },
      ...{ kept: 0, fresh: 3, ready: true, stuck: 'CrashLoopBackOff', endpoints: 2 },
    };
    const { raw: _, ...now } = afterwards('restart', before, said);

    expect(restart.verified(again(restart, before), now).sentence).toMatch(/shop\/checkout has 2 of 3/);
    expect(
      restart.verified(
        again(restart, before),
        afterwards('restart', before, { ...said, stuck: 'ImagePullBackOff' }),
      ).state,
    ).toBe('failed');
  });

  it('keeps no secret of the object, of its pods or of a revision', () => {
    const { before, secrets } = secretive();

    const kept = JSON.stringify(situationNote(before, planOf(undo, before).pinned));

    for (const secret of secrets) expect(kept).not.toContain(secret);
  });

  it('tells a template from one that differs in more than secrets', () => {
    const { before, old } = secretive();
    const note = again(undo, before);
    const back = rawOf(before.object, { template: old });
    const other = rawOf(before.object, {
      template: { ...old, spec: { containers: [{ name: 'app', image: 'x' }] } },
    });

    expect(undo.settle(note, { raw: back })).toBe('applied-by-whom-unknown');
    expect(undo.settle(note, { raw: other })).toBe('not-applied');
  });

  it('does not take an object for changed whose generation is the same', () => {
    const { before, old } = secretive();
    const numbered = (generation: number, template: JsonObject) => {
      const raw = rawOf(before.object, { template });
      return { ...raw, metadata: { ...(raw.metadata as JsonObject), generation } };
    };
    const from = again(undo, { ...before, raw: numbered(4, {}) });

    expect(undo.settle(from, { raw: numbered(4, old) })).toBe('not-applied');
    expect(undo.settle(from, { raw: numbered(5, old) })).toBe('applied-by-whom-unknown');
  });

  it('finds the container again by its name, with others beside it', () => {
    const { owner, around } = checkout({
      template: template({ containers: [container({ name: 'side' }), container()] }),
    });
    const image = `registry.local/shop/checkout@sha256:${'b'.repeat(64)}`;
    const [first] = around.pods ?? [];
    const pods = [{ ...(first as Pod), containers: [status({ imageId: image })] }];
    const before = asking(owner, { ...around, pods }, { parameters: { image, container: 'app' } });
    const spec = {
      containers: [
        { name: 'side', image: 'x' },
        { name: 'app', image },
      ],
    };

    expect(setImage.settle(again(setImage, before), { raw: rawOf(owner, { template: { spec } }) })).toBe(
      'applied-by-whom-unknown',
    );
  });

  it.each([1, 1_000])('is small with %d pods', (count) => {
    const { owner, pods } = checkout({ replicas: count });
    const many = pods.map((each, index) => ({
      ...each,
      uid: uuid(index),
      labels: { ...each.labels, index: String(index) },
    }));
    const { around } = checkout({ replicas: count });

    const note = situationNote(asking(owner, { ...around, pods: many }), {});

    expect(byteLength(JSON.stringify(note))).toBeLessThan(count === 1 ? 4_000 : 64_000);
  });

  it('drops the pods of others before it gives up, and says nothing rather than half', () => {
    const strangers = Array.from({ length: 9_000 }, (_, index) =>
      pod({ name: `other-${index}`, uid: uuid(index) }),
    );
    const { owner, set, pods, around } = checkout();
    const crowded = asking(owner, { ...around, pods: [...pods, ...strangers] });
    const mine = strangers.map((each) => ({
      ...each,
      owner: { kind: set.kind, name: set.name, uid: set.uid },
    }));
    const huge = asking(owner, { ...around, pods: mine });

    expect(situationFrom(situationNote(crowded, {}))?.view.pods).toHaveLength(3);
    expect(byteLength(JSON.stringify(situationNote(crowded, {})))).toBeLessThan(256 * 1024);
    expect(situationFrom(situationNote(huge, {}))).toBeNull();
    expect(byteLength(JSON.stringify(situationNote(huge, {})))).toBeLessThan(256 * 1024);
  });

  it('is not made of anything else', () => {
    const { owner, around } = checkout();
    const note = situationNote(asking(owner, around), {});

    expect(situationFrom({})).toBeNull();
    expect(situationFrom({ ...note, form: 2 })).toBeNull();
    const { pods: _, ...half } = note;
    expect(situationFrom(half)).toBeNull();
  });
});

const uuid = (index: number) => `7d1f0c2a-3b4e-4c5d-8e6f-${String(index).padStart(12, '0')}`;

/** An undo whose old template, object and pods hold secrets in all the places where people put them. */
const secretive = () => {
  const secrets = ['hunter2-old', 'hunter2-now', 'hunter2-pod', 'hunter2-note'];
  const env = (value: string) => [{ name: 'DB_PASSWORD', value }];
  const { owner, set, around, pods } = checkout({ annotations: { 'db-password': 'hunter2-note' } });
  const uid = 'uid-old';
  const old = {
    metadata: { labels: { app: 'checkout' } },
    spec: { containers: [{ name: 'app', image: 'shop/checkout:0.9', env: env('hunter2-old') }] },
  };
  const raw = {
    metadata: {
      name: 'checkout-old',
      uid,
      labels: { 'pod-template-hash': 'old' },
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      ownerReferences: [{ uid: owner.uid, controller: true }],
    },
    spec: { template: old },
  };
  const now = { ...old, spec: { containers: [{ name: 'app', image: 'x:1', env: env('hunter2-now') }] } };
  const before = asking(
    owner,
    {
      ...around,
      pods: pods.map((each) => ({ ...each, annotations: { token: 'hunter2-pod' } })),
      replicasets: [set, { ...set, uid, name: 'checkout-old', template: template() }],
    },
    { revisions: [raw], raw: rawOf(owner, { template: now }) },
  );
  return { before, old, secrets };
};
