import { expect, inject, it, onTestFinished } from 'vitest';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { freshKeyPrefix } from '../setup/key-prefix.ts';
import '../setup/provided.ts';
import { type AnotherSlack, type Shown, startAnotherSlack } from './another-slack.ts';
import { type ReadCluster, startReadCluster } from './asking-world.ts';
import { webhookBody } from './webhook-body.ts';

const PACE = { due: 40, presence: 500, sweep: 200, harmlessness: 60_000, rehearsal: 3_600_000 };
const TOKEN = 'a-webhook-token-for-tests';

it('an incident goes from its alert to its draft in a Slack that somebody else wrote', async () => {
  const slack = await startAnotherSlack();
  const { story, objects, logs } = loadStory('latest-tag', { now: Date.now() });
  const { setting } = await startReadCluster('prod-eu1', { objects, logs, metrics: true });
  const app = await startBot(slack, setting);
  const [alert] = story.alerts;
  if (!alert) throw new Error('the story has no alert');

  expect(await delivered(app, alert)).toBe(202);
  const room = await found(async () =>
    (await slack.channels()).find(({ name }) => name.startsWith('inc-1-')),
  );
  const saying = (words: RegExp): Promise<Shown> =>
    found(async () => (await slack.said(room.id)).find((message) => words.test(JSON.stringify(message))));
  const card = await saying(/Commander/);
  await saying(/First diagnosis of prod-eu1/);

  expect(await slack.press(app.url, room.id, card, 'I lead')).toBe(200);
  await saying(new RegExp(`<@${slack.idOf('ana')}> is commander now`));
  await slack.says(room.id, 'The image was pushed again an hour ago');
  // In this workspace every trigger is the same: none is taken for another one come twice.
  expect(await slack.command(app.url, room.id, 'sev 2')).toContain('INC-1 is SEV2 now');
  expect(await slack.command(app.url, room.id, 'update We go back to the digest')).toContain('on its way');
  await saying(/Update by .*We go back to the digest/);
  expect(await slack.command(app.url, room.id, 'resolve The digest is pinned')).toContain(
    'INC-1 is resolved',
  );

  const draft = await found(() => slack.file(/^INC-1-postmortem-1\.html$/));
  expect(draft).toContain('The digest is pinned');
  expect(draft).toContain('Ana');
  // Its files are there before it is written, and until then no other is begun.
  await saying(/Postmortem draft 1 of INC-1/);
  expect(await slack.command(app.url, room.id, 'postmortem md --full')).toContain('Draft 2 of INC-1');
  // Nobody told the bot of what is said: it read it back.
  const full = await found(() => slack.file(/^INC-1-postmortem-2\.md$/));
  expect(full).toContain('The image was pushed again an hour ago');
});

async function startBot(slack: AnotherSlack, cluster: ReadCluster['setting']): Promise<App> {
  const settings = {
    http: { host: '127.0.0.1', port: 0 },
    redis: { prefix: freshKeyPrefix() },
    slack: { apiUrl: slack.apiUrl, mode: 'http' },
    clusters: [cluster],
  };
  const loaded = loadConfig(JSON.stringify(settings), {
    ...slack.secrets,
    REDIS_URL: inject('redisUrl'),
    KEYTURN_CHAIN_KEY: 'a-chain-key-for-tests',
    KEYTURN_WEBHOOK_TOKEN: TOKEN,
  });
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const app = await createApp({
    config: loaded.config,
    clock: { now: () => Date.now() },
    logger,
    pace: PACE,
  });
  onTestFinished(() => app.stop());
  return app;
}

async function delivered(
  app: App,
  {
    labels,
    annotations,
  }: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  },
): Promise<number> {
  const answer = await fetch(`${app.url}/webhooks/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(webhookBody({ group: labels, alerts: [{ labels, annotations }] }, Date.now())),
  });
  return answer.status;
}

async function found<T>(look: () => Promise<T | null | undefined>): Promise<T> {
  let seen: T | null | undefined;
  await expect
    .poll(async () => {
      seen = await look();
      return seen ?? null;
    })
    .not.toBeNull();
  return seen as T;
}
