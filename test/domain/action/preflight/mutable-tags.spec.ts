import { describe, expect, it } from 'vitest';
import { mutableTagWarnings } from '../../../../src/domain/action/preflight/mutable-tags.ts';
import { container, pod, podSpec, status } from '../../../builders/cluster-pods.ts';

const runs = (letter: string, image = 'shop/checkout:1.0') =>
  pod({
    spec: { containers: [container({ image, pullPolicy: 'Always' })] },
    containers: [status({ imageId: `shop/checkout@sha256:${letter.repeat(64)}` })],
  });

const spec = podSpec({ containers: [container({ image: 'shop/checkout:1.0', pullPolicy: 'Always' })] });

describe('a tag that is pulled anew each time', () => {
  it('is a note as long as its pods run one build, and to be acknowledged when they run two', () => {
    expect(mutableTagWarnings(spec, [runs('a'), runs('a')])).toMatchObject([{ level: 'note', measure: 1 }]);
    const [moved] = mutableTagWarnings(spec, [runs('b'), runs('a'), runs('a')]);
    expect(moved).toMatchObject({ level: 'must-acknowledge', measure: 2 });
    expect(moved?.sentence).toContain('running now: aaaaaaaaaaaa, bbbbbbbbbbbb');
  });

  it('is not judged by pods of another image', () => {
    expect(mutableTagWarnings(spec, [runs('a'), runs('b', 'shop/checkout:2.0')])).toMatchObject([
      { measure: 1 },
    ]);
    expect(mutableTagWarnings(spec, [])[0]?.sentence).toContain('nothing tells what runs now');
  });
});
