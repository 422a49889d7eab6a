import { expect } from 'vitest';
import { type ClusterUnderTest, jsonOf, READER, STRANGER, type Status } from './cluster-under-test.ts';
import { describeCluster } from './describe-cluster.ts';

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';

type Review = {
  status: {
    allowed: boolean;
    reason?: string;
    resourceRules: { verbs: string[]; resources: string[] }[];
    userInfo: { username: string; groups: string[] };
  };
};

/** The answer to a review that was posted. */
const review = async (
  cluster: ClusterUnderTest,
  kind: string,
  spec: object,
  as: { user: string; groups: string[] },
) => {
  const path = `${AUTHORIZATION}/${kind.toLowerCase()}s`;
  const body = { apiVersion: 'authorization.k8s.io/v1', kind, spec };
  const reply = await cluster.send(path, { method: 'POST', body, as });
  expect(reply.status).toBe(201);
  return jsonOf<Review>(reply).status;
};

describeCluster('access', (rule) => {
  const mayI = (cluster: ClusterUnderTest, verb: string, subresource?: string) =>
    review(
      cluster,
      'SelfSubjectAccessReview',
      { resourceAttributes: { namespace: cluster.namespace, verb, resource: 'pods', subresource } },
      READER,
    );

  rule('is told by a review: what a role allows with its name, a refusal without a word', async (cluster) => {
    expect(await mayI(cluster, 'list')).toMatchObject({
      allowed: true,
      reason: `RBAC: allowed by RoleBinding "readers/${cluster.namespace}" of Role "reader" to Group "keyturn-readers"`,
    });
    expect((await mayI(cluster, 'get', 'log')).allowed).toBe(true);
    expect((await mayI(cluster, 'delete')).allowed).toBe(false);
    expect((await mayI(cluster, 'create', 'exec')).allowed).toBe(false);
  });

  rule('is listed by a rules review', async (cluster) => {
    const { resourceRules } = await review(
      cluster,
      'SelfSubjectRulesReview',
      { namespace: cluster.namespace },
      READER,
    );

    expect(resourceRules).toContainEqual(
      expect.objectContaining({ verbs: ['get', 'list', 'watch'], resources: ['pods', 'pods/log'] }),
    );
  });

  rule('can be asked for somebody else, by who may ask that', async (cluster) => {
    const spec = {
      user: 'carol',
      groups: READER.groups,
      resourceAttributes: { namespace: cluster.namespace, verb: 'list', resource: 'pods' },
    };
    const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
    const asked = { method: 'POST', body };

    const allowed = await cluster.send(`${AUTHORIZATION}/subjectaccessreviews`, asked);
    const refused = await cluster.send(`${AUTHORIZATION}/subjectaccessreviews`, { ...asked, as: READER });

    expect(jsonOf<Review>(allowed).status.allowed).toBe(true);
    expect(refused.status).toBe(403);
  });

  rule('knows who one is', async (cluster) => {
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };

    const reply = await cluster.send('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      method: 'POST',
      body,
      as: READER,
    });

    expect(jsonOf<Review>(reply).status.userInfo).toMatchObject({
      username: 'ana',
      groups: ['keyturn-readers', 'system:authenticated'],
    });
  });

  rule(
    'is refused with who can not do what where, before it is said whether it is there',
    async (cluster) => {
      const path = `/api/v1/namespaces/${cluster.namespace}`;
      const said = async (resource: string) => {
        const reply = await cluster.send(resource, { as: STRANGER });
        const { reason, message } = jsonOf<Status>(reply);
        expect([reply.status, reason]).toEqual([403, 'Forbidden']);
        return message;
      };

      expect(await said(`${path}/pods`)).toBe(
        `pods is forbidden: User "ben" cannot list resource "pods" in API group "" in the namespace "${cluster.namespace}"`,
      );
      expect(await said(`${path}/secrets/absent`)).toContain('secrets "absent" is forbidden');
      expect(await said('/apis/nothere.keyturn.example/v1/things')).toBe(
        'things.nothere.keyturn.example is forbidden: User "ben" cannot list resource "things" in API group "nothere.keyturn.example" at the cluster scope',
      );
    },
  );

  rule('is not given to a token that nobody issued', async (cluster) => {
    const reply = await cluster.sendUnknown('/api/v1/namespaces');

    expect(reply.status).toBe(401);
    expect(jsonOf<Status>(reply)).toMatchObject({ reason: 'Unauthorized', message: 'Unauthorized' });
    expect(reply.headers['www-authenticate']).toBeUndefined();
  });
});
