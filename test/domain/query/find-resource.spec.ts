import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findResource } from '../../../src/domain/query/find-resource.ts';
import { servedKinds } from '../../fakes/served-kinds.ts';
import { runs } from '../../setup/runs.ts';

const find = (typed: string, kinds = servedKinds) => {
  const found = findResource(kinds, typed);
  return found.ok ? `${found.value.name}.${found.value.group}` : found.refusal.what;
};

it.each([
  ['pods', 'pods.'],
  ['po', 'pods.'],
  ['podmetrics', 'pods.metrics.k8s.io'],
  ['pods.metrics.k8s.io', 'pods.metrics.k8s.io'],
  ['events', 'events.'],
  ['ing', 'ingresses.networking.k8s.io'],
  ['deployment.apps', 'deployments.apps'],
])('%s is %s, in whatever order the server lists its kinds', (typed, kind) => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...servedKinds], { minLength: servedKinds.length }), (kinds) => {
      expect(find(typed, kinds)).toBe(kind);
    }),
    { numRuns: runs(30) },
  );
});

it('a group that does not have the kind is no answer', () => {
  expect(find('pods.apps')).toContain('no kind “pods.apps”');
});
