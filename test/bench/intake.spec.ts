import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { firingBody } from '../../bench/bodies.ts';
import { flood, wholeAnswer } from '../../bench/intake/flood.ts';
import { intakeFigures } from '../../bench/intake/intake-bench.ts';
import { roundOf } from '../../bench/intake/round.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function aServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
}

describe('the flood', () => {
  it('posts every body exactly once, over no more connections than asked for', async () => {
    const heard: string[] = [];
    const connections = new Set<unknown>();
    const url = await aServer(async (request, response) => {
      connections.add(request.socket);
      heard.push(`${request.headers.authorization} ${Buffer.concat(await request.toArray())}`);
      response.writeHead(202, { 'content-length': 2 }).end('ok');
    });
    const bodies = Array.from({ length: 40 }, (_, n) => `body ${n} – ü`);

    const flooded = await flood({ url, headers: { authorization: 'Bearer x' }, bodies, connections: 4 });

    expect(heard.sort()).toEqual(bodies.map((body) => `Bearer x ${body}`).sort());
    expect(connections.size).toBe(4);
    expect(flooded.latencies).toHaveLength(40);
    expect([...flooded.statuses]).toEqual([[202, 40]]);
  });

  it('does not go on without a connection that broke', async () => {
    const url = await aServer((request) => request.socket.destroy());

    await expect(flood({ url, headers: {}, bodies: ['a'], connections: 1 })).rejects.toThrow(/connection/);
  });

  it('takes an answer for whole when all of its body is there', () => {
    const head = 'HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n\r\n';

    expect(wholeAnswer(head.slice(0, -2))).toBeUndefined();
    expect(wholeAnswer(`${head}abc`)).toBeUndefined();
    expect(wholeAnswer(`${head}abcd`)).toBe(202);
  });
});

describe('a round', () => {
  it('is what was answered in its time', () => {
    const latencies = Array.from({ length: 100 }, (_, n) => n + 1);

    expect(roundOf({ seconds: 0.5, latencies, statuses: new Map([[202, 100]]) })).toEqual({
      perSecond: 200,
      p50: 50,
      p99: 99,
    });
  });

  it('is no round when something was refused', () => {
    const statuses = new Map([
      [202, 99],
      [503, 1],
    ]);

    expect(() => roundOf({ seconds: 1, latencies: [1], statuses })).toThrow('503 x 1');
  });
});

describe('the bodies', () => {
  it('are as large as a usual delivery, and no two alike', () => {
    const bodies = new Set([firingBody('a'), firingBody('b'), firingBody('a', 1)]);

    expect(bodies.size).toBe(3);
    for (const body of bodies) expect(body.length).toBeGreaterThan(1_000);
    for (const body of bodies) expect(body.length).toBeLessThan(2_500);
  });
});

describe('the figures of the intake', () => {
  const round = (perSecond: number, p99: number) => ({ perSecond, p50: 1, p99 });
  const others = { alone: [round(1, 1)], heartbeat: [round(1, 1)] };

  it('are the middle of the rounds, beside the floor of the same rounds', () => {
    const floor = [round(1_000, 10), round(900, 11), round(10, 500)];
    const whole = [round(700, 29), round(20, 900), round(630, 28)];

    const [rate, p99] = intakeFigures({ floor, whole, ...others }, [100]);

    expect(rate).toMatchObject({ name: 'intake', value: 630, floor: 900, ratio: 0.7, ok: true });
    expect(p99).toMatchObject({ name: 'intake.p99', value: 29, floor: 11, ok: true });
  });

  it('miss their goals when it is too slow for the one or for the other', () => {
    const [rate, p99] = intakeFigures(
      { floor: [round(1_000, 10)], whole: [round(590, 31)], ...others },
      [100],
    );

    expect([rate?.ok, p99?.ok]).toEqual([false, false]);
  });
});
