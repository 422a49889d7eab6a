import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXECUTOR } from '../../../sandbox/stage/executor.ts';
import { createChangers } from '../../../src/integrations/kubernetes/create-changers.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import { forgedClick, proposes, sends } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

describe('bypass 17: another entry', () => {
  it('no address of the bot changes anything, and an executor alone has no door for people at all', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const executor = await world.startAnother({ roles: new Set(['executor']) });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const body = JSON.stringify({ id: 'INC-1', proposal: 1, hash: plan.hash, approved: true });
    const paths = [
      '/',
      '/execute',
      '/approve',
      '/retry',
      '/jobs',
      '/queues',
      '/api/v1/execute',
      '/incident/INC-1/1/approve',
    ];

    for (const app of [world.app(), executor]) {
      for (const path of [
        ...paths,
        '/metrics',
        '/healthz',
        '/readyz',
        '/webhooks/alertmanager',
        '/slack/events',
      ]) {
        for (const method of ['GET', 'POST', 'PUT']) {
          const answer = await fetch(`${app.url}${path}`, {
            method,
            ...(method === 'GET' ? {} : { body, headers: { 'content-type': 'application/json' } }),
          });
          await answer.arrayBuffer();
          if (paths.includes(path)) expect([path, answer.status]).toEqual([path, 404]);
        }
      }
    }
    const click = forgedClick(world, {
      user: world.slack.member('ben').id,
      action: 'approve-proposal',
      value: `INC-1/1/${plan.hash}`,
      channel: room.id,
    });
    expect(await sends(world, executor, click)).toBe(404);
    await world.settles();

    expect(await world.proposal()).toMatchObject({ state: 'pending', approvals: [] });
    expect(world.writes()).toEqual([]);
  });

  it('who has the writer itself can do nothing without a lease, and with one only once', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const dir = await mkdtemp(join(tmpdir(), 'keyturn-writer-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const kubeconfig = join(dir, 'executor.yaml');
    await writeFile(kubeconfig, world.cluster.kubeconfig(EXECUTOR));
    const access = { kind: 'kubeconfig', file: kubeconfig, context: null } as const;
    const changers = createChangers([{ name: 'prod-eu1', access }], {
      clock: { now: world.now },
      version: '0',
    });
    onTestFinished(() => changers.close());
    const writer = changers.writers.named('prod-eu1');
    const scales = (proposal: string, lease: string, replicas: number) =>
      writer?.write(
        { proposal, lease },
        {
          method: 'PATCH',
          path: '/apis/apps/v1/namespaces/search/deployments/indexer/scale',
          contentType: 'application/json-patch+json',
          body: [{ op: 'add', path: '/spec/replicas', value: replicas }],
        },
        world.now() + 60_000,
      );

    await expect(scales('INC-1/1', '', 3)).rejects.toThrow(ClusterFailure);
    await expect(scales('', 'a-lease', 3)).rejects.toThrow(ClusterFailure);
    expect(world.writes()).toEqual([]);
    await scales('INC-1/1', 'a-lease', 3);
    await expect(scales('INC-1/1', 'a-lease', 4)).rejects.toThrow(/refused/);
    await expect(scales('INC-1/2', 'a-lease', 4)).rejects.toThrow(/refused/);
    expect(world.writes()).toHaveLength(1);
  });
});
