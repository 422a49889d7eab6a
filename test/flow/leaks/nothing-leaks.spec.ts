import { expect, inject, it } from 'vitest';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { partsOf } from '../../fixtures/secrets/secret-shape.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';
import '../../setup/provided.ts';
import { asking, invited, startReadCluster } from '../asking-world.ts';
import { startWorld } from '../world.ts';
import { holds, inRedis, inSlack } from './everything-left.ts';
import { CONTAINERS, leakyLogs, leakyObjects } from './leaky-objects.ts';

const containers = Array.from({ length: CONTAINERS }, (_, container) => `c${container}`);

/** Every way to ask for what the objects hold. */
const questions = [
  'get pods -n shop',
  'get pod leaky-6d5c8b7f49-cfswz -n shop',
  'get widgets -n shop',
  'get widgets widget-7 -n shop',
  'get configmaps -n shop',
  'get events -n shop',
  'describe deploy/leaky -n shop',
  'describe pod/leaky-6d5c8b7f49-cfswz -n shop',
  'describe configmap/leaky -n shop',
  'describe widget/widget-3 -n shop',
  'events deploy/leaky -n shop',
  'events -n shop',
  'rollout deploy/leaky -n shop',
  'images deploy/leaky -n shop',
  'changes --since 2h -n shop',
  ...containers.map((container) => `logs deploy/leaky -n shop -c ${container} --tail 1000`),
  ...containers.map(
    (container) => `logs pod/leaky-6d5c8b7f49-cfswz -n shop -c ${container} --previous --tail 1000`,
  ),
  'logs deploy/leaky -n shop -c c0 --grep password',
];

const alert = {
  labels: {
    alertname: 'LeakyCrashLooping',
    cluster: 'prod-eu1',
    namespace: 'shop',
    deployment: 'leaky',
    severity: 'critical',
  },
  annotations: { summary: 'leaky is crash looping' },
  startsAt: new Date(Date.now() - 20 * 60_000).toISOString(),
};

it('no shape of secret that a cluster holds gets to Slack, the process log or Redis by any way out', {
  timeout: 300_000,
}, async () => {
  const now = Date.now();
  const { cluster, setting } = await startReadCluster('prod-eu1', {
    objects: leakyObjects(secretShapes, now),
    logs: leakyLogs(secretShapes, now),
  });
  const prefix = freshKeyPrefix();
  const world = await startWorld({
    settings: (slack) => ({ redis: { prefix }, clusters: [setting], ...invited(slack) }),
  });
  const { opens, asks } = asking(world, { alerts: [alert] });

  const room = await opens();
  await room.reads(/^First diagnosis of prod-eu1/);
  for (const question of questions) await asks(room, question);
  await asks(room, 'watch describe pod/leaky-6d5c8b7f49-cfswz -n shop');
  await asks(room, 'diag deploy/leaky -n shop');
  await world.slack.until(
    () => room.matching(/^(Answer|No answer|Not asked) /).length >= questions.length,
    180_000,
    'all questions are answered',
  );
  await room.reads(/^Diagnosis of prod-eu1/);
  await asks(room, 'evidence');
  await world.settles();
  for (const { body } of await world.store.log.facts('INC-1')) {
    if (body.kind !== 'evidence.kept') continue;
    for (const { id } of body.items.slice(0, 20)) await asks(room, `evidence ${id}`);
  }
  await world.settles();

  const redis = await inRedis(inject('redisUrl'), prefix);
  const places = new Map([
    ['Slack', inSlack(world.slack)],
    ['the process log', JSON.stringify(world.logged, errorsToo)],
    ...redis,
  ]);
  const leaks = [...places].flatMap(([place, text]) => {
    const isHeld = holds(text);
    return secretShapes.flatMap((shape) =>
      partsOf(shape).some(isHeld) ? [`${shape.name} is in ${place.replace(prefix, '')}`] : [],
    );
  });
  expect(leaks).toEqual([]);
  // That nothing is there to be found would prove nothing.
  expect(room.matching(/^Answer /).length).toBeGreaterThan(questions.length - 4);
  expect(redis.size).toBeGreaterThan(5);
  for (const text of [inSlack(world.slack), [...redis.values()].join('\n')]) {
    expect(text.split('[redacted]').length).toBeGreaterThan(200);
    expect(text).toContain('an ordinary line');
  }
  expect(cluster.requests.filter(({ subresource }) => subresource === 'log').length).toBeGreaterThan(
    CONTAINERS,
  );
});

/** What JSON leaves out of an error. */
function errorsToo(_: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { ...value, name, message, stack, cause };
}
