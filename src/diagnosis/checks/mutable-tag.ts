import { parseImage } from '../../domain/cluster/image.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { ContainerSpec, PodSpec } from '../../domain/cluster/pod-spec.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Check, Situation } from '../check.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { table } from '../words/proof.ts';

/**
 * Check 4: images that may be another build at the next start of a container: no tag, `latest`, or any tag that is
 * pulled anew each time. That is no fault by itself: whether builds really differ is the business of image digest drift.
 */
export const mutableTag: Check = {
  id: 'mutable-tag',
  title: 'Images by a tag that may mean another build tomorrow',
  reads: ['pods'],
  run: (situation) =>
    templatesOf(situation).flatMap(({ workload, spec }) => {
      const containers = spec.containers.filter(isMutable);
      return containers.length === 0 ? [] : [finding(workload, containers)];
    }),
};

type Template = { readonly workload: ObjectRef; readonly spec: PodSpec };

/** One spec for each maker of pods that has any. */
function templatesOf({ view, lookup }: Situation): readonly Template[] {
  const templates = new Map<string, Template>();
  const makers = new Set<string>();
  for (const pod of view.pods.filter(isMeant)) {
    const maker = pod.owner?.uid ?? '';
    if (makers.has(maker)) continue;
    if (maker !== '') makers.add(maker);
    const workload = lookup.topOwner(pod);
    const key = refKey(workload);
    if (!templates.has(key)) templates.set(key, { workload: refOf(workload), spec: pod.spec });
  }
  return [...templates.values()];
}

function isMutable({ image, pullPolicy }: ContainerSpec): boolean {
  return isLatest(image) || (pullPolicy === 'Always' && parseImage(image).digest === null);
}

function isLatest(image: string): boolean {
  const { tag, digest } = parseImage(image);
  return digest === null && (tag === null || tag === 'latest');
}

function finding(workload: ObjectRef, containers: readonly ContainerSpec[]): Finding {
  const latest = containers.some(({ image }) => isLatest(image));
  const names = listed(containers.map(({ name }) => name));
  return {
    check: 'mutable-tag',
    object: workload,
    affects: [],
    sentence: `${refWords(workload)} names the image of ${names} by a tag that may mean another build at the next start`,
    confidence: 'context',
    severity: latest ? 'medium' : 'info',
    layer: 'cause',
    changedAt: null,
    evidence: [
      table(
        'Images',
        ['container', 'image', 'pull policy'],
        containers.map(({ name, image, pullPolicy }) => [name, image, pullPolicy]),
      ),
    ],
    lookNext: [look.images(workload)],
    help: null,
  };
}
