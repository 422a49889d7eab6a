import { parseImage } from '../domain/cluster/image.ts';
import type { PodSpec } from '../domain/cluster/pod-spec.ts';

/**
 * True when two pods run the same program, as canaries, blue and green, and migrations of one do: when nothing is left of
 * one of them beside what both have. Images go by their last word, because mirrors have another registry.
 */
export function isSameProgram(a: PodSpec, b: PodSpec): boolean {
  const [ours, theirs] = [programsOf(a), programsOf(b)];
  return isWithin(ours, theirs) || isWithin(theirs, ours);
}

function programsOf({ containers }: PodSpec): ReadonlySet<string> {
  const main = containers.filter(({ role }) => role === 'main');
  return new Set(
    main.map(({ image }) => {
      const { repository } = parseImage(image);
      return repository.slice(repository.lastIndexOf('/') + 1);
    }),
  );
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const program of some) if (!all.has(program)) return false;
  return true;
}
