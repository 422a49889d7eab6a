import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { diagnosisFigures, type Round } from '../../bench/diagnosis/diagnosis-figures.ts';
import type { Reading } from '../../bench/diagnosis/reading-child.ts';
import { startChild } from '../../bench/diagnosis/start-child.ts';
import { startClusterProcess } from '../../sandbox/cluster/start-cluster-process.ts';

const MEBIBYTE = 1_024 * 1_024;

const reading = (wall: number, more: Partial<Reading> = {}): Reading => ({
  wall,
  cpu: wall,
  idle: 100 * MEBIBYTE,
  peak: 300 * MEBIBYTE,
  said: { objects: 10, checks: 5, findings: 1 },
  ...more,
});
const round = (wall: number, later: number, more: Partial<Round> = {}): Round => ({
  cold: reading(2 * wall),
  first: reading(wall),
  later: [reading(later)],
  heard: { requests: 60, bytes: 1_000_000, connections: 6 },
  ...more,
});
const named = (name: string, ...rounds: Parameters<typeof diagnosisFigures>) =>
  diagnosisFigures(...rounds).find((figure) => figure.name === name);

describe('the figures of a diagnosis', () => {
  const floors = [round(400, 300), round(420, 310), round(9_000, 320)];

  it('are those of the round in the middle by its ratio to the floor beside it', () => {
    // The second was disturbed in one half, the third in both.
    const wholes = [round(500, 350), round(8_000, 360), round(9_900, 370)];

    expect(named('diagnosis.time', floors, wholes)).toMatchObject({
      value: 500,
      floor: 400,
      ratio: 1.25,
      ok: true,
    });
    expect(named('diagnosis.time.later', floors, wholes)).toMatchObject({ value: 360, floor: 310, ok: true });
  });

  it('miss their goals when it takes too long, asks too much, or holds too much', () => {
    const heard = { requests: 70, bytes: 2_000_000, connections: 9 };
    const first = reading(560, { peak: 501 * MEBIBYTE });
    const figures = diagnosisFigures([round(400, 300)], [round(0, 420, { heard, first })]);

    expect(figures.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([
      'diagnosis.time',
      'diagnosis.time.later',
      'diagnosis.requests',
      'diagnosis.bytes',
      'diagnosis.connections',
      'diagnosis.memory',
    ]);
  });

  it('are none when something was not read, or nothing was found', () => {
    const less = round(1, 1, { first: reading(1, { said: { objects: 9, checks: 1, findings: 1 } }) });
    const blind = round(1, 1, { first: reading(1, { said: { objects: 10, checks: 1, findings: 0 } }) });

    expect(() => diagnosisFigures([round(1, 1)], [less])).toThrow('10, 9 objects');
    expect(() => diagnosisFigures([round(1, 1)], [blind])).toThrow('found nothing');
  });
});

describe('what is measured', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  it('reads as much as its floor, each in a process of its own, and finds the cause', async () => {
    const cluster = await startClusterProcess({ nodes: 3, pods: 20 });
    stops.push(() => cluster.stop());
    const dir = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
    stops.push(() => rm(dir, { recursive: true }));
    const kubeconfig = join(dir, 'kubeconfig');
    await writeFile(kubeconfig, cluster.kubeconfig);
    const labels = JSON.stringify({ namespace: 'team-shop', deployment: 'api-0' });
    const floor = await startChild('./floor-child.ts', [kubeconfig], null);
    stops.push(() => floor.stop());
    const whole = await startChild('./whole-child.ts', [kubeconfig, labels], null);
    stops.push(() => whole.stop());

    const [least, before] = [await floor.read(), await cluster.asked()];
    const rehearsed = await whole.read();
    const between = await cluster.asked();
    const diagnosed = await whole.read();

    expect(rehearsed.said.objects).toBe(least.said.objects);
    expect(diagnosed.said.objects).toBe(least.said.objects);
    expect(diagnosed.said.findings).toBeGreaterThan(0);
    // Who the cluster is costs two more, and is asked once.
    expect(between.requests - before.requests).toBe(before.requests + 2);
    expect((await cluster.asked()).requests - between.requests).toBe(before.requests);
    expect(diagnosed.peak).toBeGreaterThan(diagnosed.idle);
  });
});
