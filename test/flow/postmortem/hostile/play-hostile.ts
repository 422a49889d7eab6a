import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SandboxSlack } from '../../../../sandbox/slack/sandbox-slack.ts';
import type { Postmortem } from '../../../../src/domain/postmortem/postmortem.ts';
import { invited } from '../../asking-world.ts';
import { type GateWorld, startGateWorld } from '../../gate/gate-world.ts';
import { leakyLogs, leakyObjects } from '../../leaks/leaky-objects.ts';
import type { Room } from '../../room.ts';
import { webhookBody } from '../../webhook-body.ts';
import { calling, evil, evilLines, formula } from './hostile-words.ts';

export type Drafts = {
  readonly md: string;
  readonly html: string;
  readonly json: Postmortem;
};

/** A message's own limit in Slack. What is longer comes from elsewhere. */
const LONGEST = 40_000;
const MEGABYTE = 1_000_000;
const RESTART = 'restart deploy/web -n shop --reason';

/** An incident in which everybody and everything says hostile things wherever there is room for words, and its drafts. */
export async function playHostile(): Promise<Drafts> {
  const path = await mkdtemp(join(tmpdir(), 'keyturn-hostile-drafts-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const world = await startGateWorld({
    story: 'healthy',
    slack: {
      limits: 'off',
      members: ['ana', 'ben', 'chloe', 'dan', 'eve'].map((name) => ({ name, realName: evil(`Name${name}`) })),
    },
    settings: (slack: SandboxSlack) => ({
      ...invited(slack),
      postmortem: { onResolve: false, timeZone: 'Europe/Berlin', publish: { directory: { path } } },
    }),
  });
  sayInTheCluster(world);
  const since = world.now() - 300_000;
  const room = await alerted(world, since);
  await talked(world, room);
  await commanded(world, room);
  await changed(world, room);
  await world.deliverRaw(JSON.stringify(delivery(world.now(), since, 'resolved')));
  await room.reads(/No alert fires any more/);
  await world.asks(room, `resolve ${formula('Resolve')}`);
  await world.settles();
  await world.asks(room, 'postmortem md html json --full');
  await room.reads(/Postmortem draft 1 of INC-1, asked for by/);
  await world.settles();
  const [md = '', html = '', json = ''] = await Promise.all(
    ['md', 'html', 'json'].map((form) => readFile(join(path, `INC-1.${form}`), 'utf8')),
  );
  await world.logIsWhole('INC-1');
  return { md, html, json: JSON.parse(json) as Postmortem };
}

/** A workload that says it in annotations, conditions, events, messages, a diff of revisions, and its logs. */
function sayInTheCluster({ cluster, now }: GateWorld): void {
  const shapes = Array.from({ length: 32 }, (_, at) => ({
    name: `${at}`,
    secret: '',
    in: evilLines(`Cluster${at}`),
  }));
  const ours = leakyObjects(shapes, now()).filter(({ kind }) => kind !== 'Namespace');
  cluster.apply(ours);
  for (const log of leakyLogs(shapes, now())) cluster.setLog(log);
  const huge = { at: new Date(now()).toISOString(), text: `zqHugeLog ${'x'.repeat(MEGABYTE)}` };
  const [last] = leakyLogs(shapes, now()).slice(-1);
  if (last) cluster.setLog({ ...last, lines: [...last.lines, huge] });
}

function delivery(now: number, since: number, status: 'firing' | 'resolved'): object {
  const labels = {
    deployment: 'leaky',
    severity: 'critical',
    pod: evil('Pod'),
    instance: formula('Instance'),
    "<b>zqLabel</b> it's": evil('Value'),
  };
  const group = { alertname: evil('Alert'), cluster: 'prod-eu1', namespace: 'shop' };
  const annotations = {
    summary: evilLines('Summary'),
    description: evilLines('Description'),
    runbook_url: 'javascript:alert(9)//zqRunbook',
    dashboard_url: 'javascript:alert(6)//zqDashboard',
    message: formula('Message'),
  };
  const alerts = [
    { labels, annotations, status, since },
    {
      labels: { ...labels, pod: 'other', severity: evil('Severity') },
      annotations: {
        ...annotations,
        summary: `zqHuge ${'<b>x</b>'.repeat(MEGABYTE / 8)}`,
        runbook_url: 'https://runbooks.example/`zqOther`?a=1&b=[x](y)',
      },
      status,
      since,
    },
  ];
  const body = webhookBody({ group, alerts, externalUrl: 'javascript:alert(7)' }, now) as {
    alerts: Record<string, unknown>[];
  };
  for (const alert of body.alerts) alert.generatorURL = 'javascript:alert(8)//zqGenerator';
  return body;
}

async function alerted(world: GateWorld, since: number): Promise<Room> {
  const status = await world.deliverRaw(JSON.stringify(delivery(world.now(), since, 'firing')));
  if (status !== 202) throw new Error(`The alerts were answered with ${status}.`);
  const room = await world.room('INC-1');
  await world.slack.until(() => room.view.members.includes('ben'));
  await room.reads(/^First diagnosis of prod-eu1/);
  await world.settles();
  return room;
}

async function talked({ slack, settles }: GateWorld, { id }: Room): Promise<void> {
  const [ana, ben] = [slack.as('ana'), slack.as('ben')];
  const { ts } = ana.say(id, calling('Said'));
  ben.say(id, evilLines('Reply'), { thread: ts });
  ben.say(id, formula('Broadcast'), { thread: ts, broadcast: true });
  ana.react(id, ts, 'pushpin');
  const edited = ben.say(id, evil('Before'));
  ben.edit(id, edited.ts, evilLines('After'));
  ana.delete(id, ana.say(id, evilLines('Deleted')).ts);
  ana.upload(
    id,
    { name: `${evil('File')}.png`, content: 'png', title: evil('Title'), mimetype: evil('Mime') },
    { text: evilLines('WithFile') },
  );
  ana.say(id, `zqLongWord ${'x'.repeat(LONGEST - 20)}`);
  ana.say(id, `zqLongLine ${'<b>x</b> '.repeat(LONGEST / 10)}`);
  ana.say(id, 'zqHalf \ud800 \udc00 \u0000 end');
  ana.setTopic(id, evil('Topic').slice(0, 250));
  await settles();
}

async function commanded(world: GateWorld, room: Room): Promise<void> {
  for (const line of [
    `note ${formula('Note')}`,
    `update ${evil('Update')}`,
    `rename ${evil('Rename').slice(0, 140)}`,
    `sev 2 ${evil('Worse')}`,
    `status identified ${evil('Status')}`,
    `followup ${evil('Followup').slice(0, 250)} <@${world.slack.as('ben').id}> by 2026-12-01`,
    `followup ${formula('Second').slice(0, 250)}`,
    'role scribe @eve',
    'diag deploy/leaky -n shop',
    'evidence',
  ])
    await world.asks(room, line);
  await room.reads(/^Diagnosis of prod-eu1/);
  await world.settles();
}

async function changed(world: GateWorld, room: Room): Promise<void> {
  await world.asks(room, `do ${RESTART} "${evil('Denied')}"`);
  await world.becomes('pending', 1);
  await world.asks(room, `deny 1 ${evil('Deny')}`, 'ben');
  await world.becomes('denied', 1);
  await world.asks(room, `do ${RESTART} "${evil('Withdrawn')}"`);
  await world.becomes('pending', 2);
  await world.asks(room, `withdraw 2 ${evil('Withdraw')}`);
  await world.becomes('withdrawn', 2);
  await world.asks(room, `do ${RESTART} "${evil('Done')}"`);
  await world.becomes('pending', 3);
  await world.asks(room, 'ack 3');
  await world.asks(room, 'approve 3', 'ben');
  await world.becomes(['succeeded', 'failed'], 3);
  await world.settles();
}
