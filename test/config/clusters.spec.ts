import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a signing secret',
  KEYTURN_CHAIN_KEY: 'a key of the chain',
  KEYTURN_WEBHOOK_TOKEN: 'token-of-alertmanager',
};

describe('clusters', () => {
  const clustersOf = (text: string) => {
    const loaded = loadConfig(text, env);
    return 'config' in loaded ? loaded.config : loaded.problems;
  };

  it('are none unless they are named, and then anybody may ask', () => {
    expect(clustersOf('')).toMatchObject({ clusters: [], askRules: [] });
  });

  it('are read by a kubeconfig, or by the pod’s own account', () => {
    const file = `
clusters:
  - { name: prod-eu1, kubeconfig: /etc/prod.yaml, context: reader, namespaces: [shop], deny: [configmaps] }
  - { name: here, inCluster: true, acceptHarm: [delete pods] }
ask:
  - { groups: [S1], namespaces: [shop] }
  - { groups: [S2] }
`;
    expect(clustersOf(file)).toMatchObject({
      clusters: [
        {
          name: 'prod-eu1',
          access: { kind: 'kubeconfig', file: '/etc/prod.yaml', context: 'reader' },
          namespaces: ['shop'],
          deny: ['configmaps'],
          acceptHarm: [],
        },
        { name: 'here', access: { kind: 'in-cluster' }, namespaces: null, acceptHarm: ['delete pods'] },
      ],
      askRules: [
        { groups: ['S1'], namespaces: ['shop'] },
        { groups: ['S2'], namespaces: null },
      ],
    });
  });

  it.each([
    ['clusters: [{ name: a }]', 'expected either kubeconfig or inCluster: true'],
    ['clusters: [{ name: a, kubeconfig: x, inCluster: true }]', 'expected either kubeconfig or inCluster'],
    ['clusters: [{ name: a, inCluster: true, context: x }]', 'expected context together with kubeconfig'],
    ['clusters: [{ name: "-a", inCluster: true }]', 'expected letters, digits'],
    ['clusters: [{ name: a, inCluster: true }, { name: a, inCluster: true }]', 'expected each once'],
    ['ask: [{ groups: [team] }]', 'expected a user group'],
  ])('%s is refused in words', (text, words) => {
    expect(clustersOf(text)).toEqual([expect.stringContaining(words)]);
  });
});
