import { digestWord, imageWord, parseImage, parseImageId } from '../../cluster/image.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { ContainerSpec, PodSpec } from '../../cluster/pod-spec.ts';
import type { Warning } from '../warning.ts';

/**
 * Whether a new pod of this spec may run other code than the pods that are there: an image without a tag or with
 * `latest` may, and so may any tag that is pulled anew each time. For a tag with a version that is only a note, as long
 * as its pods all run the same build: then it did not move so far.
 */
export function mutableTagWarnings(spec: PodSpec, pods: readonly Pod[]): readonly Warning[] {
  return spec.containers.flatMap((container): readonly Warning[] => {
    if (!isMutable(container)) return [];
    const { image, name } = container;
    const running = digestsOf(name, image, pods);
    const moved = running.length > 1;
    const now =
      running.length === 0
        ? 'nothing tells what runs now'
        : `running now: ${running.map(digestWord).join(', ')}`;
    return [
      {
        id: `mutable-tag:${name}`,
        level: isLatest(image) || moved ? 'must-acknowledge' : 'note',
        sentence: `This may change the code: container ${name} is ${imageWord(image)}, which may be another build by now (${now}).`,
        measure: running.length,
      },
    ];
  });
}

function isMutable({ image, pullPolicy }: ContainerSpec): boolean {
  return isLatest(image) || (pullPolicy === 'Always' && parseImage(image).digest === null);
}

function isLatest(image: string): boolean {
  const { tag, digest } = parseImage(image);
  return digest === null && (tag === null || tag === 'latest');
}

/** The builds that pods run of a container's image, the most frequent first. */
function digestsOf(container: string, image: string, pods: readonly Pod[]): readonly string[] {
  const digests = pods
    .filter((pod) => pod.spec.containers.some((each) => each.name === container && each.image === image))
    .flatMap((pod) => pod.containers.filter(({ name }) => name === container))
    .flatMap(({ imageId }) => parseImageId(imageId)?.digest ?? []);
  return [...Map.groupBy(digests, (digest) => digest)]
    .sort(([a, { length: m }], [b, { length: n }]) => n - m || (a < b ? -1 : 1))
    .map(([digest]) => digest);
}
