import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Postmortem } from '../../../src/domain/postmortem/postmortem.ts';
import { differences, type Line, linesOf, nextDraft, type Offset, read, writtenIn } from './long-drafts.ts';
import { playLongIncident } from './long-incident.ts';
import { slackRecord } from './long-record.ts';

const HOUR = 3_600_000;

/** At 01:00 UTC the clocks of Berlin go from +2 to +1. */
const berlin: Offset = (at) => (at < Date.UTC(2037, 9, 25, 1) ? 2 : 1) * HOUR;
const kolkata: Offset = () => 5.5 * HOUR;

it('three days, 10,000 messages, 200 threads, a storm, a bot that was away: the draft is whole, and always the same', {
  timeout: 600_000,
}, async () => {
  const path = await mkdtemp(join(tmpdir(), 'keyturn-long-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const inZone = (timeZone: string) => ({
    postmortem: { timeZone, onResolve: false, publish: { directory: { path } } },
  });
  const played = await playLongIncident(inZone('Europe/Berlin'));
  const { world, channel, talk } = played;
  await world.slack.as('ana').command('/incident', 'resolve The switch is back', { channel });
  await world.settles();

  const first = await nextDraft(played, path, 'postmortem md html json --full');
  const whole = read(first);
  const record = slackRecord(played);

  expect(talk.posts).toHaveLength(10_000);
  expect(talk.threads).toBe(200);
  expectSame(writtenIn(whole), record);
  expect(inOrder(whole)).toEqual([]);
  expect(strange(whole)).toEqual([]);
  expect(whole.detection.alerts).toHaveLength(190);
  const lines = linesOf('md', first.md);
  expect(differences(lines, whole, berlin)).toEqual([]);
  expect(lines.filter(({ text }) => text.includes('another group of alerts joined'))).toEqual([
    expect.objectContaining({ text: expect.stringMatching(/, and 37 more by \d\d:\d\d:\d\d/) }),
  ]);
  expect(first.md.indexOf('GitHub may show it as plain text')).toBeLessThan(500);
  expect(first.html.match(/href="#day-2037-10-\d\d"/g)).toHaveLength(4);
  expect(setBack(lines)).toEqual(['Sunday, 2037-10-25']);
  expect(differences(linesOf('html', first.html), whole, berlin)).toEqual([]);
  expect(/<svg.*<\/svg>/s.exec(first.html)?.[0].length).toBeLessThan(60_000);
  for (const text of Object.values(first)) expect(text).not.toContain('Tr0ub4dor');

  await world.stop();
  onTestFinished(inMachineZone('Pacific/Auckland'));
  await world.start();
  const again = await nextDraft(played, path, 'postmortem md html json --full');
  expect(again.json === first.json).toBe(true);
  expect(again.html === first.html).toBe(true);
  expect(again.md === first.md).toBe(true);

  await world.stop();
  await world.start(inZone('Asia/Kolkata'));
  const elsewhere = await nextDraft(played, path, 'postmortem md html json --full');
  const { summary } = read(elsewhere);
  expect(read(elsewhere)).toEqual({ ...whole, zone: 'Asia/Kolkata', summary });
  expect(differences(linesOf('md', elsewhere.md), whole, kolkata)).toEqual([]);
  expect(differences(linesOf('html', elsewhere.html), whole, kolkata)).toEqual([]);

  const short = read(await nextDraft(played, path, 'postmortem json'));
  expect(short.timeline.map(({ id }) => id)).toEqual(
    whole.timeline.filter(({ important }) => important).map(({ id }) => id),
  );
  expect(short.timeline.length).toBeLessThan(whole.timeline.length / 20);
  await world.logIsWhole(played.id);
});

/** As whole lists they are too long to be shown. */
function expectSame(got: readonly { id: string }[], wanted: readonly { id: string }[]): void {
  const byId = new Map(got.map((entry) => [entry.id, entry]));
  const ids = new Set(wanted.map(({ id }) => id));
  const missing = wanted.filter(({ id }) => !byId.has(id));
  const extra = got.filter(({ id }) => !ids.has(id));
  expect({ missing: missing.slice(0, 3), of: missing.length, extra: extra.slice(0, 3) }).toEqual({
    missing: [],
    of: 0,
    extra: [],
  });
  expect(got).toHaveLength(wanted.length);
  const wrong = wanted.filter(
    (entry) => JSON.stringify(sorted(entry)) !== JSON.stringify(sorted(byId.get(entry.id))),
  );
  expect(wrong.slice(0, 3).map((entry) => byId.get(entry.id))).toEqual(wrong.slice(0, 3));
}

function sorted(value: object | undefined): object {
  return Object.entries(value ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The first entries that stand after what came later. */
function inOrder({ timeline }: Postmortem): readonly string[] {
  return timeline
    .flatMap(({ at, id }, index) => {
      const before = timeline[index - 1];
      return before && before.at > at ? [`${before.id} ${id}`] : [];
    })
    .slice(0, 3);
}

/** Entries that are neither of a message nor of a fact of the log, and what stands there twice. */
function strange({ timeline, verification }: Postmortem): readonly string[] {
  const seen = new Set<string>();
  return timeline.flatMap(({ id, kind }) => {
    const isFact = /^f\d+$/.test(id) && Number(id.slice(1)) <= verification.version;
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew && (isFact || kind === 'message') ? [] : [id];
  });
}

/** Days on which the clock on the wall goes back. */
function setBack(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ day, clock }, index) => {
    const before = lines[index - 1];
    return before && before.day === day && before.clock > clock ? [day] : [];
  });
}

function inMachineZone(zone: string): () => void {
  const before = process.env.TZ;
  process.env.TZ = zone;
  return () => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  };
}
