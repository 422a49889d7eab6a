import { describe, expect, it } from 'vitest';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import { type AskingWorld, asking, invited, startAskingWorld, startReadCluster } from './asking-world.ts';
import type { Room } from './room.ts';
import { startWorld } from './world.ts';

/** The newest message that says this: its text, and the names and contents of the files in its thread. */
function answerIn(room: Room, pattern: RegExp) {
  const message = room.matching(pattern).at(-1);
  const files = message ? room.view.thread(message.ts).flatMap(({ files }) => files) : [];
  return { text: room.texts().findLast((text) => pattern.test(text)) ?? '', files };
}

async function opened(options: Parameters<typeof startAskingWorld>[0] = {}) {
  const world = await startAskingWorld(options);
  const room = await world.opens();
  await room.reads(/First diagnosis/);
  return { world, room };
}

const asked = async ({ world, room }: { world: AskingWorld; room: Room }, text: string): Promise<string> => {
  await world.asks(room, text);
  return room.reads(
    new RegExp(
      `^(Answer|No answer|Not asked) ${text.replace(/[/[\]().*+?]/g, '\\$&')} in prod-eu1, asked by @ana: `,
    ),
  );
};

const verbs: readonly (readonly [string, ...RegExp[]])[] = [
  ['describe deploy/checkout -n shop', /checkout:2\.32\.0/, /revision/i],
  ['describe pod/checkout-7b5fd8c964-5sjnm -n shop', /now: .*(exit 2|CrashLoopBackOff)/, /before: .*exit 2/],
  ['logs deploy/checkout -n shop --previous', /3 pods/],
  ['logs pod/checkout-7b5fd8c964-5sjnm -n shop --previous --tail 5', /checkout-7b5fd8c964-5sjnm/],
  ['events deploy/checkout -n shop', /BackOff/],
  ['rollout deploy/checkout -n shop', /15/, /kubectl-set/, /checkout:2\.32\.0/],
  ['images deploy/checkout -n shop', /checkout:2\.32\.0/],
  ['changes --since 2h -A', /kubectl-set/, /checkout/],
  ['can-i list pods -n shop', /yes|may/i],
  ['can-i delete pods -n shop', /no\b|not/i],
  ['top pods -n shop', /CPU/],
  ['top nodes', /CPU/],
  ['get customresourcedefinitions', /customresourcedefinition/i],
  ['get nodes -l topology.kubernetes.io/zone=eu-west-1a', /node/],
];

// Each starts a bot, a workspace and a cluster.
describe('a question to the cluster', () => {
  it('says at once that it runs, is answered in the channel as a table, and is on the log', async () => {
    const here = await opened();
    const { world, room } = here;

    const answer = await asked(here, 'get pods -n shop');

    await room.tellsOnly(
      'ana',
      /^Asking prod-eu1: get pods -n shop\. The answer comes here in the channel\.$/,
    );
    expect(answer).toContain('14 pods in shop, 1 not ready.');
    expect(answer).toMatch(/^\| NAME +RDY STATUS +RST AGE$/m);
    expect(answer).toMatch(/^\| catalog-.*cxkdc 1\/1 Running/m);
    expect(room.push(/Answer get pods/)).toMatch(/^SEV1 More than 10%.*: 14 pods in shop, 1 not ready\.$/);
    const facts = await world.store.log.facts('INC-1');
    expect(facts.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ kind: 'query.answered', outcome: 'answered', evidence: 'answer-1' }),
    );
    await world.settles();
    await world.logIsWhole('INC-1');
  });

  it('has the whole of a long answer as a file, and says how much was left out', async () => {
    const here = await opened();

    const answer = await asked(here, 'get pods -A');
    await here.world.settles();

    expect(answer).toMatch(
      /24 of \d+ lines, \d+ left out\. The whole text is in this message’s thread: pods-all/,
    );
    const { files } = answerIn(here.room, /^Answer get pods -A/);
    expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/pods.*\.txt$/)]);
    const whole = String(files[0]?.content);
    expect(whole).toContain('catalog-6fd8c9b745-cxkdc');
    expect(whole).toContain('report-worker');
  });

  it('is answered whatever verb it is asked with', async () => {
    const here = await opened({ story: 'bad-rollout' });

    for (const [text, ...says] of verbs) {
      const answer = await asked(here, text);
      for (const words of says) expect.soft(answer, text).toMatch(words);
    }

    expect(here.world.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('that names several objects is refused with the list of them', async () => {
    const here = await opened();

    const answer = await asked(here, 'describe deploy/web');

    expect(answer).toMatch(/web.*(shop|staging)/);
    expect(answer).toContain('-n shop');
    expect(answer).toContain('-n staging');
  });

  it('for what is not there says so, with the nearest name', async () => {
    const here = await opened();

    expect(await asked(here, 'describe deploy/catalogue -n shop')).toMatch(/catalogue.*catalog/s);
    expect(await asked(here, 'get widgetz -A')).toMatch(/widgetz/);
    expect(await asked(here, 'get deploiments -A')).toMatch(/deployments/);
  });

  it('for Secrets is refused, by whatever name, and nothing is asked of the cluster', async () => {
    const { world, room } = await opened();
    await world.settles();
    const before = world.cluster.requests.length;

    for (const kind of ['secrets', 'secret', 'Secret', 'secrets.v1']) {
      await world.asks(room, `get ${kind} -n shop`);
    }
    await world.settles();

    const told = room.view.ephemerals('ana').map(({ text, blocks }) => `${text}${JSON.stringify(blocks)}`);
    const said = [...told, ...room.texts()].filter((text) =>
      /never reads? Secrets|Secrets? (is|are) never/.test(text),
    );
    expect(said.length).toBeGreaterThan(0);
    const asksForSecrets = world.cluster.requests
      .slice(before)
      .filter(({ resource }) => resource === 'secrets');
    expect(asksForSecrets).toEqual([]);
  });

  it('for a kind that the roles forbid is answered with the rule that would allow it', async () => {
    const here = await opened();

    const answer = await asked(here, 'get roles -n shop');

    expect(answer).toMatch(/^No answer.*Keyturn may not list roles\.rbac/);
    expect(answer).toMatch(/\| .*apiGroups: .*rbac\.authorization\.k8s\.io/);
    expect(answer).toMatch(/\| .*resources: .*roles/);
  });

  it('while the cluster is away is answered with that, and says nothing of what runs in it', async () => {
    const here = await opened();
    here.world.cluster.faults.add({ kind: 'cut' });

    const answer = await asked(here, 'get pods -n shop');

    expect(answer).toMatch(/^No answer.*prod-eu1 can’t be reached.*This says nothing of what runs in it/);
  });

  it('asked while Slack is down is answered when it is back', async () => {
    const { world, room } = await opened();
    await world.settles();
    await world.slack.down();

    void world.slack.as('ana').command('/incident', 'get pods -n shop', { channel: room.id });
    await expect.poll(async () => (await world.incident('INC-1')).investigation.lastQuery).toBe(1);
    await expect.poll(async () => (await world.incident('INC-1')).investigation.queries.length).toBe(0);
    await world.slack.up();
    world.passes(60_000);

    await room.reads(/^Answer get pods -n shop in prod-eu1, asked by @ana: 14 pods/);
    await world.settles();
    expect(room.matching(/^Answer get pods/)).toHaveLength(1);
  });

  it('about use, without a metrics API, is the sentence that there is none', async () => {
    const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }];
    const { setting } = await startReadCluster('prod-eu1', { objects, metrics: false });
    const world = await startWorld({ settings: (slack) => ({ clusters: [setting], ...invited(slack) }) });
    const { opens, asks } = asking(world, loadStory('latest-tag', { now: Date.now() }).story);
    const room = await opens();

    await asks(room, 'top pods -n shop');

    await room.reads(/^No answer top pods.*prod-eu1 has no metrics API/);
  });
});
