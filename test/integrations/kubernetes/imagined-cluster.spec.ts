import { expect, it } from 'vitest';
import { viewKinds } from '../../../src/diagnosis/view-kinds.ts';
import { createImaginedCluster } from '../../../src/integrations/kubernetes/imagined-cluster.ts';

const AT = Date.UTC(2026, 10, 21, 7);
const clock = { now: () => AT };

it('an imagined cluster is read like a real one, with objects of what a diagnosis reads most of', async () => {
  const imagined = createImaginedCluster({ clock });

  const view = await imagined.view({ kinds: viewKinds, namespaces: null }, AT + 1_000);

  expect(view.gaps).toEqual([]);
  expect(view.asked).toHaveLength(viewKinds.length);
  const { pods, nodes, deployments, replicasets, services, endpointslices, configmaps, events } = view;
  for (const objects of [
    pods,
    nodes,
    deployments,
    replicasets,
    services,
    endpointslices,
    configmaps,
    events,
  ]) {
    expect(objects).not.toEqual([]);
  }
});

it('its pods are written as an API server writes them, so that their specs are recognised', async () => {
  const imagined = createImaginedCluster({ clock });

  const { pods } = await imagined.view({ kinds: viewKinds, namespaces: null }, AT + 1_000);

  const [first, second] = pods.filter(({ labels }) => labels.app === 'app-5');
  expect(first?.spec.containers.map(({ name }) => name)).toEqual(['app-5', 'proxy']);
  expect(second?.node).not.toBe(first?.node);
  // Only what is recognised is shared.
  expect(second?.spec).toBe(first?.spec);
});
