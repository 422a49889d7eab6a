import { afterEach, describe, expect, it } from 'vitest';
import type { ClusterOptions } from '../../../sandbox/cluster/sandbox-cluster.ts';
import type { Resource } from '../../../src/domain/cluster/resource.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import type { ClusterReader, Where } from '../../../src/ports/cluster-reader.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';
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

async function started(
  options: ClusterOptions,
  { user, ...scope }: { user?: string; namespaces?: readonly string[]; deny?: readonly string[] } = {},
): Promise<ClusterReader> {
  asked ??= await startAskedCluster(options);
  return readerOf(await asked.doorOf(user), scope);
}

async function failure(work: Promise<unknown>): Promise<ClusterFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ClusterFailure);
  return error as ClusterFailure;
}

const kind = (group: string, name: string, of: string, namespaced = true): Resource => ({
  ...{ group, version: 'v1', name, kind: of, namespaced },
  ...{ singular: of.toLowerCase(), shortNames: [], verbs: ['get', 'list'] },
});
const pods = kind('', 'pods', 'Pod');
const secrets = kind('', 'secrets', 'Secret');
const configMaps = kind('', 'configmaps', 'ConfigMap');
const nodes = kind('', 'nodes', 'Node', false);

const where = (resource: Resource, rest: Partial<Where> = {}): Where => ({
  ...{ resource, namespace: null, labels: null, name: null },
  ...rest,
});

const pod = (name: string, namespace = 'shop', rest: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace,
    labels: { app: name.split('-')[0] ?? '' },
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"env":"hunter2"}' },
  },
  spec: { nodeName: 'node-1', containers: [{ name: 'app', image: 'shop:1.0' }] },
  ...rest,
});

const objects = [pod('web-1'), pod('web-2'), pod('db-1'), pod('web-1', 'apps')];

describe('a table', () => {
  it('is printed by the API server, with the place of each row', async () => {
    const reader = await started({ objects });

    const table = await reader.table(where(pods, { namespace: 'shop' }), 10, soon());

    expect(table.columns.slice(0, 2)).toEqual([
      { name: 'Name', priority: 0 },
      { name: 'Ready', priority: 0 },
    ]);
    expect(table.columns.some(({ priority }) => priority > 0)).toBe(true);
    expect(table.rows.map(({ namespace, name, cells }) => [namespace, name, cells[0]])).toEqual([
      ['shop', 'db-1', 'db-1'],
      ['shop', 'web-1', 'web-1'],
      ['shop', 'web-2', 'web-2'],
    ]);
    expect(table.left).toBe(0);
    expect(JSON.stringify(table)).not.toContain('hunter2');
  });

  it('says how many rows were left out, where the server says so', async () => {
    const reader = await started({ objects });

    const some = await reader.table(where(pods), 3, soon());
    expect([some.rows.length, some.left]).toEqual([3, 1]);

    const selected = await reader.table(where(pods, { labels: 'app=web' }), 2, soon());
    expect([selected.rows.length, selected.left]).toEqual([2, null]);
  });

  it('finds one name, in one namespace or in all', async () => {
    const reader = await started({ objects });

    const one = await reader.table(where(pods, { namespace: 'shop', name: 'web-1' }), 10, soon());
    expect(one.rows.map(({ namespace }) => namespace)).toEqual(['shop']);
    const all = await reader.table(where(pods, { name: 'web-1' }), 10, soon());
    expect(all.rows.map(({ namespace }) => namespace).sort()).toEqual(['apps', 'shop']);
  });

  it('is of the allowed namespaces only', async () => {
    const reader = await started({ objects }, { namespaces: ['apps', 'shop'] });

    const table = await reader.table(where(pods), 2, soon());
    expect(table.rows.map(({ namespace }) => namespace)).toEqual(['apps', 'shop']);
    expect(table.left).toBe(2);
    expect(asked?.cluster.requests.some(({ path }) => path.startsWith('/api/v1/pods'))).toBe(false);
    const other = await started({ objects }, { namespaces: ['shop', 'apps'] });
    // One more in shop, and nobody has looked into apps.
    expect((await other.table(where(pods), 2, soon())).left).toBeNull();

    const refused = await failure(reader.table(where(pods, { namespace: 'kube-system' }), 2, soon()));
    expect([refused.kind, refused.detail]).toEqual([
      'forbidden',
      'the configuration does not allow the namespace kube-system, only apps, shop',
    ]);
  });

  it('is never of Secrets or of a denied kind, and nothing is asked', async () => {
    const reader = await started({ objects }, { deny: ['ConfigMap'] });

    expect((await failure(reader.table(where(secrets), 2, soon()))).detail).toBe('Secrets are never read');
    expect((await failure(reader.names(where(secrets), soon()))).kind).toBe('forbidden');
    expect((await failure(reader.object({ ...where(secrets), name: 'x' }, soon()))).kind).toBe('forbidden');
    expect((await failure(reader.table(where(configMaps), 2, soon()))).detail).toMatch(/denies configmaps/);
    expect(asked?.cluster.requests).toEqual([]);
  });

  it('has no secret in its cells', async () => {
    standIn = await startStandIn((_, response) =>
      response.end(
        JSON.stringify({
          kind: 'Table',
          columnDefinitions: [
            { name: 'Name' },
            { name: 'Password', priority: 1 },
            { name: 'Url' },
            { name: 'Age' },
          ],
          rows: [{ cells: ['db', 'hunter2', 'postgres://app:hunter2@db', null], object: null }],
        }),
      ),
    );

    const table = await readerOf(standIn.door).table(where(kind('db.example', 'dbs', 'Db')), 5, soon());

    expect(JSON.stringify(table)).not.toContain('hunter2');
    expect(table.rows[0]?.cells).toEqual(['db', '[redacted]', expect.stringMatching(/@db$/), '<none>']);
  });

  it('has names only where a server knows no tables', async () => {
    standIn = await startStandIn((_, response) =>
      response.end('{"kind":"DbList","items":[{"metadata":{"name":"db","namespace":"shop"}}]}'),
    );

    const table = await readerOf(standIn.door).table(where(kind('db.example', 'dbs', 'Db')), 5, soon());

    expect(table).toEqual({
      columns: [{ name: 'Name', priority: 0 }],
      rows: [{ namespace: 'shop', name: 'db', cells: ['db'] }],
      left: 0,
    });
  });

  it('that may not be read names the rule', async () => {
    const reader = await started({ objects }, { user: 'nobody' });

    const list = await failure(reader.table(where(pods), 5, soon()));
    expect(list.rule).toEqual({ verbs: ['list'], group: '', resource: 'pods', namespace: null });
    const one = await failure(reader.table(where(pods, { namespace: 'shop', name: 'web-1' }), 5, soon()));
    expect(one.rule).toEqual({ verbs: ['get'], group: '', resource: 'pods', namespace: 'shop' });
  });
});

describe('one object', () => {
  it('comes without managed fields, applied configuration and secrets', async () => {
    const reader = await started({
      objects: [
        pod('web-1', 'shop', {
          spec: { containers: [{ name: 'app', env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }] },
        }),
      ],
    });

    const object = await reader.object({ ...where(pods, { namespace: 'shop' }), name: 'web-1' }, soon());

    expect(object).toMatchObject({ kind: 'Pod', metadata: { name: 'web-1' } });
    expect(JSON.stringify(object)).not.toMatch(/hunter2|managedFields/);
  });

  it('of a cluster-wide kind needs no namespace, of another it does', async () => {
    const reader = await started({
      objects: [...objects, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } }],
    });

    const node = await reader.object({ ...where(nodes, { namespace: 'shop' }), name: 'node-1' }, soon());
    expect(node).toMatchObject({ kind: 'Node' });
    const strict = await started({ objects }, { namespaces: ['apps'] });
    const table = await strict.table(where(nodes, { namespace: 'shop' }), 5, soon());
    expect(table.rows.map(({ name }) => name)).toEqual(['node-1']);
    expect((await failure(reader.object({ ...where(pods), name: 'web-1' }, soon()))).kind).toBe('refused');
    const absent = { ...where(pods, { namespace: 'shop' }), name: 'gone' };
    expect((await failure(reader.object(absent, soon()))).kind).toBe('not-found');
  });
});

describe('names', () => {
  it('are those of a kind, in one namespace or in all that may be read', async () => {
    const reader = await started({ objects });

    expect(await reader.names(where(pods, { namespace: 'apps' }), soon())).toEqual([
      { namespace: 'apps', name: 'web-1' },
    ]);
    expect(await reader.names(where(pods), soon())).toHaveLength(4);
    expect(await reader.names(where(pods, { name: 'db-1' }), soon())).toEqual([
      { namespace: 'shop', name: 'db-1' },
    ]);
    const some = await started({ objects }, { namespaces: ['apps'] });
    expect(await some.names(where(pods), soon())).toHaveLength(1);
  });

  it('are at most 5,000, in pages', async () => {
    const many = Array.from({ length: 5_600 }, (_, i) => pod(`p-${i}`));
    const reader = await started({ objects: many });

    const names = await reader.names(where(pods), soon());

    expect(names).toHaveLength(5_000);
    expect(asked?.cluster.requests).toHaveLength(10);
  });
});

describe('what the identity may', () => {
  it('is the answer of the API server', async () => {
    const admin = await started({ objects });
    const nobody = await started({ objects }, { user: 'nobody' });
    const question = { verb: 'get', group: '', resource: 'pods/log', namespace: 'shop', name: null };

    expect(await admin.mayI(question, soon())).toMatchObject({ allowed: true });
    expect(await nobody.mayI(question, soon())).toMatchObject({ allowed: false });
  });

  it('has the words of the rule that allows it', async () => {
    const rbac = 'rbac.authorization.k8s.io';
    const bot = await started(
      {
        objects: [
          {
            apiVersion: `${rbac}/v1`,
            kind: 'RoleBinding',
            metadata: { name: 'bot', namespace: 'shop' },
            roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'view' },
            subjects: [{ apiGroup: rbac, kind: 'User', name: 'bot' }],
          },
        ],
      },
      { user: 'bot' },
    );
    const question = { verb: 'get', group: '', resource: 'pods/log', namespace: 'shop', name: null };

    const answer = await bot.mayI(question, soon());

    expect(answer.allowed).toBe(true);
    expect(answer.reason).toMatch(/RoleBinding "bot\/shop" of ClusterRole "view"/);
  });
});
