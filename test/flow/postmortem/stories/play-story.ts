import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { inject, onTestFinished } from 'vitest';
import type { AlertSource } from '../../../../sandbox/alertmanager/alert-source.ts';
import type { Alert } from '../../../../sandbox/alertmanager/alertmanager-api.ts';
import type { ExpectSoon } from '../../../../sandbox/demo/expect-soon.ts';
import { playIncident } from '../../../../sandbox/demo/play-incident.ts';
import { createRest } from './create-rest.ts';
import { createHeartbeats, type StoryWorld, startStoryWorld } from './story-world.ts';

const SECOND = 1_000;
/** How long somebody takes for a deed, and how long a scene lasts before it. */
const DEED = 7 * SECOND;
const SCENE = 50 * SECOND;
/** Who waits for something looks again after so long, so many times. */
const LOOKS_AGAIN = 5 * SECOND;
const LOOKS = 40;

/** What a story's incident left behind. */
export type PlayedStory = { readonly world: StoryWorld; readonly markdown: string; readonly json: string };

/**
 * Plays a story's incident as the demo does, to its draft. Everybody acts only when the bot rests, and the clock is moved
 * only then, so the same happens at the same moments each time, whatever the machine is busy with.
 */
export async function playStory(name: string): Promise<PlayedStory> {
  const drafts = await mkdtemp(join(tmpdir(), 'keyturn-stories-'));
  onTestFinished(() => rm(drafts, { recursive: true, force: true }));
  const world = await startStoryWorld(name, drafts);
  const { slack, story, clock } = world;
  const held = new Set<string>();
  const beat = createHeartbeats(world);
  const passes = (milliseconds: number): void => {
    // What a change set in motion in the cluster has come to its end by then.
    world.cluster.settle();
    clock.passes(milliseconds);
    beat();
  };
  const rest = createRest(world, { held, passes });
  const release = await holdDiagnosis(world, held);
  const expectSoon: ExpectSoon = async (step, look) => {
    for (let looked = 0; looked < LOOKS; looked += 1) {
      await rest();
      const seen = look();
      if (seen !== false && seen !== undefined && seen !== null) return seen;
      passes(LOOKS_AGAIN);
    }
    throw new Error(`This did not happen: ${step}`);
  };
  await playIncident({
    slack,
    story,
    drafts,
    expectSoon,
    alerts: alertsOf(world),
    now: clock.now,
    see: () => passes(DEED),
    async scene() {
      await rest();
      passes(SCENE);
      if (slack.channels.some((channel) => channel.name.startsWith('inc-'))) await release();
    },
    async keyturn() {
      await world.logIsWhole('INC-1');
      return { exitCode: 0, text: '' };
    },
  });
  await rest();
  const markdown = await readFile(join(drafts, 'INC-1.md'), 'utf8');
  const room = await world.room('INC-1');
  await world.asks(room, 'postmortem json');
  await room.reads(/Postmortem draft 2 of INC-1.*INC-1-postmortem-2\.json/);
  await rest();
  return { world, markdown, json: await readFile(join(drafts, 'INC-1.json'), 'utf8') };
}

/** The diagnosis runs beside the making of the channel. It is held until the channel is there, so that one comes first. */
async function holdDiagnosis({ prefix }: StoryWorld, held: Set<string>): Promise<() => Promise<void>> {
  const connection = new Redis(inject('redisUrl'), { maxRetriesPerRequest: null });
  const queue = new Queue('diagnose', { connection, prefix });
  onTestFinished(async () => {
    await queue.close();
    connection.disconnect();
  });
  await queue.pause();
  held.add('diagnose');
  return async () => {
    if (held.delete('diagnose')) await queue.resume();
  };
}

/** Alerts as Alertmanager sends them, the whole group each time. */
function alertsOf(world: StoryWorld): AlertSource {
  const firing: Alert[] = [];
  const send = async (over: Alert | null): Promise<void> => {
    const { alertname = '', cluster = '', namespace = '' } = firing[0]?.labels ?? {};
    const status = await world.deliver({
      group: { alertname, cluster, namespace },
      // The builder of bodies would add a pod of its own.
      alerts: firing.map(({ labels, annotations = {}, startsAt = '' }, at) => ({
        labels: { pod: '', ...labels },
        annotations,
        startsAt,
        status: firing[at] === over ? 'resolved' : 'firing',
        until: world.now(),
      })),
    });
    if (status !== 202) throw new Error(`The alerts were answered with ${status}.`);
  };
  return {
    description: '',
    async fire(alert) {
      firing.push(alert);
      await send(null);
    },
    async resolve(alert) {
      await send(alert);
      firing.splice(firing.indexOf(alert), 1);
    },
    stop: async () => undefined,
  };
}
