import { expect } from 'vitest';
import { type ClusterUnderTest, jsonOf, type Status } from './cluster-under-test.ts';
import { describeCluster } from './describe-cluster.ts';

describeCluster('errors', (rule) => {
  const refusal = async (cluster: ClusterUnderTest, path: string, method = 'GET') => {
    const body = method === 'GET' ? undefined : {};
    const reply = await cluster.send(path.replace('NS', cluster.namespace), {
      method,
      ...(body ? { body } : {}),
    });
    const { code, reason, message, details } = jsonOf<Status>(reply);
    return { code, reason, message, details };
  };

  rule('name the object that is not there, with its group', async (cluster) => {
    expect(await refusal(cluster, '/apis/apps/v1/namespaces/NS/deployments/absent')).toEqual({
      code: 404,
      reason: 'NotFound',
      message: 'deployments.apps "absent" not found',
      details: { name: 'absent', group: 'apps', kind: 'deployments' },
    });
    expect(await refusal(cluster, '/api/v1/namespaces/keyturn-not-there')).toMatchObject({
      code: 404,
      message: 'namespaces "keyturn-not-there" not found',
    });
  });

  rule('say of a kind or version that is not served that it can not be found', async (cluster) => {
    const notServed = {
      code: 404,
      reason: 'NotFound',
      message: 'the server could not find the requested resource',
      details: {},
    };

    expect(await refusal(cluster, '/api/v1/namespaces/NS/frobs')).toEqual(notServed);
    expect(await refusal(cluster, '/apis/apps/v9/namespaces/NS/deployments')).toEqual(notServed);
    expect(await refusal(cluster, '/api/v1/namespaces/NS/pods/fine/frob')).toEqual(notServed);
  });

  rule('refuse a method that a path does not have', async (cluster) => {
    const refused = {
      code: 405,
      reason: 'MethodNotAllowed',
      message: 'the server does not allow this method on the requested resource',
      details: {},
    };

    expect(await refusal(cluster, '/api/v1/namespaces/NS/pods/fine', 'POST')).toEqual(refused);
    expect(await refusal(cluster, '/api/v1/namespaces/NS/pods/fine/log', 'POST')).toEqual(refused);
  });
});
