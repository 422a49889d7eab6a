import { expect } from 'vitest';
import { type ClusterUnderTest, jsonOf, type List, namesOf, type Status } from './cluster-under-test.ts';
import { describeCluster } from './describe-cluster.ts';

const inNamespace = ({ namespace }: ClusterUnderTest, resource: string, query = '') =>
  `/api/v1/namespaces/${namespace}/${resource}?${query}`;

const list = async (cluster: ClusterUnderTest, resource: string, query = '') =>
  jsonOf<List>(await cluster.send(inNamespace(cluster, resource, query)));

const refusal = async (cluster: ClusterUnderTest, resource: string, query: string) => {
  const { code, reason, message } = jsonOf<Status>(await cluster.send(inNamespace(cluster, resource, query)));
  return { code, reason, message };
};

describeCluster('lists', (rule) => {
  rule('are sorted by name, their items without kind and apiVersion', async (cluster) => {
    const found = await list(cluster, 'podtemplates');

    expect(found.kind).toBe('PodTemplateList');
    expect(namesOf(found)).toEqual(['page-1', 'page-2', 'page-3', 'page-4', 'page-5']);
    expect(found.items[0]).not.toHaveProperty('kind');
  });

  rule('are read page by page, and say how many are left', async (cluster) => {
    const first = await list(cluster, 'podtemplates', 'limit=2');
    const second = await list(cluster, 'podtemplates', `limit=2&continue=${first.metadata.continue}`);
    const third = await list(cluster, 'podtemplates', `limit=2&continue=${second.metadata.continue}`);

    expect([first, second, third].map(namesOf)).toEqual([
      ['page-1', 'page-2'],
      ['page-3', 'page-4'],
      ['page-5'],
    ]);
    expect([first, second, third].map((page) => page.metadata.remainingItemCount)).toEqual([3, 1, undefined]);
    expect(third.metadata.continue).toBeUndefined();
  });

  rule('do not say how many are left when there is a selector', async (cluster) => {
    const page = await list(cluster, 'pods', 'limit=1&labelSelector=case%20in%20(ok,image)');

    expect(page.items).toHaveLength(1);
    expect(page.metadata.continue).toBeDefined();
    expect(page.metadata.remainingItemCount).toBeUndefined();
  });

  rule('ignore the limit at resourceVersion 0', async (cluster) => {
    expect(namesOf(await list(cluster, 'podtemplates', 'limit=2&resourceVersion=0'))).toHaveLength(5);
  });

  rule('take labels by every operator', async (cluster) => {
    const names = async (selector: string) =>
      namesOf(await list(cluster, 'pods', `labelSelector=${encodeURIComponent(selector)}`));

    expect(await names('case=ok')).toEqual(['fine', 'two']);
    expect(await names('case==ok,app!=two')).toEqual(['fine']);
    expect(await names('case in (image, config)')).toEqual(['noconfig', 'nopull']);
    expect(await names('case,case notin (ok,image,config)')).toEqual(['nowhere']);
    expect(await names('!case,app=web')).toHaveLength(1);
    expect(await names('tier>2')).toEqual(['two']);
    expect(await names('tier<3')).toEqual(['fine']);
  });

  rule('take the fields that the server knows of a pod', async (cluster) => {
    const names = async (selector: string) =>
      namesOf(await list(cluster, 'pods', `fieldSelector=${encodeURIComponent(selector)}`));

    expect(await names('metadata.name=fine')).toEqual(['fine']);
    expect(await names('status.phase=Pending,spec.nodeName=')).toEqual(['nowhere']);
    expect(await names('status.phase!=Running,spec.nodeName!=')).toEqual(['noconfig', 'nopull']);
  });

  rule('of events are selected by the names of their own API group', async (cluster) => {
    const core = await list(
      cluster,
      'events',
      'fieldSelector=involvedObject.name=nowhere,reason=FailedScheduling',
    );
    const path = `/apis/events.k8s.io/v1/namespaces/${cluster.namespace}/events`;
    const newer = jsonOf<List>(await cluster.send(`${path}?fieldSelector=regarding.name=nowhere`));

    expect(namesOf(newer)).toEqual(expect.arrayContaining(namesOf(core)));
    expect(core.items[0]).toMatchObject({ involvedObject: { name: 'nowhere' }, message: expect.any(String) });
    expect(newer.items[0]).toMatchObject({ regarding: { name: 'nowhere' }, note: expect.any(String) });
    expect(await refusal(cluster, 'events', 'fieldSelector=regarding.name=nowhere')).toEqual({
      code: 400,
      reason: 'BadRequest',
      message: 'field label not supported: regarding.name',
    });
  });

  rule('refuse what they can not parse or do not know', async (cluster) => {
    const refused = [
      await refusal(cluster, 'pods', 'labelSelector=case%20in%20image'),
      await refusal(cluster, 'pods', 'fieldSelector=status.phase'),
      await refusal(cluster, 'pods', 'fieldSelector=spec.serviceName=x'),
      await refusal(cluster, 'pods', 'limit=many'),
      await refusal(cluster, 'configmaps', 'fieldSelector=data.x=y'),
    ];

    expect(refused.map(({ message }) => message)).toEqual([
      "unable to parse requirement: found 'image' expected: '('",
      "invalid selector: 'status.phase'; can't understand 'status.phase'",
      'field label not supported: spec.serviceName',
      'strconv.ParseInt: parsing "many": invalid syntax',
      '"data.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    ]);
    expect(refused.every(({ code, reason }) => code === 400 && reason === 'BadRequest')).toBe(true);
  });

  rule('of a namespace that is not there are empty', async (cluster) => {
    const reply = await cluster.send('/api/v1/namespaces/keyturn-not-there/pods');

    expect(reply.status).toBe(200);
    expect(jsonOf<List>(reply).items).toEqual([]);
  });
});
