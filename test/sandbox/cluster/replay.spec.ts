import { afterAll, beforeAll, describe, it } from 'vitest';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { captured, capturedBetween, shownIn } from './captured.ts';
import { always, capturedLogs, capturedWorld, podsOfShop } from './captured-world.ts';
import { expectAsCaptured } from './expect-as-captured.ts';
import { notReplayed } from './replays.ts';

const NOW = Date.parse('2026-11-20T22:42:37Z');
const replayed = (first: number, last: number) =>
  capturedBetween(first, last).filter((name) => notReplayed[name] === undefined);

describe('answers a list as a real server does', () => {
  let cluster: SandboxCluster;
  beforeAll(async () => {
    cluster = await startCluster({ objects: capturedWorld(), logs: capturedLogs(), now: () => NOW });
  });
  afterAll(() => cluster.stop());

  it.each(replayed(300, 399))('%s', (name) => expectAsCaptured(cluster, name));
});

describe('answers for logs as a real server and its kubelets do', () => {
  let cluster: SandboxCluster;
  beforeAll(async () => {
    cluster = await startCluster({ objects: capturedWorld(), logs: capturedLogs(), now: () => NOW });
    cluster.setKubelet('refusing', 'refused');
    cluster.setKubelet('fake-3', 'no-route');
  });
  afterAll(() => cluster.stop());

  it.each(replayed(500, 599))('%s', (name) => expectAsCaptured(cluster, name));
});

describe('shows an object as a real server does', () => {
  it.each(replayed(400, 499).filter((name) => !name.includes('-table-')))('%s', async (name) => {
    const cluster = await startCluster({ objects: [...always(), ...shownIn(captured(name))] });

    await expectAsCaptured(cluster, name);

    await cluster.stop();
  });
});

describe('says what is served as a real server does', () => {
  let cluster: SandboxCluster;
  beforeAll(async () => {
    cluster = await startCluster({ objects: always() });
  });
  afterAll(() => cluster.stop());

  it.each(replayed(100, 199))('%s', (name) => expectAsCaptured(cluster, name));
});

describe('lets in and keeps out as a real server does', () => {
  it.each(replayed(900, 999))('%s', async (name) => {
    // The first twenty were captured before alice and bob had any role.
    const objects = Number(name.slice(0, 4)) < 920 ? always().slice(0, 1) : [...always(), ...podsOfShop()];
    const cluster = await startCluster({ objects });

    await expectAsCaptured(cluster, name);

    await cluster.stop();
  });
});
