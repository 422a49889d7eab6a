import { expect } from 'vitest';
import { type ClusterUnderTest, jsonOf, type Status, TABLE, type Table } from './cluster-under-test.ts';
import { describeCluster } from './describe-cluster.ts';

const table = async (cluster: ClusterUnderTest, path: string, query = 'includeObject=None') =>
  jsonOf<Table>(await cluster.send(`${path.replace('NS', cluster.namespace)}?${query}`, { accept: TABLE }));

const PODS = '/api/v1/namespaces/NS/pods';

/** The cells of these columns, by the name of the row. */
const cells = ({ columnDefinitions, rows }: Table, ...columns: string[]) => {
  const at = columns.map((name) => columnDefinitions.findIndex((column) => column.name === name));
  return Object.fromEntries((rows ?? []).map((row) => [row.cells[0], at.map((index) => row.cells[index])]));
};

describeCluster('tables', (rule) => {
  rule('of pods tell their state as kubectl shows it', async (cluster) => {
    const pods = await table(cluster, PODS);

    expect(pods.columnDefinitions.map(({ name, priority }) => (priority === 0 ? name : `(${name})`))).toEqual(
      [
        'Name',
        'Ready',
        'Status',
        'Restarts',
        'Age',
        '(IP)',
        '(Node)',
        '(Nominated Node)',
        '(Readiness Gates)',
      ],
    );
    expect(cells(pods, 'Ready', 'Status', 'Restarts')).toMatchObject({
      fine: ['1/1', 'Running', '0'],
      two: ['2/2', 'Running', '0'],
      noconfig: ['0/1', 'CreateContainerConfigError', '0'],
      nowhere: ['0/1', 'Pending', '0'],
    });
    expect(cells(pods, 'Status').nopull?.[0]).toMatch(/^(ErrImagePull|ImagePullBackOff)$/);
  });

  rule('of deployments count replicas', async (cluster) => {
    const deployments = await table(cluster, '/apis/apps/v1/namespaces/NS/deployments');

    expect(
      cells(deployments, 'Ready', 'Up-to-date', 'Available', 'Containers', 'Images', 'Selector'),
    ).toEqual({
      web: ['1/1', 1, 1, 'app', 'registry.k8s.io/pause:3.10', 'app=web'],
    });
  });

  rule('show one object as one row', async (cluster) => {
    const pod = await table(cluster, `${PODS}/fine`);

    expect(pod.rows?.map((row) => row.cells[0])).toEqual(['fine']);
  });

  rule('hold as much of each object as is asked for', async (cluster) => {
    const held = async (query: string) =>
      (await table(cluster, `${PODS}/fine`, query)).rows?.map(({ object }) => object?.kind ?? null);

    expect(await held('includeObject=None')).toEqual([null]);
    expect(await held('includeObject=Object')).toEqual(['Pod']);
    expect(await held('')).toEqual(['PartialObjectMetadata']);
  });

  rule('come in pages, too', async (cluster) => {
    const page = await table(cluster, '/api/v1/namespaces/NS/podtemplates', 'includeObject=None&limit=2');

    expect(page.rows).toHaveLength(2);
    expect(page.metadata).toMatchObject({ remainingItemCount: 3, continue: expect.any(String) });
  });

  rule('that are empty have no rows, or null rows from the generic printer', async (cluster) => {
    const none = 'includeObject=None&labelSelector=app=nothing';

    expect((await table(cluster, PODS, none)).rows).toEqual([]);
    expect((await table(cluster, '/api/v1/namespaces/NS/limitranges', none)).rows).toBeNull();
  });

  rule('are refused in words', async (cluster) => {
    const path = PODS.replace('NS', cluster.namespace);
    const include = await cluster.send(`${path}?includeObject=Everything`, { accept: TABLE });
    const version = await cluster.send(path, { accept: TABLE.replace('v=v1', 'v=v9') });
    const type = await cluster.send(path, { accept: 'text/html' });

    expect([include, version, type].map(({ status }) => status)).toEqual([400, 406, 406]);
    expect(jsonOf<Status>(include).message).toBe(
      "Unable to convert to Table as requested: includeObject: Invalid value: \"Everything\": must be 'Metadata', 'Object', 'None', or empty",
    );
    expect(jsonOf<Status>(version).reason).toBe('NotAcceptable');
  });
});
