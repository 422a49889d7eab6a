import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { answered, type Before, later, reverted } from './write-world.ts';

const LABELLED = '0707-json-patch';

/** Each part of the answer that only its moment knows. */
const OF_RESTART = ['metadata.managedFields'];

const restarted = (name: string): Before => ({
  now: '2026-11-20T22:44:56Z',
  objects: [
    reverted(
      name,
      (web) => {
        delete web.spec.template.metadata.annotations;
        web.metadata.generation = 1;
      },
      'keyturn',
    ),
  ],
});

const after = (earlier: string, then: string): Before => ({
  now: '2026-11-20T22:44:56Z',
  objects: [later(earlier, then)],
});

const onWeb = (): Before => ({ objects: [answered(LABELLED)] });

const scaled = (name: string): Before => ({ objects: [scaledTo(name)] });

/** The Deployment as the answered scale was shown of it. */
function scaledTo(name: string): ClusterObject {
  const scale = answered(name);
  const before: Record<string, number> = { '0748-scale-put': 4, '0747-scale-json-patch-with-test': 4 };
  return reverted('0751-managedfields-after-scale-put', (web) => {
    if (scale.kind !== 'Scale') return;
    web.spec.replicas = before[name] ?? (name.includes('-get') ? scale.spec.replicas : 3);
    web.status.replicas = scale.status.replicas;
    web.metadata.resourceVersion = name === '0748-scale-put' ? '3524' : scale.metadata.resourceVersion;
  });
}

/** A checkout that runs another image, at the version that the patch tests. */
function undone(name: string): Before {
  return {
    objects: [
      reverted(
        name,
        ({ spec, metadata }) => {
          spec.template.spec.containers[0].image = 'registry.local/shop:2.0';
          metadata.resourceVersion = '3068';
          metadata.generation = 3;
        },
        'keyturn',
      ),
    ],
    without: OF_RESTART,
  };
}

/** How the cluster was before the captured patches, PUTs and scales. */
export const writtenPatches: Record<string, Before> = {
  '0700-restart-strategic-dryrun': restarted('0700-restart-strategic-dryrun'),
  '0701-restart-strategic': restarted('0701-restart-strategic'),
  '0702-restart-same-value-again-noop': { objects: [answered('0702-restart-same-value-again-noop')] },
  '0703-merge-patch-dryrun': after('0701-restart-strategic', '0703-merge-patch-dryrun'),
  '0704-merge-patch': after('0701-restart-strategic', '0704-merge-patch'),
  '0705-merge-patch-null-removes': after('0704-merge-patch', '0705-merge-patch-null-removes'),
  '0706-json-patch-dryrun': after('0705-merge-patch-null-removes', '0706-json-patch-dryrun'),
  '0707-json-patch': after('0705-merge-patch-null-removes', LABELLED),
  '0708-json-patch-test-fails-422': onWeb(),
  '0709-json-patch-missing-path-422': onWeb(),
  '0710-json-patch-not-an-array-400': onWeb(),
  '0711-patch-content-type-json-415': onWeb(),
  '0712-patch-strategic-on-crd-415': { objects: [answered('0837-crd-status-subresource-patch')] },
  '0713-merge-patch-stale-resourceversion-409': onWeb(),
  '0714-strategic-stale-resourceversion-409': onWeb(),
  '0715-json-patch-test-resourceversion-422': onWeb(),
  '0716-patch-wrong-uid-422': onWeb(),
  '0717-put-stale-resourceversion-409': onWeb(),
  '0718-put-without-resourceversion-dryrun-200': { ...onWeb(), without: OF_RESTART },
  '0719-put-immutable-selector-422': onWeb(),
  '0720-strategic-merge-containers-by-name': { ...onWeb(), without: OF_RESTART },
  '0721-merge-patch-containers-replaces-list-422': onWeb(),
  '0722-strategic-new-container-name-adds': { ...onWeb(), without: OF_RESTART },
  '0723-patch-unknown-field-warning': onWeb(),
  '0725-patch-unknown-field-ignore': onWeb(),
  '0726-patch-bad-dryrun-value': onWeb(),
  '0727-patch-empty-body': onWeb(),
  ...Object.fromEntries(
    [
      '0740-scale-get',
      '0741-scale-patch-dryrun',
      '0742-scale-patch',
      '0743-scale-get-after',
      '0744-scale-patch-stale-resourceversion-409',
      '0745-scale-negative-422',
      '0746-scale-strategic',
      '0747-scale-json-patch-with-test',
      '0748-scale-put',
    ].map((name) => [name, scaled(name)]),
  ),
  '0749-scale-daemonset-404': {},
  '0750-scale-crd': {
    objects: [
      reverted('0837-crd-status-subresource-patch', ({ metadata }) => {
        metadata.resourceVersion = '2681';
      }),
    ],
  },
  '0752-undo-template-replace-dryrun': undone('0752-undo-template-replace-dryrun'),
  '0753-undo-template-replace': undone('0753-undo-template-replace'),
};
