import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ClusterObject } from '../../sandbox/cluster/cluster-object.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import { parseProcessRoles } from '../../src/app/process-roles.ts';
import { doctorWithWorld } from '../../src/cli/doctor-with-world.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { startAskedCluster } from '../integrations/kubernetes/asked-cluster.ts';
import { freshKeyPrefix } from '../setup/key-prefix.ts';
import '../setup/provided.ts';

const objectsOf = (file: string): ClusterObject[] =>
  parseAllDocuments(readFileSync(join(import.meta.dirname, '../../deploy/kubernetes', file), 'utf8')).map(
    (document): ClusterObject => document.toJS(),
  );

const namespace = (name: string): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

/** A workspace and a cluster with the shipped roles, and what the doctor says of them. */
async function examined({ writer = 'keyturn-executor', roles = 'executor' } = {}) {
  const slack = await startSlack({
    members: ['ana', 'ben'],
    userGroups: [{ handle: 'on-call', members: ['ana', 'ben'] }],
  });
  onTestFinished(() => slack.stop());
  const asked = await startAskedCluster({
    objects: [
      ...['kube-system', 'keyturn', 'shop'].map(namespace),
      ...objectsOf('reader.yaml'),
      ...objectsOf('executor.yaml'),
    ],
  });
  onTestFinished(() => asked.stop());
  const file = (account: string) => asked.kubeconfigOf(`system:serviceaccount:keyturn:${account}`);
  const settings = {
    redis: { prefix: freshKeyPrefix() },
    slack: { apiUrl: slack.apiUrl, mode: 'http' },
    clusters: [{ name: 'prod-eu1', kubeconfig: await file('keyturn-reader') }],
    actions: {
      clusters: [
        {
          ...{ name: 'prod-eu1', kubeconfig: await file(writer) },
          allow: [{ namespaces: ['shop'], offered: ['restart', 'cordon'] }],
        },
      ],
      approvers: { standard: [slack.userGroup('on-call').id], critical: ['SGONE'] },
      freezes: [{ name: 'always', from: '2020-01-01T00:00:00Z', to: '2120-01-01T00:00:00Z' }],
    },
  };
  const loaded = loadConfig(JSON.stringify(settings), {
    REDIS_URL: inject('redisUrl'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    KEYTURN_CHAIN_KEY: 'a-chain-key-for-tests',
    KEYTURN_WEBHOOK_TOKEN: 'a-webhook-token-for-tests',
  });
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
  const parsed = parseProcessRoles(roles);
  if (typeof parsed === 'string') throw new Error(parsed);
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { lines } = await doctorWithWorld({ config: loaded.config, logger, roles: parsed });
  return { text: lines.join('\n'), group: slack.userGroup('on-call').id };
}

it('says who may change a cluster, who has the second key, and which freeze holds', async () => {
  const { text, group } = await examined();

  expect(text).toMatch(/^warn cluster prod-eu1: /m);
  expect(text).toMatch(
    /A diagnosis reads \d+ objects in \d\.\d s\. It would not see:\n +- metrics\.k8s\.io is not installed/,
  );
  expect(text).toMatch(
    /^ok {3}changes in prod-eu1: made by system:serviceaccount:keyturn:keyturn-executor at .*, who may do what is offered/m,
  );
  expect(text).toContain(
    `ok   approvers of standard changes: ${group} has enough members; standard needs 1 besides the requester.`,
  );
  expect(text).toMatch(/^BAD {2}approvers of critical changes: SGONE is not known in Slack/m);
  expect(text).toMatch(/^warn freeze always: it holds until 2120-01-01T00:00:00.000Z: nobody may approve/m);
});

it('finds the identity for reading behind another file', async () => {
  const { text } = await examined({ writer: 'keyturn-reader' });

  expect(text).toMatch(/^BAD {2}changes in prod-eu1/m);
  expect(text).toContain('It is also the identity for reading, which must be harmless');
  expect(text).toContain('- patch deployments.apps in shop (for restart)');
});

it('leaves the identity for writing to the executor', async () => {
  const { text } = await examined({ roles: 'intake,workers' });

  expect(text).toContain(
    'ok   changes in prod-eu1: not examined: only an executor has the identity for writing.',
  );
});
