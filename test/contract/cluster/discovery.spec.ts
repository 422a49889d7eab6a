import { expect } from 'vitest';
import { jsonOf, STRANGER } from './cluster-under-test.ts';
import { describeCluster } from './describe-cluster.ts';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

type Resources = { resources: { name: string; kind: string; namespaced: boolean; verbs: string[] }[] };

describeCluster('discovery', (rule) => {
  rule('names the resources of a version with their subresources', async (cluster) => {
    const { resources } = jsonOf<Resources>(await cluster.send('/apis/apps/v1'));

    expect(resources.find(({ name }) => name === 'deployments')).toMatchObject({
      kind: 'Deployment',
      namespaced: true,
      shortNames: ['deploy'],
    });
    expect(resources.find(({ name }) => name === 'deployments/scale')).toMatchObject({
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
    });
  });

  rule('gives every group in one answer, in the form that comes first', async (cluster) => {
    const reply = await cluster.send('/apis', { accept: `${AGGREGATED},application/json` });

    const groups = jsonOf<{ items: { metadata: { name: string } }[] }>(reply).items;
    expect(reply.headers['content-type']).toBe(AGGREGATED);
    expect(groups.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['apps', 'batch', 'events.k8s.io', 'rbac.authorization.k8s.io']),
    );
  });

  rule('is open to everyone who has a name', async (cluster) => {
    const replies = [
      await cluster.send('/version', { as: STRANGER }),
      await cluster.send('/apis', { as: STRANGER }),
    ];

    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  });

  rule('answers a path that nothing serves with plain text', async (cluster) => {
    const reply = await cluster.send('/apis/nothere.keyturn.example/v1');

    expect(reply).toMatchObject({ status: 404, text: '404 page not found\n' });
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});
