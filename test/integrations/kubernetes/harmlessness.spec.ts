import { afterEach, describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import type { ClusterOptions } from '../../../sandbox/cluster/sandbox-cluster.ts';
import {
  covers,
  harmfulRights,
  harmsOf,
  rightWords,
} from '../../../src/integrations/kubernetes/harmful-rights.ts';
import type { Harmlessness } from '../../../src/ports/cluster-reader.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';
import { readerOf } from './reader-of.ts';

let asked: AskedCluster | undefined;
afterEach(async () => {
  await asked?.stop();
  asked = undefined;
});

const RBAC = 'rbac.authorization.k8s.io';

type Rule = { apiGroups: string[]; resources: string[]; verbs: string[]; resourceNames?: string[] };

const clusterRole = (name: string, rules: readonly Rule[]): ClusterObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRole',
  metadata: { name },
  rules,
});

const subjects = [{ apiGroup: RBAC, kind: 'User', name: 'bot' }];

const everywhere = (role: string): ClusterObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: `bot-${role}` },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects,
});

const within = (namespace: string, role: string): ClusterObject => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'RoleBinding',
  metadata: { name: `bot-${role}`, namespace },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects,
});

const namespace = (name: string): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

async function checked(
  objects: readonly ClusterObject[],
  options: Omit<ClusterOptions, 'objects'> & { namespaces?: readonly string[]; user?: string } = {},
): Promise<Harmlessness> {
  const { namespaces, user = 'bot', ...rest } = options;
  asked = await startAskedCluster({ ...rest, objects: [namespace('shop'), namespace('apps'), ...objects] });
  return readerOf(await asked.doorOf(user), { namespaces: namespaces ?? null }).harmlessness(soon());
}

describe('an identity that can only read', () => {
  it('is harmless, by several hundred questions', async () => {
    const found = await checked([everywhere('view')]);

    expect(found.harms).toEqual([]);
    expect(found.incomplete).toEqual([]);
    expect(found.questions).toBeGreaterThan(200);
    const reviews = asked?.cluster.requests.filter(({ resource }) => resource === 'selfsubjectrulesreviews');
    expect(reviews).toHaveLength(6);
  });

  it('may ask what it may', async () => {
    const found = await checked([
      everywhere('view'),
      everywhere('ask'),
      clusterRole('ask', [
        {
          apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
          resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'selfsubjectreviews'],
          verbs: ['create'],
        },
      ]),
    ]);

    expect(found.harms).toEqual([]);
  });
});

describe('an identity that can do harm', () => {
  it('is told by one line when it may do everything', async () => {
    const found = await checked([], { user: 'admin' });

    expect(found.harms).toEqual(['* *.* in the whole cluster']);
    expect(found.questions).toBe(1);
  });

  it.each<[string, Rule, string]>([
    ['reads Secrets', { apiGroups: [''], resources: ['secrets'], verbs: ['list'] }, 'list secrets'],
    ['runs commands', { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }, 'create pods/exec'],
    [
      'runs them by websocket',
      { apiGroups: [''], resources: ['pods/exec'], verbs: ['get'] },
      'get pods/exec',
    ],
    ['talks to kubelets', { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] }, 'get nodes/proxy'],
    [
      'makes tokens',
      { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
      'create serviceaccounts/token',
    ],
    [
      'is somebody else',
      { apiGroups: [''], resources: ['groups'], verbs: ['impersonate'] },
      'impersonate groups',
    ],
    [
      'gives itself more',
      { apiGroups: [RBAC], resources: ['clusterroles'], verbs: ['bind'] },
      `bind clusterroles.${RBAC}`,
    ],
    [
      'signs certificates',
      { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['sign'] },
      'sign signers.certificates.k8s.io',
    ],
    [
      'scales',
      { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['patch'] },
      'patch deployments.apps/scale',
    ],
    ['evicts', { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] }, 'create pods/eviction'],
    [
      'deletes at once',
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['deletecollection'] },
      'deletecollection deployments.apps',
    ],
  ])('is found out when it %s', async (_, rule, harm) => {
    const found = await checked([everywhere('view'), everywhere('extra'), clusterRole('extra', [rule])]);

    expect(found.harms).toEqual([`${harm} in the whole cluster`]);
  });

  it('is found out in the one namespace where it may', async () => {
    const found = await checked([
      everywhere('view'),
      within('apps', 'extra'),
      clusterRole('extra', [
        {
          apiGroups: ['apps'],
          resources: ['deployments'],
          verbs: ['get', 'patch'],
          resourceNames: ['checkout'],
        },
        { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
      ]),
    ]);

    expect(found.harms).toEqual(['get secrets in apps', 'patch deployments.apps (only checkout) in apps']);
  });

  it('has one line for a right that it has in every namespace, one by one', async () => {
    const spaces = ['shop', 'apps'];
    const rule = { apiGroups: [''], resources: ['pods'], verbs: ['delete'] };
    const objects = [clusterRole('extra', [rule]), ...spaces.map((name) => within(name, 'extra'))];

    const found = await checked(objects, { namespaces: spaces });

    expect(found.harms).toEqual(['delete pods in every namespace']);
  });

  it('is found out by what it holds on a kind that is not there yet', async () => {
    const rule = { apiGroups: ['later.example'], resources: ['things'], verbs: ['get', 'delete'] };

    const found = await checked([clusterRole('extra', [rule]), within('shop', 'extra')], {
      namespaces: ['shop'],
    });

    expect(found.harms).toEqual(['delete things.later.example in shop']);
  });

  it('is found out by what it holds on kinds that nobody knows', async () => {
    const rule = { apiGroups: ['*'], resources: ['*'], verbs: ['update'], resourceNames: ['checkout'] };

    const found = await checked([clusterRole('extra', [rule]), within('shop', 'extra')], {
      namespaces: ['shop'],
    });

    expect(found.harms).toEqual(['update *.* (only checkout) in shop']);
  });
});

describe('what could not be checked', () => {
  it('is said when the namespaces can not be listed', async () => {
    const found = await checked([]);

    expect(found.incomplete).toEqual([
      expect.stringMatching(
        /^the namespaces could not be listed, so none was looked into: namespaces is forbidden/,
      ),
    ]);
  });

  it('is said when the server does not know all rules', async () => {
    const found = await checked([everywhere('view')], { webhookAuthorizer: true });

    expect(found.incomplete).toEqual([expect.stringMatching(/^the rules of namespaces: /)]);
  });

  it('is said when a question is not answered', async () => {
    asked = await startAskedCluster({ objects: [everywhere('view')] });
    asked.cluster.faults.add({ kind: 'server-error', resource: 'selfsubjectaccessreviews', times: 3 });

    const found = await readerOf(await asked.doorOf('bot')).harmlessness(soon());

    expect(found.incomplete).toEqual([expect.stringMatching(/^3 of \d+ questions were not answered: /)]);
  });

  it('is everything when the cluster is away', async () => {
    asked = await startAskedCluster({ objects: [everywhere('view')] });
    asked.cluster.faults.add({ kind: 'unauthorized' });

    const asking = readerOf(await asked.doorOf('bot')).harmlessness(soon());

    await expect(asking).rejects.toMatchObject({ kind: 'unauthorized' });
  });
});

describe('rights', () => {
  it('are asked for where the verb is served, also on what lies below a kind', () => {
    const rights = harmfulRights([
      {
        ...{
          group: 'apps',
          version: 'v1',
          name: 'deployments',
          singular: '',
          kind: 'Deployment',
          shortNames: [],
        },
        namespaced: true,
        verbs: ['get', 'list', 'patch'],
        subresources: [{ name: 'scale', verbs: ['get', 'update'] }],
      },
    ]).map(rightWords);

    expect(rights.slice(0, 2)).toEqual(['patch deployments.apps', 'update deployments.apps/scale']);
    expect(rights).toContain('impersonate userextras.authentication.k8s.io');
  });

  it('that a rule gives are told by its stars', () => {
    const right = { verb: 'get', group: '', resource: 'pods/exec' };

    expect(covers({ verb: '*', group: '*', resource: '*' }, right)).toBe(true);
    expect(covers({ verb: 'get', group: '', resource: '*/exec' }, right)).toBe(true);
    expect(covers({ verb: 'get', group: '', resource: 'pods' }, right)).toBe(false);
    expect(covers({ verb: 'get', group: 'apps', resource: '*' }, right)).toBe(false);
  });

  it('of reading a whole group are no harm, unless Secrets are in it', () => {
    const rule = (group: string) => [{ verbs: ['get'], groups: [group], resources: ['*'], names: [] }];

    expect(harmsOf(rule('apps'))).toEqual([]);
    expect(harmsOf(rule(''))).toHaveLength(1);
    expect(harmsOf(rule('*'))).toHaveLength(1);
  });
});
