import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/domain/action/actions.ts';
import { shortName, targetKind, targetWords } from '../../../src/domain/action/target-kinds.ts';

describe('the kind of a target', () => {
  it.each([
    ['deploy', 'Deployment'],
    ['Deployments', 'Deployment'],
    ['deployment.apps', 'Deployment'],
    ['po', 'Pod'],
    ['cj', 'CronJob'],
    ['svc', 'Service'],
  ])('is understood as people write it: %s', (word, kind) => {
    expect(targetKind(word)?.kind).toBe(kind);
  });

  it('is left to the cluster when it is another one', () => {
    for (const word of ['rollouts.argoproj.io', 'widget', '', 'constructor', 'pods.']) {
      expect(targetKind(word)).toBeNull();
    }
  });

  it('is known for everything that an action is for, and is read again as it is shown', () => {
    for (const kind of actions.flatMap(({ kinds }) => kinds)) {
      expect(targetKind(kind)?.kind).toBe(kind);
      expect(targetKind(shortName(kind))?.kind).toBe(kind);
    }
  });

  it('is shown with an example of each', () => {
    expect(targetWords({ kinds: ['Deployment', 'StatefulSet', 'DaemonSet'] }, 'checkout')).toBe(
      'deploy/checkout, sts/checkout or ds/checkout',
    );
    expect(targetWords({ kinds: ['Node'] }, 'x')).toBe('node/x');
  });
});
