import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadStory } from '../../../sandbox/stories/load-story.ts';
import type { Action, ActionSituation } from '../../../src/domain/action/action.ts';
import { cordon } from '../../../src/domain/action/cordon.ts';
import { deletePod } from '../../../src/domain/action/delete-pod.ts';
import { drainPreview } from '../../../src/domain/action/drain-preview.ts';
import { evict } from '../../../src/domain/action/evict.ts';
import { restart } from '../../../src/domain/action/restart.ts';
import { scale } from '../../../src/domain/action/scale.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { createLookup } from '../../../src/domain/cluster/lookup.ts';
import { objectKinds, type ViewObject } from '../../../src/domain/cluster/view-object.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/domain/json.ts';
import { drainSummary, drainText } from '../../../src/domain/wording/cluster/drain.ts';
import { type AskedCluster, soon, startAskedCluster } from '../../integrations/kubernetes/asked-cluster.ts';
import { readerOf } from '../../integrations/kubernetes/reader-of.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';

type Told = {
  /** A proposal for the object of this kind and name, read by what the action reads. */
  readonly asks: (
    action: Action,
    kind: string,
    name: string,
    parameters?: ActionSituation['parameters'],
  ) => ActionSituation;
  readonly view: () => ClusterView;
};

const tell = (name: string): Told => {
  let asked: AskedCluster | undefined;
  let view: ClusterView;
  let objects: readonly Json[] = [];
  beforeAll(async () => {
    const told = loadStory(name, { now: Date.now() });
    objects = JSON.parse(JSON.stringify(told.objects)) as readonly Json[];
    asked = await startAskedCluster({ objects: told.objects, logs: told.logs, metrics: true });
    view = await readerOf(await asked.doorOf()).view({ kinds: objectKinds, namespaces: null }, soon());
  });
  afterAll(() => asked?.stop());
  return {
    view: () => view,
    asks: (action, kind, wanted, parameters = {}) => {
      const isIt = (metadata: Json | undefined) => isJsonObject(metadata) && metadata.name === wanted;
      const raw = objects.find(
        (each): each is JsonObject => isJsonObject(each) && each.kind === kind && isIt(each.metadata),
      );
      const all = objectKinds.flatMap((each): readonly ViewObject[] => view[each]);
      const object = all.find((each) => each.kind === kind && each.name === wanted);
      if (!raw || !object) throw new Error(`no ${kind} ${wanted}`);
      expect(action.kinds).toContain(kind);
      return {
        raw,
        object,
        view,
        revisions: [],
        parameters,
        proposedAt: view.takenAt,
        incident: 'INC-7',
        request: 'INC-7/1',
      };
    },
  };
};

describe('the killed database', () => {
  const { asks, view } = tell('killed-container');
  const database = () =>
    view().statefulsets.find(({ namespace, name }) => namespace === 'pay' && /db|postgres/.test(name));

  it('is protected: the only replica, with its data in a volume, so it has to be typed out', () => {
    const pod = `${database()?.name}-0`;

    const { protects } = planOf(deletePod, asks(deletePod, 'Pod', pod));

    expect(protects).toBe('it is the only replica, it keeps data in a volume');
    expect(planOf(restart, asks(restart, 'StatefulSet', database()?.name ?? '')).protects).toContain(
      'only replica',
    );
  });

  it('is one pod by its uid: another one of the same name is not meant', () => {
    const situation = asks(deletePod, 'Pod', `${database()?.name}-0`);

    expect(planOf(deletePod, situation).request.body).toMatchObject({
      preconditions: { uid: situation.object.uid },
    });
  });

  it('takes its Service with it, which has to be acknowledged', () => {
    const warnings = warningsOf(deletePod, asks(deletePod, 'Pod', `${database()?.name}-0`));

    expect(warnings).toContainEqual(expect.stringMatching(/^last-endpoint:pay\/.+!$/));
    expect(warnings).toContain('stateful!');
  });
});

describe('the tag that moved', () => {
  const { asks, view } = tell('latest-tag');

  it('makes each way of having a new pod warn that it may be other code, to be acknowledged', () => {
    const pod = view().pods.find(({ name }) => name.startsWith('catalog-'))?.name ?? '';

    for (const action of [deletePod, evict]) {
      expect(warningsOf(action, asks(action, 'Pod', pod))).toContainEqual(
        expect.stringMatching(/^mutable-tag:.+!$/),
      );
    }
    expect(warningsOf(restart, asks(restart, 'Deployment', 'catalog'))).toContainEqual(
      expect.stringMatching(/^mutable-tag:.+!$/),
    );
    const { warnings } = planOf(deletePod, asks(deletePod, 'Pod', pod));
    expect(warnings.find(({ id }) => id.startsWith('mutable-tag'))?.sentence).toMatch(
      /may change the code: .*catalog:latest.* \(running now: [0-9a-f]{12}, [0-9a-f]{12}\)/,
    );
  });
});

describe('the node with every replica', () => {
  const { asks, view } = tell('one-node');

  it('is cordoned only by somebody who acknowledges which Services would have nothing left', () => {
    const node = view().pods.find(({ name }) => name.startsWith('payments-api-'))?.node ?? '';

    const { warnings } = planOf(cordon, asks(cordon, 'Node', node));

    expect(warnings).toContainEqual(
      expect.objectContaining({ id: 'last-endpoint:pay/payments-api', level: 'must-acknowledge' }),
    );
  });

  it('is the only one for which that is said of them', () => {
    const full = view().pods.find(({ name }) => name.startsWith('payments-api-'))?.node;
    const other = view().nodes.find(({ name, unschedulable }) => name !== full && !unschedulable)?.name ?? '';

    expect(warningsOf(cordon, asks(cordon, 'Node', other))).not.toContain('last-endpoint:pay/payments-api!');
  });
});

describe('the dead webhook', () => {
  const { asks, view } = tell('dead-webhook');

  it('forbids whatever needs a new pod', () => {
    const pod =
      view().pods.find(({ name, phase }) => name.startsWith('web-') && phase === 'Running')?.name ?? '';
    const said =
      /validation\.gatekeeper\.sh must approve every new pod in shop, and Service .+gatekeeper-webhook-service/;

    expect(refusalOf(deletePod, asks(deletePod, 'Pod', pod))).toMatch(said);
    expect(refusalOf(evict, asks(evict, 'Pod', pod))).toMatch(said);
    const settled = view().deployments.find(
      ({ namespace, replicas, readyReplicas }) =>
        namespace === 'shop' && replicas === readyReplicas && replicas > 0,
    );
    expect(refusalOf(restart, asks(restart, 'Deployment', settled?.name ?? ''))).toMatch(said);
    expect(refusalOf(scale, asks(scale, 'Deployment', settled?.name ?? '', { replicas: 40 }))).toMatch(said);
  });

  it('does not forbid having fewer pods', () => {
    const settled = view().deployments.find(
      ({ namespace, replicas, readyReplicas }) =>
        namespace === 'shop' && replicas === readyReplicas && replicas > 1,
    );

    const { request } = planOf(scale, asks(scale, 'Deployment', settled?.name ?? '', { replicas: 1 }));

    expect(request.path).toBe(`/apis/apps/v1/namespaces/shop/deployments/${settled?.name}/scale`);
  });
});

describe('the cluster without addresses', () => {
  const { asks } = tell('no-more-ips');

  it('takes no more pods, and the refusal says which limit it is', () => {
    expect(refusalOf(scale, asks(scale, 'Deployment', 'fare-worker', { replicas: 900 }))).toMatch(
      /more pods would not find a place: the nodes have room for \d+.*no node can join, because all 256 blocks of pod addresses \(\/24\) are in use/,
    );
  });
});

describe('the node that has every replica of the payments', () => {
  const { view } = tell('one-node');
  const preview = () => {
    const seen = view();
    const node = seen.nodes.find(({ name }) => name.startsWith('ip-10-20-32-26'));
    if (!node) throw new Error('the node is not there');
    return drainPreview(node, { view: seen, lookup: createLookup(seen) });
  };

  it('is named as the one whose drain would take the last ready endpoint', () => {
    expect(drainSummary(preview())).toMatch(/It would take the last ready endpoint of .*pay\/payments-api/);
    expect(drainText(preview(), [])).toMatch(
      /pay\/payments-api: all 3 of its ready endpoints are here; evict one, and wait/,
    );
  });

  it('lets only so many go at once that somebody still answers', () => {
    const { evicted, atOnce } = preview();

    const payments = evicted.filter(({ labels }) => labels.app === 'payments-api');
    expect(payments).toHaveLength(3);
    expect(atOnce).toBeLessThan(evicted.length);
  });
});
