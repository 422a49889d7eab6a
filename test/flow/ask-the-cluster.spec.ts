import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ClusterObject } from '../../sandbox/cluster/cluster-object.ts';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import { startAskedCluster } from '../integrations/kubernetes/asked-cluster.ts';
import { startWorld } from './world.ts';

const READER = 'system:serviceaccount:keyturn:keyturn-reader';

/** A story's cluster with the shipped roles, and a bot that reads it with them. */
async function startWithStory(name: string, settings: object = {}) {
  const { objects, logs } = loadStory(name, { now: Date.now() });
  const roles = parseAllDocuments(
    await readFile(new URL('../../deploy/kubernetes/reader.yaml', import.meta.url), 'utf8'),
  );
  const shipped = roles.map((document) => document.toJS() as ClusterObject);
  const asked = await startAskedCluster({ objects: [...objects, ...shipped], logs, metrics: true });
  const kubeconfig = await asked.kubeconfigOf(READER);
  const world = await startWorld({ settings: { clusters: [{ name: 'prod-eu1', kubeconfig }], ...settings } });
  await world.slack
    .as('ana')
    .command('/incident', 'declare sev2 Checkout fails --cluster prod-eu1 --ns shop', {
      channel: 'incidents',
    });
  const room = await world.room('INC-1');
  const asks = (text: string, who = 'ana') =>
    world.slack.as(who).command('/incident', text, { channel: room.id });
  return { world, room, asks, asked };
}

it('every verb is answered in the channel, and who asked sees at once that it runs', {
  timeout: 90_000,
}, async () => {
  const { world, room, asks, asked } = await startWithStory('bad-rollout');
  const questions: readonly (readonly [string, RegExp])[] = [
    ['get pods', /14 pods in shop, \d not ready/],
    ['describe deploy/checkout', /Deployment shop\/checkout: 0 of 3 ready/],
    ['logs deploy/checkout', /TAX_TABLE_URL is not set/],
    ['events', /\d+ events in shop/],
    ['top pods', /pods in shop; .* uses most/],
    ['rollout deploy/checkout', /checkout:2\.31\.0 -> checkout:2\.32\.0/],
    ['changes', /rolled out .* by kubectl-set/],
    ['images deploy/checkout', /app checkout:2\.32\.0 \(3 pods/],
    ['can-i list pods', /Yes: Keyturn may list pods/],
  ];

  for (const [text, answer] of questions) {
    const said = await asks(text);
    expect(said.shown).toBe(`Asking prod-eu1: ${text}. The answer comes here in the channel.`);
    await room.reads(answer);
  }
  await world.settles();

  const facts = (await world.store.log.facts('INC-1')).map(({ body }) => body.kind);
  expect(facts.filter((kind) => kind === 'query.asked')).toHaveLength(questions.length);
  expect(facts.filter((kind) => kind === 'query.answered')).toHaveLength(questions.length);
  expect(
    asked.cluster.requests.every(
      ({ method, resource }) => method === 'GET' || /reviews$/.test(resource ?? ''),
    ),
  ).toBe(true);
  await world.logIsWhole('INC-1');
  await asked.stop();
});

it('what can’t be answered is said in the channel with what to do', { timeout: 60_000 }, async () => {
  const { room, asks, asked } = await startWithStory('latest-tag');

  await asks('get secrets');
  await room.reads(/Secrets are never read/);
  await asks('logs web');
  await room.reads(/There are 2 deployments called web.*\/incident logs web -n shop/s);
  await asks('describe pod/checkout-zzz');
  await room.reads(/There is no pod checkout-zzz/);
  await asked.cluster.stop();
  await asks('get pods');
  await room.reads(/prod-eu1 can’t be reached/);
});
