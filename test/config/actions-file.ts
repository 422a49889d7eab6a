import { stringify } from 'yaml';
import { loadConfig } from '../../src/config/load-config.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a signing secret',
  KEYTURN_CHAIN_KEY: 'a key of the chain',
  KEYTURN_WEBHOOK_TOKEN: 'token-of-alertmanager',
};

export const cluster = {
  name: 'prod-eu1',
  kubeconfig: '/etc/executor.yaml',
  allow: [{ namespaces: ['shop'], offered: ['restart', 'scale'] }],
};
export const read = { name: 'prod-eu1', kubeconfig: '/etc/reader.yaml' };

/** The least that offers anything, and what a test says otherwise. */
export const actions = (over: object = {}) => ({
  clusters: [cluster],
  approvers: { standard: ['S1'] },
  ...over,
});

const loaded = (given: object | undefined, clusters: readonly object[] = [read]) =>
  loadConfig(stringify({ clusters, ...(given ? { actions: given } : {}) }), env);

export function configOf(given: object | undefined, clusters?: readonly object[]) {
  const config = loaded(given, clusters);
  if ('problems' in config) throw new Error(config.problems.join('\n'));
  return config.config;
}

export function problemsOf(given: object, clusters?: readonly object[]) {
  const config = loaded(given, clusters);
  return 'problems' in config ? config.problems : [];
}
