import { expect } from 'vitest';
import { type ClusterUnderTest, jsonOf, READER, STRANGER, type Status } from './cluster-under-test.ts';
import { describeCluster } from './describe-cluster.ts';

const logPath = ({ namespace }: ClusterUnderTest, pod: string, query = '') =>
  `/api/v1/namespaces/${namespace}/pods/${pod}/log?${query}`;

describeCluster('logs', (rule) => {
  const refusal = async (cluster: ClusterUnderTest, pod: string, query = '') => {
    const { code, message } = jsonOf<Status>(await cluster.send(logPath(cluster, pod, query)));
    return `${code} ${message}`;
  };

  rule('are plain text, empty of a container that says nothing', async (cluster) => {
    const reply = await cluster.send(logPath(cluster, 'fine', 'tailLines=5'), { as: READER });

    expect(reply).toMatchObject({ status: 200, text: '' });
    expect(reply.headers['content-type']).toBe('text/plain');
  });

  rule('are nothing at all of a pod without a node', async (cluster) => {
    expect(await cluster.send(logPath(cluster, 'nowhere'))).toMatchObject({ status: 204, text: '' });
  });

  rule('need to know the container', async (cluster) => {
    expect(await refusal(cluster, 'two')).toBe(
      '400 a container name must be specified for pod two, choose one of: [app sidecar]',
    );
    expect(await refusal(cluster, 'two', 'container=nope')).toBe(
      '400 container nope is not valid for pod two',
    );
    expect((await cluster.send(logPath(cluster, 'two', 'container=sidecar'))).status).toBe(200);
  });

  rule('of a container that never ran say why', async (cluster) => {
    expect(await refusal(cluster, 'noconfig')).toBe(
      '400 container "app" in pod "noconfig" is waiting to start: CreateContainerConfigError',
    );
    expect(await refusal(cluster, 'nopull')).toMatch(
      /^400 container "app" in pod "nopull" is waiting to start: (trying and failing to pull image|image can't be pulled)$/,
    );
    expect(await refusal(cluster, 'fine', 'previous=true')).toBe(
      '400 previous terminated container "app" in pod "fine" not found',
    );
  });

  rule('of a pod that is not there are not found', async (cluster) => {
    expect(await refusal(cluster, 'absent')).toBe('404 pods "absent" not found');
  });

  rule('refuse numbers that mean nothing', async (cluster) => {
    expect(await refusal(cluster, 'fine', 'tailLines=-1')).toBe(
      '422 PodLogOptions "fine" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    );
    expect(await refusal(cluster, 'fine', 'limitBytes=0')).toBe(
      '422 PodLogOptions "fine" is invalid: limitBytes: Invalid value: 0: must be greater than 0',
    );
    expect(await refusal(cluster, 'fine', 'tailLines=x')).toBe(
      '400 strconv.ParseInt: parsing "x": invalid syntax',
    );
  });

  rule('are not for everyone', async (cluster) => {
    const reply = await cluster.send(logPath(cluster, 'fine'), { as: STRANGER });

    expect(reply.status).toBe(403);
    expect(jsonOf<Status>(reply).message).toBe(
      `pods "fine" is forbidden: User "ben" cannot get resource "pods/log" in API group "" in the namespace "${cluster.namespace}"`,
    );
  });
});
