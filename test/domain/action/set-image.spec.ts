import { describe, expect, it } from 'vitest';
import { setImage } from '../../../src/domain/action/set-image.ts';
import { asking, notedSteps, rawOf } from '../../builders/actions.ts';
import { container, node, status } from '../../builders/cluster-pods.ts';
import { template } from '../../builders/cluster-workloads.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';
import { checkout } from './shop.ts';

const REPOSITORY = 'registry.local/shop/checkout';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const IMAGE = `${REPOSITORY}@${digest('a')}`;

/** checkout with two containers; one pod runs the wanted build. */
const world = (imageId = `docker-pullable://${IMAGE}`) => {
  const both = template({ containers: [container(), container({ name: 'proxy', image: 'proxy:1' })] });
  const { owner, around, pods } = checkout({ template: both });
  const running = pods.map((pod, index) =>
    index === 0 ? { ...pod, containers: [status({ imageId })] } : pod,
  );
  return { owner, around: { ...around, pods: running } };
};

describe('setting an image', () => {
  const parameters = { image: IMAGE, container: 'app' };

  it('replaces one container’s image, and tests the one that is there, under its name', () => {
    const { owner, around } = world();

    const plan = planOf(setImage, asking(owner, around, { parameters }));

    expect(plan.request.body).toEqual([
      { op: 'test', path: '/metadata/uid', value: owner.uid },
      { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'app' },
      { op: 'test', path: '/spec/template/spec/containers/0/image', value: `${REPOSITORY}:1.0` },
      { op: 'replace', path: '/spec/template/spec/containers/0/image', value: IMAGE },
      ...notedSteps,
    ]);
    expect(plan.sentence).toContain('It runs in 1 pod, 1 of them ready.');
    expect([plan.before, plan.after]).toEqual([`${REPOSITORY}:1.0`, IMAGE]);
    expect(plan.warnings).toEqual([]);
  });

  it.each([
    ['a tag', `${REPOSITORY}:2.0`],
    ['nothing', ''],
    ['a short digest', `${REPOSITORY}@sha256:abc`],
    ['only a digest', `@${digest('a')}`],
  ])('is refused for %s: only a digest says what will run', (_, image) => {
    const { owner, around } = world();

    expect(refusalOf(setImage, asking(owner, around, { parameters: { ...parameters, image } }))).toMatch(
      /by its digest/,
    );
  });

  it('is refused for a build that was not seen here; one that lies on a node was', () => {
    const { owner, around } = world(digest('a'));
    const nodes = [node({ images: [IMAGE] })];

    expect(refusalOf(setImage, asking(owner, around, { parameters }))).toMatch(
      /No running pod and no node .* has .*Try: \/incident images deployment\/checkout/,
    );
    expect(planOf(setImage, asking(owner, { ...around, nodes }, { parameters })).sentence).toContain(
      'It lies on 1 node',
    );
  });

  it('is refused when it does not say which of several containers, or one that is not there, or has it already', () => {
    const { owner, around } = world();
    const said = (more: object) =>
      refusalOf(setImage, asking(owner, around, { parameters: { image: IMAGE, ...more } }));

    expect(said({})).toBe(
      'Deployment shop/checkout has several containers. Say which one. It could be: app, proxy.',
    );
    expect(said({ container: 'web' })).toMatch(/no container web/);
    const has = checkout({ template: template({ containers: [container({ image: IMAGE })] }) });
    expect(refusalOf(setImage, asking(has.owner, has.around, { parameters: { image: IMAGE } }))).toMatch(
      /has this image already/,
    );
  });

  it('warns of another repository', () => {
    const other = `elsewhere/checkout@${digest('a')}`;
    const { owner, around } = world(other);

    expect(
      warningsOf(setImage, asking(owner, around, { parameters: { ...parameters, image: other } })),
    ).toContain('other-repository!');
  });

  it('is settled by the image that stands there', () => {
    const { owner, around } = world();
    const before = asking(owner, around, { parameters });
    const [app, proxy] = owner.template.spec.containers;
    if (!app || !proxy) throw new Error('two containers');
    const set = { ...owner, template: template({ containers: [{ ...app, image: IMAGE }, proxy] }) };

    expect(setImage.settle(before, { raw: rawOf(set) })).toBe('applied-by-whom-unknown');
    expect(setImage.settle(before, { raw: before.raw })).toBe('not-applied');
    expect(setImage.verified(before, { object: owner, view: before.view }).sentence).toMatch(/put it back/);
    expect(setImage.verified(before, { object: set, view: before.view }).state).toBe('under-way');
  });
});
