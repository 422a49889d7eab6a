import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClusterReader } from '../../../src/ports/cluster-reader.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';
import { captured } from './captured.ts';
import { readerOf } from './reader-of.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

let asked: AskedCluster | undefined;
let standIn: StandIn | undefined;
afterEach(async () => {
  await asked?.stop();
  await standIn?.stop();
  asked = undefined;
  standIn = undefined;
});

/** Answers each path with a body, and counts the requests. */
async function serving(answers: Readonly<Record<string, unknown>>): Promise<{
  readonly reader: ClusterReader;
  readonly paths: readonly string[];
}> {
  const paths: string[] = [];
  standIn = await startStandIn((request: IncomingMessage, response: ServerResponse) => {
    paths.push(request.url ?? '');
    const body = answers[request.url ?? ''];
    if (body === undefined) response.writeHead(503).end('service unavailable\n');
    else response.end(JSON.stringify(body));
  });
  return { reader: readerOf(standIn.door), paths };
}

const aggregated = {
  '/api': captured('0111-discovery-aggregated-api'),
  '/apis': captured('0112-discovery-aggregated-apis'),
};

const classic = {
  '/api': captured('0101-discovery-api'),
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      {
        name: 'apps',
        versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
        preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
      },
      { name: 'metrics.k8s.io', versions: [{ groupVersion: 'metrics.k8s.io/v1beta1', version: 'v1beta1' }] },
    ],
  },
  '/api/v1': captured('0103-discovery-api-v1-resources'),
  '/apis/apps/v1': captured('0104-discovery-apps-v1-resources'),
};

const deployments = {
  group: 'apps',
  version: 'v1',
  name: 'deployments',
  singular: 'deployment',
  kind: 'Deployment',
  shortNames: ['deploy'],
  namespaced: true,
  verbs: expect.arrayContaining(['get', 'list']),
};

describe('the kinds of a cluster', () => {
  it('come from two requests where the server knows how', async () => {
    const { reader, paths } = await serving(aggregated);

    const kinds = await reader.resources(soon());

    expect(kinds).toContainEqual(deployments);
    expect([...paths].sort()).toEqual(['/api', '/apis']);
  });

  it('come group by group from an older server, without the group that does not answer', async () => {
    const { reader } = await serving(classic);

    const kinds = await reader.resources(soon());

    expect(kinds).toContainEqual(deployments);
    expect(kinds.find(({ name }) => name === 'pods')).toMatchObject({ group: '', shortNames: ['po'] });
    expect(kinds.some(({ name }) => name.includes('/'))).toBe(false);
    expect(kinds.some(({ group }) => group === 'metrics.k8s.io')).toBe(false);
  });

  it('are known without the group whose own server is away', async () => {
    const { reader } = await serving({
      ...aggregated,
      '/apis': captured('1104-aggregated-discovery-with-unavailable-apiservice'),
    });

    const kinds = await reader.resources(soon());

    expect(kinds.map(({ group }) => group)).toContain('policy');
    expect(kinds.map(({ group }) => group)).not.toContain('metrics.k8s.io');
  });

  it('are never Secrets, nor what can not be listed, nor what the configuration denies', async () => {
    const { reader } = await serving(aggregated);
    const names = (await reader.resources(soon())).map(({ name }) => name);
    expect(names).toContain('configmaps');
    expect(names).not.toContain('secrets');
    expect(names).not.toContain('bindings');

    for (const deny of ['ConfigMap', 'configmaps', 'Deployments.apps']) {
      const strict = readerOf((await startedAgain()).door, { deny: [deny] });
      const left = (await strict.resources(soon())).map(({ name }) => name);
      expect(left).not.toContain(deny.startsWith('D') ? 'deployments' : 'configmaps');
      expect(left).toContain('pods');
    }
  });

  it('are each known once, in the version that the server prefers', async () => {
    const { reader } = await serving(aggregated);

    const kinds = await reader.resources(soon());

    const scalers = kinds.filter(({ name }) => name === 'horizontalpodautoscalers');
    expect(scalers.map(({ version }) => version)).toEqual(['v2']);
  });

  it('are asked for once in five minutes', async () => {
    const { reader, paths } = await serving(aggregated);

    await reader.resources(soon());
    await reader.resources(soon());

    expect(paths).toHaveLength(2);
  });

  it('are those of the sandbox, custom ones too', async () => {
    asked = await startAskedCluster({ objects: [rolloutDefinition] });

    const kinds = await readerOf(await asked.doorOf()).resources(soon());

    expect(kinds.find(({ kind }) => kind === 'Rollout')).toMatchObject({
      group: 'argoproj.example',
      name: 'rollouts',
      shortNames: ['ro'],
    });
  });
});

async function startedAgain(): Promise<StandIn> {
  await standIn?.stop();
  await serving(aggregated);
  if (!standIn) throw new Error('nothing was started');
  return standIn;
}

const rolloutDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'rollouts.argoproj.example' },
  spec: {
    group: 'argoproj.example',
    scope: 'Namespaced',
    names: { plural: 'rollouts', singular: 'rollout', kind: 'Rollout', shortNames: ['ro'] },
    versions: [
      { name: 'v1alpha1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
    ],
  },
};
