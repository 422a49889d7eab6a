import { describe, expect, it } from 'vitest';
import { storyNames } from '../../../sandbox/stories/load-story.ts';
import { isReady, type Node, ofKind, type Pod, type Revision, type Workload } from './kinds.ts';
import { told } from './told.ts';

const alive = (pod: Pod) =>
  !['Failed', 'Succeeded'].includes(pod.status.phase) && !pod.metadata.deletionTimestamp;

function ownedBy(pods: Pod[], owner: Workload): Pod[] {
  return pods.filter(
    (pod) => pod.metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) && alive(pod),
  );
}

describe.each(storyNames())('the statuses in %s', (name) => {
  const pods = () => ofKind<Pod>(told(name).objects, 'Pod');
  const sets = (kind: string) => ofKind<Workload>(told(name).objects, kind);
  const counted = (owner: Workload, owned: Pod[]) => ({
    name: owner.metadata.name,
    replicas: owner.status.replicas ?? 0,
    ready: owner.status.readyReplicas ?? 0,
    pods: owned.length,
    readyPods: owned.filter(isReady).length,
  });

  it.each(['ReplicaSet', 'StatefulSet'])('count the pods of each %s', (kind) => {
    for (const set of sets(kind)) {
      const count = counted(set, ownedBy(pods(), set));
      expect(count).toMatchObject({ replicas: count.pods, ready: count.readyPods });
    }
  });

  it('count the pods of each Deployment through its ReplicaSets, and those of the newest as updated', () => {
    for (const deployment of sets('Deployment')) {
      const owned = sets('ReplicaSet').filter((set) =>
        set.metadata.ownerReferences?.some(({ uid }) => uid === deployment.metadata.uid),
      );
      const count = counted(
        deployment,
        owned.flatMap((set) => ownedBy(pods(), set)),
      );
      const revision = 'deployment.kubernetes.io/revision';
      const newest = owned.find(
        (set) => set.metadata.annotations?.[revision] === deployment.metadata.annotations?.[revision],
      );

      expect(count).toMatchObject({ replicas: count.pods, ready: count.readyPods });
      expect(newest?.status.replicas, deployment.metadata.name).toBe(deployment.status.updatedReplicas ?? 0);
      expect(newest?.spec.template.spec).toEqual(deployment.spec.template.spec);
    }
  });

  it('count the pods of each DaemonSet, one on each node', () => {
    const nodes = ofKind<Node>(told(name).objects, 'Node').length;
    for (const set of sets('DaemonSet')) {
      const owned = ownedBy(pods(), set);
      expect(new Set(owned.map(({ spec }) => spec.nodeName)).size).toBe(owned.length);
      expect([set.metadata.name, set.status.numberReady, set.status.currentNumberScheduled]).toEqual([
        set.metadata.name,
        owned.filter(isReady).length,
        owned.length,
      ]);
      expect(set.status.desiredNumberScheduled).toBeLessThanOrEqual(nodes);
    }
  });

  it.each(['DaemonSet', 'StatefulSet'])('have a newest revision of each %s that is its template', (kind) => {
    const revisions = ofKind<Revision>(told(name).objects, 'ControllerRevision');
    for (const set of sets(kind)) {
      const [newest] = revisions
        .filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === set.metadata.uid))
        .sort((a, b) => b.revision - a.revision);
      expect(newest?.data.spec.template.spec, set.metadata.name).toEqual(set.spec.template.spec);
    }
  });

  it('say Available when, and only when, enough pods are ready', () => {
    for (const deployment of sets('Deployment')) {
      const available = deployment.status.conditions?.find(({ type }) => type === 'Available');
      const down = deployment.spec.replicas - Number(deployment.status.readyReplicas ?? 0);
      const mayBeDown = Math.floor(deployment.spec.replicas / 4);
      const { strategy } = deployment.spec as unknown as {
        strategy: { rollingUpdate: { maxUnavailable: unknown } };
      };
      const allowed = strategy.rollingUpdate.maxUnavailable;
      const limit = typeof allowed === 'number' ? allowed : mayBeDown;
      expect([deployment.metadata.name, available?.status]).toEqual([
        deployment.metadata.name,
        down <= limit ? 'True' : 'False',
      ]);
    }
  });

  it('agree within each pod: its containers, its conditions, its spec', () => {
    for (const pod of pods().filter(({ status }) => status.containerStatuses)) {
      const statuses = pod.status.containerStatuses ?? [];
      expect(statuses.map((one) => one.name)).toEqual(pod.spec.containers.map((one) => one.name));
      if (isReady(pod)) expect(statuses.every(({ ready, state }) => ready && state.running)).toBe(true);
      for (const { restartCount, lastState } of statuses) {
        expect(restartCount > 0, `${pod.metadata.name} restarted`).toBe(lastState.terminated !== undefined);
      }
    }
  });
});
