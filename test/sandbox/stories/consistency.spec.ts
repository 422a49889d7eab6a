import { describe, expect, it } from 'vitest';
import { storyNames } from '../../../sandbox/stories/load-story.ts';
import {
  type EndpointSlice,
  fits,
  isReady,
  type Meta,
  type Node,
  ofKind,
  type Pod,
  type Service,
} from './kinds.ts';
import { told } from './told.ts';

const podsOf = (name: string) => ofKind<Pod>(told(name).objects, 'Pod');
const finished = (pod: Pod) => ['Failed', 'Succeeded'].includes(pod.status.phase);

describe.each(storyNames())('the cluster of %s', (name) => {
  const metas = () =>
    told(name).objects.map(({ kind, metadata }) => ({ kind, meta: metadata as unknown as Meta }));

  it('has objects whose uids differ, in namespaces that exist', () => {
    const uids = metas().filter(({ kind }) => !kind.endsWith('Metrics'));
    const namespaces = new Set(
      ofKind<Pod>(told(name).objects, 'Namespace').map(({ metadata }) => metadata.name),
    );

    expect(uids.filter(({ meta }) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(meta.uid))).toEqual(
      [],
    );
    expect(new Set(uids.map(({ meta }) => meta.uid)).size).toBe(uids.length);
    expect(metas().filter(({ meta }) => meta.namespace && !namespaces.has(meta.namespace))).toEqual([]);
  });

  it('has the owner of everything that is owned, with that uid', () => {
    const known = new Set(
      metas().map(({ kind, meta }) => [kind, meta.namespace ?? '', meta.name, meta.uid].join()),
    );

    const lost = metas().flatMap(({ meta }) =>
      (meta.ownerReferences ?? []).filter(({ kind, name, uid }) => {
        const inNamespace = [kind, meta.namespace ?? '', name, uid].join();
        return !known.has(inNamespace) && !known.has([kind, '', name, uid].join());
      }),
    );

    expect(lost).toEqual([]);
  });

  it('runs its pods on nodes that exist, under addresses of their own', () => {
    const nodes = new Map(ofKind<Node>(told(name).objects, 'Node').map((node) => [node.metadata.name, node]));
    const placed = podsOf(name).filter(({ spec }) => spec.nodeName);

    for (const { metadata, spec, status } of placed) {
      const node = nodes.get(spec.nodeName ?? '');
      const address = node?.status.addresses.find(({ type }) => type === 'InternalIP')?.address;
      expect(status.hostIP, `${metadata.name} on ${spec.nodeName}`).toBe(address);
    }
    const addresses = placed
      .filter((pod) => !pod.spec.hostNetwork && !finished(pod))
      .map(({ status }) => status.podIP);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('gives each pod what its spec refers to, unless its state says that it waits for it', () => {
    const named = new Set(metas().map(({ kind, meta }) => `${kind}/${meta.namespace}/${meta.name}`));
    const needs = ({ metadata, spec }: Pod) => [
      `ServiceAccount/${metadata.namespace}/${spec.serviceAccountName}`,
      ...(spec.volumes ?? []).flatMap(({ configMap, secret, persistentVolumeClaim }) => [
        configMap && `ConfigMap/${metadata.namespace}/${configMap.name}`,
        secret && `Secret/${metadata.namespace}/${secret.secretName}`,
        persistentVolumeClaim &&
          `PersistentVolumeClaim/${metadata.namespace}/${persistentVolumeClaim.claimName}`,
      ]),
      ...spec.containers.flatMap(({ env = [], envFrom = [] }) => [
        ...env.map(
          ({ valueFrom }) =>
            valueFrom?.secretKeyRef && `Secret/${metadata.namespace}/${valueFrom.secretKeyRef.name}`,
        ),
        ...envFrom.map(
          ({ configMapRef }) => configMapRef && `ConfigMap/${metadata.namespace}/${configMapRef.name}`,
        ),
      ]),
    ];
    const waits = (pod: Pod) =>
      pod.status.containerStatuses?.some(
        ({ state }) => state.waiting?.reason === 'CreateContainerConfigError',
      );

    const absent = podsOf(name)
      .filter((pod) => !waits(pod))
      .flatMap((pod) => needs(pod).filter((need) => need && !named.has(need)));

    expect(absent).toEqual([]);
  });

  it('has EndpointSlices that hold exactly the pods their Service selects, ready as those are', () => {
    // Only default/kubernetes has no selector: the API server itself is behind it.
    const services = ofKind<Service>(told(name).objects, 'Service').filter(({ spec }) => spec.selector);
    const slices = ofKind<EndpointSlice>(told(name).objects, 'EndpointSlice');

    for (const { metadata, spec } of services) {
      const slice = slices.find(
        (one) =>
          one.metadata.namespace === metadata.namespace &&
          one.metadata.labels?.['kubernetes.io/service-name'] === metadata.name,
      );
      const selected = podsOf(name).filter(
        (pod) =>
          pod.metadata.namespace === metadata.namespace &&
          fits(pod.metadata.labels, spec.selector) &&
          pod.status.podIP &&
          !finished(pod),
      );
      const expected = selected.map((pod) => [
        pod.metadata.uid,
        pod.status.podIP,
        pod.spec.nodeName,
        isReady(pod),
      ]);
      const shown = slice?.endpoints.map((one) => [
        one.targetRef.uid,
        one.addresses[0],
        one.nodeName,
        one.conditions.ready,
      ]);
      expect(shown?.sort(), `${metadata.namespace}/${metadata.name}`).toEqual(expected.sort());
    }
  });

  it('gives each Service an address of its own', () => {
    const addresses = ofKind<{ spec: { clusterIP: string } }>(told(name).objects, 'Service')
      .map(({ spec }) => spec.clusterIP)
      .filter((address) => address !== 'None');

    expect(addresses.length).toBeGreaterThan(20);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
