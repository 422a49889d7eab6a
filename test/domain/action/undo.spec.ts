import { describe, expect, it } from 'vitest';
import type { ActionSituation } from '../../../src/domain/action/action.ts';
import { undo } from '../../../src/domain/action/undo.ts';
import type { StatefulSet } from '../../../src/domain/cluster/workload.ts';
import { asking, noted, notedSteps, rawOf, rawTemplate } from '../../builders/actions.ts';
import { configMap } from '../../builders/cluster-network.ts';
import { condition, container, pod } from '../../builders/cluster-pods.ts';
import { controllerRevision, replicaSet, statefulSet, template } from '../../builders/cluster-workloads.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';
import { checkout } from './shop.ts';

const HASH = 'pod-template-hash';

/** Revision 2 is in force, revision 1 had another image; each ReplicaSet with its hash in the template, as they have. */
const world = (
  over: Parameters<typeof checkout>[0] = {},
  volumes: NonNullable<Parameters<typeof template>[0]>['volumes'] = [],
) => {
  const { owner, around } = checkout(over);
  const kept = (number: number, hash: string, of = owner.template) =>
    replicaSet(owner, {
      name: `checkout-${hash}`,
      uid: `uid-${hash}`,
      revision: number,
      annotations: { 'deployment.kubernetes.io/revision': String(number) },
      labels: { ...of.labels, [HASH]: hash },
      template: { ...of, labels: { ...of.labels, [HASH]: hash } },
    });
  const old = kept(1, 'old1', template({ containers: [container({ image: 'shop/checkout:0.9' })], volumes }));
  const current = kept(2, 'new2');
  const pods = (around.pods ?? []).map((pod) => ({
    ...pod,
    owner: { ...pod.owner, kind: 'ReplicaSet', name: current.name, uid: current.uid },
  }));
  const asks = (more: Partial<ActionSituation> = {}, seen: Partial<ActionSituation['view']> = {}) =>
    asking(
      owner,
      { ...around, pods, replicasets: [old, current], ...seen },
      { revisions: [current, old].map((each) => rawOf(each)), ...more },
    );
  return { owner, old, current, asks };
};

describe('undoing a rollout', () => {
  it('puts back the whole template of the revision before, without the hash, and tests the whole one that is there', () => {
    const { owner, old, asks } = world();
    const { labels, ...rest } = old.template;
    const { [HASH]: _, ...own } = labels;

    const { request, touches, sentence } = planOf(undo, asks());

    expect(request).toMatchObject({ method: 'PATCH', contentType: 'application/json-patch+json' });
    expect(request.body).toEqual([
      { op: 'test', path: '/metadata/uid', value: owner.uid },
      { op: 'test', path: '/spec/template', value: rawTemplate(owner.template) },
      { op: 'replace', path: '/spec/template', value: rawTemplate({ ...rest, labels: own }) },
      ...notedSteps,
    ]);
    expect(touches).toEqual(['/spec/template']);
    expect(sentence).toContain('back to revision 1 (ReplicaSet checkout-old1)');
  });

  it('finds a revision by its number, its name, its hash or its uid, and they are all the same request', () => {
    const { asks } = world();

    const requests = ['1', 1, 'checkout-old1', 'old1', 'uid-old1'].map(
      (revision) => planOf(undo, asks({ parameters: { revision } })).request,
    );

    expect(new Set(requests.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it('is refused for a revision that is not kept, with those that are, and for the one that is there', () => {
    const { asks } = world();

    expect(refusalOf(undo, asks({ parameters: { revision: 9 } }))).toBe(
      'Deployment shop/checkout keeps no revision 9. It could be: 1 (checkout-old1).',
    );
    expect(refusalOf(undo, asks({ parameters: { revision: 2 } }))).toMatch(/nothing would change/);
    expect(refusalOf(undo, asks({ revisions: [] }))).toMatch(/keeps no earlier revision/);
  });

  it('does not take the revision of another owner that has the same labels', () => {
    const { old, current, asks } = world();
    const foreign = rawOf({ ...old, owner: { kind: 'Deployment', name: 'checkout', uid: 'earlier' } });

    expect(refusalOf(undo, asks({ revisions: [foreign, rawOf(current)] }))).toMatch(
      /keeps no earlier revision/,
    );
  });

  it('is refused while it is paused, but not in the middle of a rollout: that is what it is for', () => {
    expect(refusalOf(undo, world({ paused: true }).asks())).toMatch(/paused/);
    expect(refusalOf(undo, world({ updatedReplicas: 1 }).asks())).toMatch(/^planned/);
  });

  it('warns of what the old template needs and is not there any more', () => {
    const volumes = [
      { name: 'settings', kind: 'ConfigMap', source: 'settings', optional: false, keys: [] },
    ] as const;
    const { asks } = world({}, volumes);

    expect(warningsOf(undo, asks())).toContain('missing:ConfigMap/settings!');
    expect(warningsOf(undo, asks({}, { configmaps: [configMap()] }))).not.toContain(
      'missing:ConfigMap/settings!',
    );
  });

  it('says who would put the newer template back', () => {
    const reverted = (over: Parameters<typeof checkout>[0]) =>
      planOf(undo, world(over).asks()).warnings.find(({ id }) => id === 'reverted');
    const applied = {
      name: 'deployer',
      operation: 'Apply',
      subresource: null,
      at: 0,
      paths: ['spec.template.spec.containers[app].image'],
    } as const;

    expect(reverted({})).toBeUndefined();
    expect(
      reverted({
        annotations: { 'argocd.argoproj.io/tracking-id': 'shop-app:apps/Deployment:shop/checkout' },
      })?.sentence,
    ).toContain('Argo CD application shop-app');
    expect(reverted({ labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } })).toMatchObject({
      level: 'must-acknowledge',
    });
    expect(reverted({ annotations: { 'meta.helm.sh/release-name': 'shop' } })).toMatchObject({
      level: 'note',
    });
    expect(warningsOf(undo, world({ managers: [applied] }).asks())).toContain('owned-field!');
    expect(warningsOf(undo, world({ managers: [{ ...applied, operation: 'Update' }] }).asks())).not.toContain(
      'owned-field!',
    );
    expect(
      warningsOf(undo, world({ managers: [{ ...applied, paths: ['spec.replicas'] }] }).asks()),
    ).not.toContain('owned-field!');
  });

  it('takes the data of a ControllerRevision without its patch word', () => {
    const owner = statefulSet({ replicas: 2 });
    const old = controllerRevision(owner, { name: 'orders-db-1', revision: 1, uid: 'one' });
    const was = { ...rawTemplate(owner.template), spec: { containers: [{ name: 'app', image: 'db:1' }] } };
    const raw = {
      metadata: {
        name: 'orders-db-1',
        uid: 'one',
        labels: { 'controller-revision-hash': 'h1' },
        ownerReferences: [{ uid: owner.uid, controller: true }],
      },
      revision: 1,
      data: { spec: { template: { ...was, $patch: 'replace' } } },
    };

    const { request } = planOf(
      undo,
      asking(owner, { statefulsets: [owner], controllerrevisions: [old] }, { revisions: [raw] }),
    );

    expect(request.path).toBe('/apis/apps/v1/namespaces/shop/statefulsets/orders-db');
    expect(request.body).toContainEqual({ op: 'replace', path: '/spec/template', value: was });
  });

  it('is verified by the template, and settled by it when our note is not there', () => {
    const { owner, old, asks } = world();
    const before = asks();
    const { [HASH]: _, ...labels } = old.template.labels;
    const back = { ...owner, template: { ...old.template, labels } };
    const seen = { ...before.view, deployments: [back] };

    expect(undo.verified(before, { object: owner, view: before.view }).sentence).toMatch(/put it back/);
    expect(undo.verified(before, { object: back, view: seen }).state).toBe('under-way');
    expect(undo.settle(before, { raw: rawOf(back) })).toBe('applied-by-whom-unknown');
    expect(undo.settle(before, { raw: rawOf({ ...back, annotations: noted }) })).toBe('applied-by-us');
    expect(undo.settle(before, { raw: before.raw })).toBe('not-applied');
  });

  it('of a StatefulSet that stands still at a pod says that this pod has to be deleted', () => {
    const at = (over: Partial<StatefulSet>, ready: 'True' | 'False') => {
      const owner = statefulSet({ replicas: 1, ...over });
      const { kind, name, uid } = owner;
      const pods = [
        pod({ name: 'orders-db-0', owner: { kind, name, uid }, conditions: [condition('Ready', ready)] }),
      ];
      const old = template({ containers: [container({ image: 'db:1' })] }, { app: 'orders-db' });
      const kept = controllerRevision(owner, { uid: 'one', template: old });
      const raw = { ...rawOf(kept), revision: 1, data: { spec: { template: rawTemplate(old) } } };
      const around = { statefulsets: [owner], controllerrevisions: [kept], pods };
      return warningsOf(undo, asking(owner, around, { revisions: [raw] }));
    };

    expect(at({}, 'False')).toContain('broken-in-order!');
    expect(at({}, 'True')).not.toContain('broken-in-order!');
    expect(at({ podManagement: 'Parallel' }, 'False')).not.toContain('broken-in-order!');
  });
});
