import { afterAll, beforeAll, describe, it } from 'vitest';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { capturedBetween } from './captured.ts';
import { expectAsCaptured } from './expect-as-captured.ts';
import { notReplayed } from './replays.ts';
import { silentNode, TABLES_AT, tableWorld } from './table-world.ts';

describe('prints as a real server does', () => {
  let cluster: SandboxCluster;
  let now = TABLES_AT;
  beforeAll(async () => {
    cluster = await startCluster({ objects: tableWorld(), now: () => now });
  });
  afterAll(() => cluster.stop());

  const names = capturedBetween(200, 299).filter((name) => notReplayed[name] === undefined);
  it.each(names)('%s', async (name) => {
    // Half a second later, because events know more than seconds; the last were captured two seconds later.
    now = TABLES_AT + (Number(name.slice(0, 4)) < 239 ? 500 : 2500);

    await expectAsCaptured(cluster, name);
  });
});

describe('prints what is on a node that fell silent as a real server does', () => {
  const LATER = TABLES_AT + 113_000;
  const names = ['0466-table-pods-on-notready-node', '0470-table-nodes-with-notready'];

  it.each(names)('%s', async (name) => {
    const cluster = await startCluster({ objects: [...tableWorld(), ...silentNode()], now: () => LATER });

    await expectAsCaptured(cluster, name);

    await cluster.stop();
  });
});
