import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { type Client, clientOf } from './client.ts';

const definition = (columns?: object[]) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'backups.store.example' },
  spec: {
    group: 'store.example',
    scope: 'Cluster',
    names: { plural: 'backups', kind: 'Backup', shortNames: ['bk'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        selectableFields: [{ jsonPath: '.spec.tier' }],
        ...(columns ? { additionalPrinterColumns: columns } : {}),
      },
      { name: 'v1alpha1', served: true, storage: false },
      { name: 'v0', served: false, storage: false },
    ],
  },
});

const backup = (name: string, tier: string) => ({
  apiVersion: 'store.example/v1',
  kind: 'Backup',
  metadata: { name, creationTimestamp: '2026-03-14T03:00:00Z' },
  spec: { tier, size: 3 },
});

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const BACKUPS = '/apis/store.example/v1/backups';

let cluster: SandboxCluster;
let admin: Client;

beforeEach(async () => {
  cluster = await startCluster({ now: () => Date.parse('2026-03-14T03:07:00Z') });
  admin = clientOf(cluster);
  // In any order: the definition is looked for first.
  cluster.apply([backup('a', 'gold'), backup('b', 'lead'), definition()]);
});
afterEach(async () => {
  await admin.close();
  await cluster.stop();
});

describe('a custom resource', () => {
  it('is served in each version that its definition serves', async () => {
    const versions = [];
    for (const version of ['v1', 'v1alpha1', 'v0']) {
      const { status, text } = await admin.send(`/apis/store.example/${version}/backups/a`);
      versions.push(status === 200 ? JSON.parse(text).apiVersion : status);
    }

    expect(versions).toEqual(['store.example/v1', 'store.example/v1alpha1', 404]);
  });

  it('keeps kind and apiVersion as an item of a list', async () => {
    const list = await admin.get<{ kind: string; items: object[] }>(BACKUPS);

    expect(list.kind).toBe('BackupList');
    expect(list.items[0]).toMatchObject({ apiVersion: 'store.example/v1', kind: 'Backup' });
  });

  it('is selected by the fields that its definition names', async () => {
    const path = `${BACKUPS}?fieldSelector=`;

    const { items } = await admin.get<{ items: { metadata: object }[] }>(`${path}spec.tier=lead`);

    expect(items).toMatchObject([{ metadata: { name: 'b' } }]);
    expect((await admin.send(`${path}spec.size=3`)).status).toBe(400);
  });

  it('is printed with its age where the definition names no columns, else with those', async () => {
    const rows = async () =>
      (await admin.get<{ rows: { cells: unknown[] }[] }>(`${BACKUPS}?includeObject=None`, TABLE)).rows.map(
        ({ cells }) => cells,
      );
    const before = await rows();

    cluster.apply([definition([{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }])]);

    expect(before).toEqual([
      ['a', '7m'],
      ['b', '7m'],
    ]);
    expect(await rows()).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
  });

  it('is gone with its definition', async () => {
    cluster.remove({ kind: 'CustomResourceDefinition', name: 'backups.store.example' });

    expect((await admin.send(BACKUPS)).status).toBe(404);
  });
});
