import { describe, expect, it } from 'vitest';
import { actions, cluster, problemsOf, read } from './actions-file.ts';

describe('a start is refused', () => {
  const allow = (over: object) => ({ clusters: [{ ...cluster, allow: [{ ...cluster.allow[0], ...over }] }] });

  it.each([
    [
      { approvers: { standard: [] } },
      'actions.approvers.standard is []: expected the ids of Slack user groups: without approvers nobody has the second key, so Keyturn does not start.',
    ],
    [
      { approvers: {} },
      'actions.approvers.standard is missing: expected the ids of Slack user groups: without approvers',
    ],
    [
      { approvers: { standard: ['S1'], critical: [] } },
      'actions.approvers.critical is []: expected the ids of Slack user groups',
    ],
    [{ approvers: undefined }, 'actions.approvers is missing: expected the ids of Slack user groups'],
    [
      { rules: [{ match: {}, approvers: [] }] },
      'actions.rules[0].approvers is []: expected the ids of Slack user groups',
    ],
    [{ approvers: { standard: ['U1'] } }, "expected a user group's id"],
    [{ clusters: [] }, 'actions.clusters is []: expected a list of clusters that may be changed.'],
    [
      allow({ offered: ['restrat'] }),
      'offered[0] is "restrat": expected the name of an action, perhaps restart.',
    ],
    [allow({ offered: ['nonsense'] }), 'expected the name of an action: restart, undo,'],
    [allow({ offered: [] }), 'offered is []: expected a list of actions'],
    [
      allow({ namespaces: undefined }),
      'namespaces is missing: expected a list of namespaces, or the word all.',
    ],
    [allow({ namespaces: [] }), 'namespaces is []: expected a list of namespaces, or the word all.'],
    [allow({ namespaces: '*' }), 'namespaces is "*": expected a list of namespaces, or the word all.'],
    [{ quorum: { critical: 1 } }, 'actions.quorum.critical is 1: expected at least 2.'],
    [{ quorum: { standard: 0 } }, 'actions.quorum.standard is 0: expected at least 1.'],
    [
      { quorum: { protected: 3, critical: 2 } },
      'expected that no tier takes fewer approvers than the one below.',
    ],
    [
      { quorum: { standard: 2, protected: 1 } },
      'expected that no tier takes fewer approvers than the one below.',
    ],
    [{ approveWithin: '59s' }, 'actions.approveWithin is "59s": expected a time span from 1m to 4h.'],
    [{ executeWithin: '5h' }, 'actions.executeWithin is "5h": expected a time span from 1m to 4h.'],
    [{ rules: [{ match: {} }] }, 'actions.rules[0] is {"match":{}}: expected a tier, approvers, or both.'],
    [
      { rules: [{ match: { objects: ['deployments/x'] }, tier: 'critical' }] },
      'expected kind/name, such as deployment/x;',
    ],
    [
      { rules: [{ match: { namespaces: [] }, tier: 'critical' }] },
      'namespaces is []: expected at least 1 entries.',
    ],
    [
      { rules: [{ match: { clusters: ['prod'] }, tier: 'critical' }] },
      'actions.rules[0].match.clusters has prod: expected one of actions.clusters, prod-eu1.',
    ],
    [
      { freezes: [{ name: 'a', from: '2026-12-20', to: '2026-12-21T00:00:00Z' }] },
      'expected a moment with its zone',
    ],
    [
      { freezes: [{ name: 'a', from: '2026-12-20T00:00:00', to: '2026-12-21T00:00:00Z' }] },
      'expected a moment with its zone',
    ],
    [
      { freezes: [{ name: 'a', from: '2026-12-22T00:00:00Z', to: '2026-12-21T00:00:00Z' }] },
      'expected an end (to) later than the beginning (from).',
    ],
    [{ freezes: [{ name: 'a' }] }, 'expected from and to, or weekly.'],
    [
      { freezes: [{ name: 'a', weekly: { days: ['fri'], from: '18:00', to: '20:00', timeZone: 'Mars' } }] },
      'expected a time zone, such as Europe/Berlin.',
    ],
    [
      { freezes: [{ name: 'a', weekly: { days: ['fri'], from: '24:00', to: '20:00', timeZone: 'UTC' } }] },
      'expected a time of day, such as 18:30.',
    ],
    [
      { freezes: [{ name: 'a', weekly: { days: ['fri'], from: '25:00', to: '20:00', timeZone: 'UTC' } }] },
      'expected a time of day, such as 18:30.',
    ],
    [
      {
        freezes: ['a', 'b'].map(() => ({
          name: 'a',
          from: '2026-12-20T00:00:00Z',
          to: '2026-12-21T00:00:00Z',
        })),
      },
      'actions.freezes[1] has the name a of another: expected each once.',
    ],
    [
      { breakGlass: { people: [], offered: ['restart'] } },
      'actions.breakGlass.people is []: expected the ids of user groups or members.',
    ],
    [
      { breakGlass: { people: ['S1'], offered: ['undo'] } },
      'actions.breakGlass.offered has undo, which is offered in no cluster.',
    ],
    [
      { clusters: [cluster, cluster] },
      'actions.clusters[1] has the name prod-eu1 of another: expected each once.',
    ],
    [{ clusters: [{ ...cluster, kubeconfig: undefined }] }, 'expected either kubeconfig or inCluster: true'],
    [
      { clusters: [{ ...cluster, name: 'prod-us1' }] },
      'actions.clusters[0].name is prod-us1, which is not under clusters:',
    ],
    [{ unknown: 1 }, 'actions.unknown is not a setting of Keyturn.'],
  ])('for %j', (over, words) => {
    expect(problemsOf(actions(over))).toEqual([expect.stringContaining(words)]);
  });

  it('when the identity for reading could change the cluster', () => {
    const same = { ...cluster, kubeconfig: '/etc/reader.yaml' };
    const sentence = expect.stringContaining('the one for reading must be harmless.');

    expect(problemsOf(actions({ clusters: [same] }))).toEqual([sentence]);
    expect(
      problemsOf(actions({ clusters: [{ ...same, context: 'a' }] }), [{ ...read, context: 'a' }]),
    ).toEqual([sentence]);
    expect(problemsOf(actions({ clusters: [{ ...same, context: 'a' }] }))).toEqual([]);
  });

  it('when one pod’s service account would do both', () => {
    const own = { ...cluster, kubeconfig: undefined, inCluster: true };
    const here = { name: 'prod-eu1', inCluster: true };

    expect(problemsOf(actions({ clusters: [own] }), [here])).toEqual([
      expect.stringContaining('both say inCluster, and a pod has one service account'),
    ]);
    expect(problemsOf(actions({ clusters: [own] }))).toEqual([]);
    expect(problemsOf(actions(), [here])).toEqual([]);
  });

  it('when something may be changed that may not be seen', () => {
    const all = { ...cluster, allow: [{ namespaces: 'all', offered: ['restart'] }] };

    expect(problemsOf(actions(), [{ ...read, namespaces: ['pay'] }])).toEqual([
      "actions.clusters[0].allow has shop, but only pay is read (clusters): what can't be seen must not be changed.",
    ]);
    expect(problemsOf(actions({ clusters: [all] }), [{ ...read, namespaces: ['shop'] }])).toHaveLength(1);
    expect(problemsOf(actions(), [{ ...read, namespaces: ['shop'] }])).toEqual([]);
  });
});
