import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import { startRunningClock } from '../../setup/running-clock.ts';
import { certificate, type StandIn, startStandIn } from './stand-in.ts';

let standIn: StandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

const rule = { verbs: ['list'], group: '', resource: 'pods', namespace: 'shop' };
const within = (ms: number) => ({ path: '/api/v1/namespaces/shop/pods', rule, until: Date.now() + ms });

async function failure(work: Promise<unknown>): Promise<ClusterFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ClusterFailure);
  return error as ClusterFailure;
}

async function started(listener: RequestListener, options = {}): Promise<StandIn> {
  standIn = await startStandIn(listener, options);
  return standIn;
}

/** Answers the first requests in turn, all later ones as the last. */
function inTurn(...listeners: ((request: IncomingMessage, response: ServerResponse) => unknown)[]) {
  let count = 0;
  const listener: RequestListener = (request, response) => {
    void listeners[Math.min(count++, listeners.length - 1)]?.(request, response);
  };
  return { listener, count: () => count };
}

const good = (_: IncomingMessage, response: ServerResponse) => response.end('{"items":[]}');
const tooMany = (seconds: string | null) => (_: IncomingMessage, response: ServerResponse) =>
  response.writeHead(429, seconds === null ? {} : { 'retry-after': seconds }).end('Too many requests.\n');

type Capture = { response: { status: number; headers: Record<string, string>; body: unknown } };

async function captured(name: string): Promise<ClusterFailure> {
  const { response } = JSON.parse(
    readFileSync(new URL(`../../fixtures/kubernetes/${name}.json`, import.meta.url), 'utf8'),
  ) as Capture;
  // Waiting is another test's business.
  const { 'retry-after': _, ...headers } = response.headers;
  const body = typeof response.body === 'string' ? response.body : JSON.stringify(response.body);
  const { door } = await started((_request, answer) => answer.writeHead(response.status, headers).end(body));
  return failure(door.get(within(20_000)));
}

describe('what goes over the wire', () => {
  it('carries the credentials, the version and what is accepted', async () => {
    let seen: IncomingMessage | undefined;
    const { door } = await started((request, response) => {
      seen = request;
      response.end('{"kind":"PodList"}');
    });

    const answer = await door.get({ ...within(20_000), path: '/api/v1/pods?limit=500' });

    expect(answer).toEqual({ kind: 'PodList' });
    expect(seen?.url).toBe('/api/v1/pods?limit=500');
    expect(seen?.headers).toMatchObject({
      authorization: 'Bearer token-of-the-reader',
      'user-agent': 'keyturn/1.2.3',
      accept: 'application/json',
    });
  });

  it('comes back whole, wherever the chunks were cut', async () => {
    const text = JSON.stringify({ name: 'Zürich 東京 🚨'.repeat(3) });
    const { door } = await started(async (_, response) => {
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });

    expect(JSON.stringify(await door.get(within(20_000)))).toBe(text);
  });

  it('reads 200 times over at most eight connections, one after the other over one or two', async () => {
    const { door, connections } = await started(good);

    for (let i = 0; i < 50; i++) await door.get(within(20_000));
    // The next one may begin before the last one has given its connection back.
    expect(connections()).toBeLessThanOrEqual(2);

    await Promise.all(Array.from({ length: 200 }, () => door.get(within(10_000))));
    expect(connections()).toBeLessThanOrEqual(8);
  });
});

describe('an answer that is a failure', () => {
  it.each([
    ['0900-401-no-such-token', 'unauthorized', 'Unauthorized'],
    ['0903-forbidden-list-pods', 'forbidden', /^pods is forbidden: User "alice" cannot list/],
    ['0109-discovery-unknown-group-404', 'not-found', '404 page not found'],
    ['1200-404-object', 'not-found', /not found$/],
    ['0356-list-continue-expired-410', 'gone', /too old to display/],
    ['1240-429-priority-and-fairness', 'busy', 'Too many requests, please try again later.'],
    ['0512-logs-waiting-image-400', 'refused', /is waiting to start: trying and failing to pull image$/],
    ['0519-logs-kubelet-connection-refused', 'broken', /connect: connection refused$/],
    ['1101-request-to-unavailable-apiservice-503', 'broken', 'service unavailable'],
    ['1242-504-request-timeout', 'timed-out', /did not complete within the allotted timeout$/],
  ])('%s is %s', async (name, kind, detail) => {
    const found = await captured(name);

    expect(found.kind).toBe(kind);
    expect(found.detail).toMatch(detail);
  });

  it('names the rule that would allow the request, and only when it is forbidden', async () => {
    expect((await captured('0903-forbidden-list-pods')).rule).toEqual(rule);
    await standIn?.stop();
    expect((await captured('0900-401-no-such-token')).rule).toBeNull();
  });

  it('does not show a web page of somebody between, nor follow to another address', async () => {
    const page = await started((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
    expect((await failure(page.door.get(within(20_000)))).detail).toBe('status 502');
    await page.stop();

    const login = await started((_, response) => response.writeHead(302, { location: '/login' }).end());
    expect((await failure(login.door.get(within(20_000)))).detail).toMatch(/another address \(302\)/);
  });

  it('takes out what looks like a secret', async () => {
    const { door } = await started((_, response) =>
      response.writeHead(400).end('{"kind":"Status","message":"bad password=hunter2hunter2"}'),
    );

    expect((await failure(door.get(within(20_000)))).detail).toBe('bad password=[redacted]');
  });

  it('is broken when it is good but not JSON', async () => {
    const { door } = await started((_, response) => response.end('<html>welcome</html>'));

    const found = await failure(door.get(within(20_000)));

    expect([found.kind, found.detail]).toEqual(['broken', 'the answer is not JSON']);
  });

  it('is not taken in without end', async () => {
    const { door } = await started((_, response) => response.end('x'.repeat(3 * 1024 * 1024)));

    const found = await failure(door.get({ ...within(20_000), maxBytes: 1024 * 1024 }));

    expect([found.kind, found.detail]).toEqual(['broken', 'the answer is larger than 1 MiB']);
  });
});

describe('patience', () => {
  it('waits once for as long as a 429 says', async () => {
    const { listener, count } = inTurn(tooMany('1'), good);
    const { door } = await started(listener);
    const began = performance.now();

    expect(await door.get(within(20_000))).toEqual({ items: [] });

    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
    expect(count()).toBe(2);
  });

  it.each([
    ['the pause is longer than the deadline', '30', 1],
    ['it does not say how long', null, 1],
    ['it says so again', '0', 2],
  ])('gives up on a 429 when %s', async (_, seconds, requests) => {
    const { listener, count } = inTurn(tooMany(seconds));
    const { door } = await started(listener);

    expect((await failure(door.get(within(20_000)))).kind).toBe('busy');
    expect(count()).toBe(requests);
  });

  it('asks once more after a cut connection, at the beginning or within the answer', async () => {
    const cutAtOnce = (request: IncomingMessage) => request.socket.destroy();
    const cutWithin = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"items":');
      setTimeout(() => response.socket?.destroy(), 20);
    };
    for (const cut of [cutAtOnce, cutWithin]) {
      const { door } = await started(inTurn(cut, good).listener);
      expect(await door.get(within(20_000))).toEqual({ items: [] });
      await standIn?.stop();
    }
    const { door } = await started(inTurn(cutAtOnce).listener);

    const found = await failure(door.get(within(20_000)));

    expect([found.kind, found.detail]).toEqual(['away', 'the connection was cut']);
  });

  it('hands the text of one attempt only to one sink', async () => {
    const half = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('first');
      setTimeout(() => response.socket?.destroy(), 20);
    };
    const { door } = await started(inTurn(half, (_, response) => response.end('second')).listener);
    let text = '';

    const status = await door.text(within(20_000), () => {
      text = '';
      return (chunk) => {
        text += chunk.toString();
      };
    });

    expect([status, text]).toEqual([200, 'second']);
  });

  it('ends by the deadline when nothing comes, or not all of it', async () => {
    const at = Date.now();
    const stands = { clock: { now: () => at } };
    const silent = await started(() => undefined, stands);
    const time = startRunningClock(0, 1);
    const nothing = await failure(silent.door.get({ ...within(0), until: at + 1_000 }));
    expect([nothing.kind, nothing.detail]).toEqual(['timed-out', 'no whole answer within 1.0 s']);
    expect(time.now()).toBeLessThan(2_500);
    await silent.stop();

    const slow = await started((_, response) => response.write('{"items":['));
    expect((await failure(slow.door.get(within(1_000)))).kind).toBe('timed-out');
    const never = await failure(slow.door.get(within(-1)));
    expect([never.kind, never.detail]).toEqual(['timed-out', 'no time was left to ask for it']);
  });

  it('does not even ask after the deadline', async () => {
    const { listener, count } = inTurn(good);
    const { door } = await started(listener);

    expect((await failure(door.get(within(-1)))).kind).toBe('timed-out');
    expect(count()).toBe(0);
  });
});

describe('a cluster that is not there, or not the one', () => {
  it('is away when the connection is refused', async () => {
    const { door, server } = await started(good);
    await new Promise((resolve) => server.close(resolve));

    const found = await failure(door.get(within(20_000)));

    expect([found.kind, found.detail]).toEqual(['away', 'the connection was refused']);
    server.listen(0);
  });

  it('is away when its certificate is of another host', async () => {
    const { door } = await started(good, { host: 'other.example' });

    const found = await failure(door.get(within(20_000)));

    expect([found.kind, found.detail]).toEqual(['away', 'its certificate is of another host']);
  });

  it('is away when nobody trusted vouches for its certificate', async () => {
    const { door } = await started(good, { trusted: (await certificate()).cert });

    const found = await failure(door.get(within(20_000)));

    expect([found.kind, found.detail]).toEqual([
      'away',
      'its certificate is of an authority that is not trusted',
    ]);
  });
});
