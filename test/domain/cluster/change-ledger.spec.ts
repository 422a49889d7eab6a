import { describe, expect, it } from 'vitest';
import { changeLedger } from '../../../src/domain/cluster/change-ledger.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { FieldManager } from '../../../src/domain/cluster/meta.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { meta, TAKEN, view } from '../../builders/cluster.ts';
import { container } from '../../builders/cluster-pods.ts';
import {
  controllerRevision,
  daemonSet,
  deployment,
  replicaSet,
  template,
} from '../../builders/cluster-workloads.ts';

const manager = (name: string, minutesAgo: number, over: Partial<FieldManager> = {}): FieldManager => ({
  name,
  operation: 'Update',
  subresource: null,
  at: TAKEN - minutesAgo * MINUTE,
  paths: ['spec.paused'],
  ...over,
});

const configMap = (name: string, over: Parameters<typeof meta>[1] = {}) => ({
  ...meta('ConfigMap', { name, ...over }),
  keys: [],
});

const ledger = (seen: Partial<ClusterView>) =>
  changeLedger(view(seen), {
    from: TAKEN - 2 * HOUR,
    to: TAKEN,
    workload: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
    namespace: 'shop',
  });
const lines = (seen: Partial<ClusterView>) =>
  ledger(seen).map(({ what, object, by }) => `${what} ${object.kind} ${object.name} by ${by}`);

describe('the change ledger', () => {
  it('knows what was created, and by which program', () => {
    const made = TAKEN - 30 * MINUTE;

    expect(
      lines({ configmaps: [configMap('app', { createdAt: made, managers: [manager('helm', 30)] })] }),
    ).toEqual(['created ConfigMap app by helm']);
  });

  it('knows what was changed, and does not call the creation a change', () => {
    const old = configMap('app', { managers: [manager('kubectl-edit', 10), manager('helm', 60 * 24)] });

    expect(lines({ configmaps: [old] })).toEqual(['changed ConfigMap app by kubectl-edit']);
  });

  it.each([
    ['a status', manager('argocd', 10, { subresource: 'status' })],
    ['a status written without its subresource', manager('operator', 10, { paths: ['status.conditions'] })],
    ['the controllers of the cluster', manager('kube-controller-manager', 10)],
    ['the kubelet', manager('kubelet', 10)],
    ['a writer without a time', { ...manager('kubectl', 10), at: null }],
    ['what lies before the window', manager('kubectl', 121)],
  ])('leaves out %s', (_, noise) => {
    expect(lines({ deployments: [deployment({ managers: [noise] })] })).toEqual([]);
  });

  it('leaves out what controllers make and own, and what each namespace gets by itself', () => {
    const made = { createdAt: TAKEN - MINUTE };
    const owned = { ...made, owner: { kind: 'CronJob', name: 'nightly', uid: 'x' } };

    expect(lines({ configmaps: [configMap('mine', owned), configMap('kube-root-ca.crt', made)] })).toEqual(
      [],
    );
  });

  it('knows what an operator made of a custom resource, and leaves out that it writes again and again', () => {
    const owner = { kind: 'Installation', name: 'default', uid: 'uid-installation' };
    const made = daemonSet({
      name: 'calico-node',
      owner,
      createdAt: TAKEN - 40 * MINUTE,
      managers: [manager('operator', 1)],
    });

    expect(lines({ daemonsets: [made] })).toEqual(['created DaemonSet calico-node by null']);
  });

  it('calls a change of the replicas a scaling, by whoever', () => {
    const scaled = deployment({
      managers: [manager('kube-controller-manager', 10, { subresource: 'scale', paths: ['spec.replicas'] })],
    });

    expect(lines({ deployments: [scaled] })).toEqual([
      'scaled Deployment checkout by kube-controller-manager',
    ]);
  });

  it('says what a rollout changed, once, with the program that wrote the template', () => {
    const wrote = manager('kubectl-set', 10, { paths: ['spec.template.spec.containers[app].image'] });
    const now = deployment({
      managers: [wrote],
      template: template({ containers: [container({ image: 'a:2' })] }),
    });
    const before = replicaSet(now, {
      name: 'checkout-1',
      template: template({ containers: [container({ image: 'a:1' })] }),
    });
    const after = replicaSet(now, {
      name: 'checkout-2',
      revision: 2,
      createdAt: TAKEN - 10 * MINUTE + 1_000,
    });

    const entries = ledger({ deployments: [now], replicasets: [before, after] });

    expect(entries).toMatchObject([
      { what: 'rolled-out', by: 'kubectl-set', diff: [{ field: 'image', before: 'a:1', after: 'a:2' }] },
    ]);
  });

  it('sees a rollback, whose ReplicaSet is old', () => {
    const wrote = manager('kubectl-rollout', 5, { paths: ['spec.template'] });
    const now = deployment({ managers: [wrote] });
    const good = replicaSet(now, { name: 'checkout-1', revision: 3 });
    const bad = replicaSet(now, {
      name: 'checkout-2',
      revision: 2,
      createdAt: TAKEN - HOUR,
      template: template({ containers: [container({ image: 'bad:2' })] }),
    });

    expect(ledger({ deployments: [now], replicasets: [good, bad] })).toMatchObject([
      { what: 'rolled-out', by: 'kubectl-rollout', at: TAKEN - 5 * MINUTE, diff: [{ before: 'bad:2' }] },
      { what: 'rolled-out', at: TAKEN - HOUR },
    ]);
  });

  it('sees what a DaemonSet’s revisions changed', () => {
    const env = (value: string) =>
      template({
        containers: [container({ env: [{ name: 'AWS_VPC_K8S_CNI_EXTERNALSNAT', value, from: null }] })],
      });
    const now = daemonSet({ template: env('true') });
    const revisions = [
      controllerRevision(now, { name: 'aws-node-1', template: env('false') }),
      controllerRevision(now, { name: 'aws-node-2', revision: 2, createdAt: TAKEN - 20 * MINUTE }),
    ];

    expect(ledger({ daemonsets: [now], controllerrevisions: revisions })).toMatchObject([
      { what: 'rolled-out', diff: [{ part: 'env', before: 'false', after: 'true' }] },
    ]);
  });

  it('puts what is cluster-scoped first, then the workload, its namespace and the rest, the latest first', () => {
    const at = (minutes: number) => ({ createdAt: TAKEN - minutes * MINUTE });
    const crd = {
      ...meta(
        'CustomResourceDefinition',
        { name: 'felixconfigurations.crd.projectcalico.org', ...at(90) },
        false,
      ),
      group: 'crd.projectcalico.org',
      plural: 'felixconfigurations',
      ofKind: 'FelixConfiguration',
      conditions: [],
    };

    const entries = ledger({
      customresourcedefinitions: [crd],
      deployments: [
        deployment(at(50)),
        deployment({ name: 'cart', ...at(40) }),
        deployment({ name: 'pay', namespace: 'pay', ...at(1) }),
      ],
      configmaps: [configMap('newer', at(3))],
    });

    expect(entries.map(({ rank, object }) => `${rank} ${object.name}`)).toEqual([
      'cluster felixconfigurations.crd.projectcalico.org',
      'workload checkout',
      'namespace newer',
      'namespace cart',
      'elsewhere pay',
    ]);
  });

  it('shows what is being deleted', () => {
    expect(lines({ configmaps: [configMap('app', { deletionAt: TAKEN + 30_000 })] })).toEqual([
      'deleting ConfigMap app by null',
    ]);
  });
});
