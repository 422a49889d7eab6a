import { afterEach, describe, expect, it } from 'vitest';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import type { LogPiece, LogRequest } from '../../../src/ports/cluster-reader.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';
import { readerOf } from './reader-of.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

let asked: AskedCluster | undefined;
let standIn: StandIn | undefined;
afterEach(async () => {
  await asked?.stop();
  await standIn?.stop();
  asked = undefined;
  standIn = undefined;
});

const request = (rest: Partial<LogRequest> = {}): LogRequest => ({
  ...{ namespace: 'shop', pod: 'web', container: 'app', previous: false, since: null, tail: 100 },
  ...rest,
});

const running = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { nodeName: 'node-1', containers: [{ name: 'app', image: 'shop:1.0' }] },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        ...{ name: 'app', ready: true, restartCount: 0, image: 'shop:1.0', imageID: '', started: true },
        containerID: 'containerd://abc',
        state: { running: { startedAt: '2026-11-20T20:00:00Z' } },
      },
    ],
  },
};

const unscheduled = {
  ...running,
  metadata: { name: 'pending', namespace: 'shop' },
  spec: { containers: [{ name: 'app' }] },
  status: {},
};

/** Ten seconds between lines, the last one just now. */
const linesOf = (texts: readonly string[]) =>
  texts.map((text, i) => ({
    at: new Date(Date.now() - (texts.length - 1 - i) * 10_000).toISOString(),
    text,
  }));

async function logsOf(texts: readonly string[], rest: Partial<LogRequest> = {}): Promise<LogPiece> {
  asked = await startAskedCluster({
    objects: [running, unscheduled],
    logs: [{ namespace: 'shop', pod: 'web', container: 'app', lines: linesOf(texts) }],
  });
  return readerOf(await asked.doorOf()).logs(request(rest), soon());
}

/** A kubelet that gives the last `tail` of many lines, and no more bytes than it was told. */
async function logsOfMany(count: number, length: number, tail: number): Promise<LogPiece> {
  return logsOfTexts(
    Array.from({ length: count }, (_, i) => `${i} ${'x'.repeat(length)}`),
    tail,
  );
}

async function logsOfTexts(texts: readonly string[], tail: number): Promise<LogPiece> {
  const all = texts.map((text) => `2026-11-20T20:00:00.0Z ${text}`);
  standIn = await startStandIn((asking, response) => {
    const query = new URL(asking.url ?? '', 'https://cluster').searchParams;
    const text = `${all.slice(-Number(query.get('tailLines'))).join('\n')}\n`;
    response.end(text.slice(0, Number(query.get('limitBytes'))));
  });
  return readerOf(standIn.door).logs(request({ tail }), soon());
}

describe('a log', () => {
  it('has each line with its time', async () => {
    const piece = await logsOf(['one', '', 'three']);

    expect(piece.lines.map(({ text }) => text)).toEqual(['one', '', 'three']);
    expect(piece.lines.every(({ at }) => at !== null && Math.abs(Date.now() - at) < 60_000)).toBe(true);
    expect(piece.cut).toBe(false);
  });

  it('is asked for with its bounds, and never for all', async () => {
    await logsOf(['one'], { previous: false, since: Date.now() - 90_000, tail: 7 });

    const query = new URL(asked?.cluster.requests[0]?.path ?? '', 'https://cluster').searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      container: 'app',
      timestamps: 'true',
      tailLines: '7',
      limitBytes: String(1024 * 1024),
    });
    expect(Number(query.get('sinceSeconds'))).toBeGreaterThanOrEqual(90);
    expect(query.has('previous')).toBe(false);
  });

  it('has the last lines, since a moment', async () => {
    const texts = ['one', 'two', 'three', 'four'];

    expect((await logsOf(texts, { tail: 2 })).lines.map(({ text }) => text)).toEqual(['three', 'four']);
    await asked?.stop();
    const recent = await logsOf(texts, { since: Date.now() - 15_000 });
    expect(recent.lines.map(({ text }) => text)).toEqual(['three', 'four']);
  });

  it('has no secrets, also those that go over several lines', async () => {
    const key = Buffer.from('not a real key, but as long as one is in a file '.repeat(4)).toString('base64');
    const piece = await logsOf([
      'starting',
      '-----BEGIN RSA PRIVATE KEY-----',
      ...(key.match(/.{1,64}/g) ?? []),
      '-----END RSA PRIVATE KEY-----',
      'password=hunter2hunter2',
      'listening',
    ]);

    const texts = piece.lines.map(({ text }) => text);
    expect(texts[0]).toBe('starting');
    expect(texts.at(-1)).toBe('listening');
    expect(texts.join('\n')).not.toContain('hunter2');
    expect(texts.join('\n')).not.toContain(key.slice(0, 20));
  });

  it('that is too long has its newest lines', async () => {
    const piece = await logsOfMany(5_000, 500, 5_000);

    expect(piece.cut).toBe(true);
    expect(piece.lines.at(-1)?.text).toMatch(/^4999 x/);
    expect(piece.lines.length).toBeGreaterThan(500);
    expect(piece.lines.every(({ at }) => at !== null)).toBe(true);
  });

  it('has no half line at its end, unless there is only one', async () => {
    const three = await logsOfMany(3, 700_000, 3);
    expect(three.lines.map(({ text }) => text.slice(0, 3))).toEqual(['2 x']);
    await standIn?.stop();

    const cutTwice = await logsOfMany(2, 2_000_000, 2);
    expect(cutTwice.cut).toBe(true);
    expect(cutTwice.lines.map(({ text }) => text.slice(0, 3))).toEqual(['1 x']);
    await standIn?.stop();

    const endless = [...Array.from({ length: 99 }, (_, i) => `line ${i}`), 'x'.repeat(2_000_000)];
    const uneven = await logsOfTexts(endless, 100);
    expect(uneven.cut).toBe(true);
    expect(uneven.lines.at(-1)?.text).toBe('line 98');
  });

  it('of a container that does not run is refused in the words of the server', async () => {
    asked = await startAskedCluster({ objects: [running, unscheduled] });
    const reader = readerOf(await asked.doorOf());
    const refused = (rest: Partial<LogRequest>) =>
      reader.logs(request(rest), soon()).catch((error: unknown) => error);

    const none = await refused({ previous: true });
    expect(none).toBeInstanceOf(ClusterFailure);
    expect(none).toMatchObject({
      kind: 'refused',
      detail: 'previous terminated container "app" in pod "web" not found',
    });
    expect(await refused({ container: 'other' })).toMatchObject({
      kind: 'refused',
      detail: 'container other is not valid for pod web',
    });
    expect(await refused({ pod: 'pending' })).toMatchObject({ kind: 'refused' });
    expect(await refused({ pod: 'gone' })).toMatchObject({ kind: 'not-found' });
  });

  it('may be denied by the configuration, for pods or for logs alone', async () => {
    asked = await startAskedCluster({ objects: [running] });
    const door = await asked.doorOf();
    for (const deny of ['Pod', 'pods/log']) {
      const refused = await readerOf(door, { deny: [deny] })
        .logs(request(), soon())
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({ kind: 'forbidden' });
    }
    expect(asked.cluster.requests).toEqual([]);
  });
});
