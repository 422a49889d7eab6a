import { digestWord, imageWord, parseImageId } from '../../cluster/image.ts';
import { nodeWord } from '../../cluster/node-word.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Instant } from '../../instant.ts';
import { ageWords } from './age.ts';
import { sectionsText } from './sections.ts';
import { shortPodNames } from './shorten.ts';

/** What one container of one pod runs. `digest` empty: nothing yet. */
type Run = {
  readonly container: string;
  readonly image: string;
  readonly digest: string;
  readonly architecture: string;
  readonly pod: Pod;
};

/** Pods with the architectures of their nodes, by node name, as far as nodes could be read. */
export type ImageStory = {
  readonly name: string;
  readonly pods: readonly Pod[];
  readonly architectures: ReadonlyMap<string, string>;
  readonly gaps: readonly string[];
  readonly now: Instant;
};

/**
 * `Deployment shop/checkout: app runs 2 builds of checkout:latest (2 pods 3f9a1c20b4de, 1 pod 77aa01bc23de).` Nodes of
 * different architectures have different digests of one image, so only those of one are compared.
 */
export function imagesSummary(story: ImageStory): string {
  const containers = [
    ...Map.groupBy(runsOf(story), ({ container, image }) => `${container}\n${image}`).values(),
  ];
  if (containers.length === 0) return `${story.name}: no pods.`;
  const words = containers.map((runs) => {
    const { container, image } = runs[0] ?? { container: '', image: '' };
    const builds = buildsOf(runs.filter(({ digest }) => digest !== ''));
    const drifting = [...Map.groupBy(builds, ([run]) => run?.architecture ?? '').values()].some(
      (of) => of.length > 1,
    );
    const list = builds.map((each) => `${pods(each.length)} ${digestWord(each[0]?.digest ?? '')}`).join(', ');
    if (drifting) return `${container} runs ${builds.length} builds of ${imageWord(image)} (${list})`;
    return `${container} ${imageWord(image)}${list === '' ? ', not started yet' : ` (${list})`}`;
  });
  return `${story.name}: ${words.join('; ')}.`;
}

/** Each container's image, its builds by digest, and the pods that run each with node and age, the largest group first. */
export function imagesText(story: ImageStory): string {
  const names = shortPodNames(story.pods.map(({ name }) => name));
  const containers = Map.groupBy(runsOf(story), ({ container, image }) => `${container}  ${image}`);
  const mixed = new Set(story.architectures.values()).size > 1;
  return sectionsText([
    { title: null, lines: [story.name] },
    ...[...containers].map(([title, runs]) => ({
      title: null,
      lines: [
        title,
        ...buildsOf(runs).flatMap((build) => {
          const { digest = '', architecture = '' } = build[0] ?? {};
          const head =
            digest === '' ? 'not started yet' : `${digestWord(digest)}${mixed ? ` ${architecture}` : ''}`;
          return [
            `  ${head}: ${pods(build.length)}`,
            ...build.map(({ pod }) => {
              return `    ${names.get(pod.name) ?? pod.name} on ${nodeWord(pod.node)}, ${ageWords(pod.createdAt, story.now)}`;
            }),
          ];
        }),
        ...new Set(runs.flatMap(({ digest }) => (digest === '' ? [] : [`  whole: ${digest}`]))),
      ],
    })),
    { title: 'Not seen', lines: story.gaps },
  ]);
}

function runsOf({ pods: all, architectures }: ImageStory): readonly Run[] {
  return all.flatMap((pod) =>
    pod.spec.containers
      .filter(({ role }) => role !== 'init')
      .map(({ name, image }): Run => {
        const status = pod.containers.find((each) => each.name === name);
        const digest = parseImageId(status?.imageId ?? '')?.digest ?? '';
        const architecture = architectures.get(pod.node ?? '') ?? '';
        return { container: name, image, digest, architecture, pod };
      }),
  );
}

/** Runs of the same digest together, the most pods first, what has not started last. */
function buildsOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const groups = [...Map.groupBy(runs, ({ digest, architecture }) => `${digest} ${architecture}`).values()];
  return groups.sort(
    (a, b) => Number(a[0]?.digest === '') - Number(b[0]?.digest === '') || b.length - a.length,
  );
}

function pods(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`;
}
