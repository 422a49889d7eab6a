import { isReady } from '../../domain/cluster/conditions.ts';
import {
  digestWord,
  imageWord,
  parseImage,
  parseImageId,
  type RunningImage,
} from '../../domain/cluster/image.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { type ObjectRef, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import type { ContainerSpec } from '../../domain/cluster/pod-spec.ts';
import type { Finding, Help } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** One pod's run of a container whose image is named by a tag. */
type Run = {
  readonly pod: Pod;
  readonly container: ContainerSpec;
  readonly runs: RunningImage;
  readonly restarts: number;
  readonly ready: boolean;
  readonly startedAt: Instant;
  readonly architecture: string | null;
};

/** Runs of one digest. */
type Build = {
  readonly digest: string;
  readonly runs: readonly Run[];
  readonly since: Instant;
  readonly healthy: number;
};

/**
 * Check 3: pods of one template whose tag came to mean different builds. Compared are only pods of the same revision,
 * the same architecture (an index has another digest on each) and the same form of imageID.
 */
export const imageDigestDrift: Check = {
  id: 'image-digest-drift',
  title: 'Pods of one template run different builds of the same tag',
  reads: ['pods'],
  uses: ['nodes'],
  run: (situation) => {
    const runs = [...Map.groupBy(situation.view.pods, ({ owner }) => owner?.uid ?? '').values()]
      .filter(mayDiffer)
      .flatMap((pods) => pods.flatMap((pod) => taggedRuns(situation, pod)));
    return [...Map.groupBy(runs, comparable).values()].flatMap((group) => {
      const builds = buildsOf(group);
      return builds.length > 1 ? [finding(situation, group, builds)] : [];
    });
  },
};

/** False for pods of one owner that all run the same, which are nearly all: the rest need not be looked at. */
function mayDiffer(pods: readonly Pod[]): boolean {
  const ids = new Map<string, string>();
  return pods.some(({ containers }) =>
    containers.some(({ name, imageId }) => {
      const known = ids.get(name);
      if (known === undefined) ids.set(name, imageId);
      return known !== undefined && known !== imageId;
    }),
  );
}

function taggedRuns({ lookup }: Situation, pod: Pod): readonly Run[] {
  if (pod.owner === null || pod.deletionAt !== null) return [];
  // What has ended serves nobody, and its image is history.
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return [];
  return pod.spec.containers.flatMap((container) => {
    const status = pod.containers.find(({ name }) => name === container.name);
    const runs = status ? parseImageId(status.imageId) : null;
    // A container that waits has no imageID yet: that is no difference. A digest in the spec can't drift.
    if (!status || !runs || parseImage(container.image).digest !== null) return [];
    return [
      {
        pod,
        container,
        runs,
        restarts: status.restarts,
        ready: isReady(pod),
        startedAt: pod.startedAt ?? pod.createdAt,
        architecture: lookup.node(pod.node)?.architecture ?? null,
      },
    ];
  });
}

function comparable({ pod, container, runs, architecture }: Run): string {
  const revision = pod.labels['pod-template-hash'] ?? pod.labels['controller-revision-hash'] ?? '';
  const form = runs.repository === null ? 'configuration' : 'registry';
  return [pod.owner?.uid, revision, container.name, container.image, architecture, form].join('\n');
}

/** The builds of a group; the one of most pods first, of equals the older. */
function buildsOf(group: readonly Run[]): readonly Build[] {
  return [...Map.groupBy(group, ({ runs }) => runs.digest)]
    .map(([digest, runs]) => ({
      digest,
      runs,
      since: Math.min(...runs.map(({ startedAt }) => startedAt)),
      healthy: runs.filter(({ ready }) => ready).length,
    }))
    .sort((a, b) => b.runs.length - a.runs.length || a.since - b.since);
}

function finding(situation: Situation, group: readonly Run[], builds: readonly Build[]): Finding {
  const { takenAt } = situation.view;
  const [first] = group as [Run];
  const { container, architecture } = first;
  const workload = situation.lookup.topOwner(first.pod);
  const odd = builds.slice(1);
  const oddRuns = odd.flatMap(({ runs }) => runs);
  // The build that came second is the change, whichever of them has more pods by now.
  const changedAt = builds.map(({ since }) => since).toSorted((a, b) => a - b)[1] ?? null;
  const where = odd.map(({ digest, runs, since }) => {
    const nodes = [...new Set(runs.map(({ pod }) => nodeWord(pod.node)))];
    return `digest ${digestWord(digest)} on node${nodes.length > 1 ? 's' : ''} ${listed(nodes)} since ${clock(since, takenAt)}`;
  });
  const others = odd.length > 1 ? `${odd.length} other builds` : 'another build';
  const does = oddRuns.length === 1 ? 'runs' : 'run';
  return {
    check: 'image-digest-drift',
    object: workload,
    affects: oddRuns.map(({ pod }) => refOf(pod)),
    sentence: `${oddRuns.length} of ${group.length} pods of ${refWords(workload)} ${does} ${others} of image ${imageWord(container.image)} than the rest: ${where.join('; ')}`,
    // Without the nodes, two architectures of one image would look the same as two builds.
    confidence: architecture === null ? 'consistent' : 'proven',
    severity: 'high',
    layer: 'cause',
    changedAt,
    evidence: [
      line('Image', `container ${container.name}: ${container.image}, pull policy ${container.pullPolicy}`),
      digests(builds, takenAt),
    ],
    lookNext: [look.images(workload), ...oddRuns.slice(0, 1).map(({ pod }) => look.logs(pod))],
    help: pinned(workload, container, builds),
  };
}

function digests(builds: readonly Build[], takenAt: Instant): Finding['evidence'][number] {
  // The odd ones first: a long list is cut at its end.
  const rows = builds
    .toReversed()
    .flatMap(({ runs, digest }) =>
      runs.map((run) => [
        run.pod.name,
        run.pod.node ?? '-',
        clock(run.startedAt, takenAt),
        String(run.restarts),
        run.ready ? 'yes' : 'no',
        digestWord(digest),
      ]),
    );
  return table('What each pod runs', ['pod', 'node', 'started', 'restarts', 'ready', 'digest'], rows);
}

/** Pins the build that works on most pods; nothing when none works, or when no registry has it. */
function pinned(workload: ObjectRef, container: ContainerSpec, builds: readonly Build[]): Help | null {
  const best = builds.toSorted((a, b) => b.healthy - a.healthy || a.since - b.since)[0];
  const repository = best?.runs[0]?.runs.repository;
  if (!best || best.healthy === 0 || !repository) return null;
  const image = `${repository}@${best.digest}`;
  const hasTemplate = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(workload.kind);
  return {
    action: 'set image by digest',
    target: workload,
    text: `Pin container ${container.name} to ${image}, which ${best.healthy} ready pods run`,
    ...(hasTemplate
      ? { remedy: { action: 'set-image', parameters: { image, container: container.name } } as const }
      : {}),
  };
}
