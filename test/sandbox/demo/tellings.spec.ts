import { describe, expect, it } from 'vitest';
import { changes } from '../../../sandbox/demo/change.ts';
import { wrongCause } from '../../../sandbox/demo/right-cause.ts';
import { tellings } from '../../../sandbox/demo/tellings.ts';
import { storyNames } from '../../../sandbox/stories/load-story.ts';

describe('the stories of the demo', () => {
  it('are all of those that a cluster can tell', () => {
    expect(Object.keys(tellings).sort()).toEqual(storyNames());
  });

  it('each ask the cluster at least two questions', () => {
    for (const { questions } of Object.values(tellings)) expect(questions.length).toBeGreaterThanOrEqual(2);
  });

  it('are each told with a change that somebody wants, and what becomes of it', () => {
    expect(Object.keys(changes).sort()).toEqual(storyNames());
    expect(new Set(Object.values(changes).map(({ how }) => how)).size).toBe(4);
  });
});

const cause = {
  check: 'image-digest-drift',
  object: { kind: 'Deployment', namespace: 'shop', name: 'catalog' },
  confidence: 'consistent' as const,
  words: ['catalog', 'ip-10'],
};
const message = (first: string, second = 'something else (worth knowing)') =>
  `First diagnosis of prod-eu1: found.\n1. ${first}\n• Image: x\n2. ${second}\nLooked at 9 pods.`;

describe('whether a diagnosis is right', () => {
  it('is by the words of its first finding, wherever in it they stand', () => {
    expect(wrongCause(message('catalog on ip-10 (fits, not proven)'), { cause })).toBeUndefined();
    expect(wrongCause(message('catalog (worth knowing)\n• Node: ip-10'), { cause })).toBeUndefined();
  });

  it('is not when only a later finding says it', () => {
    const said = message('a canary (fits, not proven)', 'catalog on ip-10 (fits, not proven)');
    expect(wrongCause(said, { cause })).toMatch(/does not say catalog, ip-10/);
  });

  it('is not when the finding is surer than the objects allow', () => {
    expect(wrongCause(message('catalog on ip-10 (proven)'), { cause })).toMatch(/surer than/);
  });

  it('is not when nothing was found', () => {
    expect(wrongCause('First diagnosis of prod-eu1: no cause found.', { cause })).toMatch(/found nothing/);
  });

  it('is, where nothing is the cause, as long as nothing is proven', () => {
    expect(wrongCause(message('a canary (fits, not proven)'), { cause: null })).toBeUndefined();
    expect(wrongCause(message('a canary (proven)'), { cause: null })).toMatch(/Nothing in the cluster/);
  });
});
