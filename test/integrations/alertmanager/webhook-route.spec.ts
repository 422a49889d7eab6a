import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebhookRoute, WEBHOOK_PATH } from '../../../src/integrations/alertmanager/webhook-route.ts';
import { type HttpServer, startHttpServer } from '../../../src/integrations/http/start-http-server.ts';
import { Unavailable } from '../../../src/ports/failures.ts';
import { createReceiveAlert, type ReceiveAlert } from '../../../src/workflows/receive-alert.ts';
import { createAlertWorld } from '../../builders/alert-world.ts';
import { startRunningClock } from '../../setup/running-clock.ts';

const TOKEN = 'token-of-alertmanager';
const NEXT = 'next-token-of-alertmanager';
const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/alertmanager', name), 'utf8');
const firing = fixture('01-firing-one.json');

let server: HttpServer | undefined;
afterEach(async () => {
  await server?.close(100);
  server = undefined;
});

async function start(options: { receive?: ReceiveAlert; bodyLimit?: number; limit?: number } = {}) {
  const world = createAlertWorld();
  const { bodyLimit = 300_000 } = options;
  const route = createWebhookRoute({
    ...world.deps,
    receive: options.receive ?? createReceiveAlert(world.deps),
    sources: [
      { name: 'default', tokens: [TOKEN, NEXT], bodyLimit },
      { name: 'us', tokens: ['token-of-another-one'], bodyLimit },
    ],
  });
  const { logger } = world;
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    routes: new Map([[WEBHOOK_PATH, route]]),
    logger,
  });
  const url = `${server.url}${WEBHOOK_PATH}`;
  const send = async (
    body: string,
    over: { method?: string; headers?: Record<string, string | undefined> } = {},
  ) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...over.headers };
    const given = Object.entries(headers).filter(([, value]) => value !== undefined) as [string, string][];
    const reply = await fetch(url, {
      method: over.method ?? 'POST',
      headers: given,
      ...(over.method === 'GET' ? {} : { body }),
    });
    return {
      status: reply.status,
      headers: reply.headers,
      body: (await reply.json()) as Record<string, string>,
    };
  };
  return { world, send, url };
}

describe('a delivery', () => {
  it('is answered 202 once the inbox has it, and the drain is woken', async () => {
    const { world, send } = await start();

    expect(await send(firing)).toMatchObject({ status: 202, body: { outcome: 'stored' } });

    expect(await world.deliveries.depth()).toMatchObject({ undrained: 1 });
    expect(world.jobs.woken).toEqual(['drain-alerts']);
    expect(world.metrics.counted.get('deliveries_total{outcome="stored"}')).toBe(1);
    expect(world.metrics.observed.get('delivery_accept_seconds')).toBe(1);
  });

  it('that says the same again is a heartbeat, also by PUT and with the other token', async () => {
    const { world, send } = await start();
    await send(firing);

    const again = {
      method: 'PUT',
      headers: { authorization: `bearer ${NEXT}`, 'content-type': 'application/json; charset=utf-8' },
    };
    expect(await send(firing, again)).toMatchObject({ status: 202, body: { outcome: 'heartbeat' } });

    expect(world.jobs.woken).toEqual(['drain-alerts']);
  });

  it('comes from the source whose token it has', async () => {
    const { world, send } = await start();

    await send(firing, { headers: { authorization: 'Bearer token-of-another-one' } });

    expect((await world.deliveries.read(1))[0]?.delivery.source).toBe('us');
  });

  it('of 500 alerts is taken', async () => {
    const { send } = await start();

    expect(await send(fixture('09-firing-500.json'))).toMatchObject({ status: 202 });
  });
});

describe('a request that is refused', () => {
  it.each([
    ['without a token', { authorization: undefined }],
    ['with a wrong token', { authorization: 'Bearer token-of-nobody-at-all' }],
    ['with another scheme', { authorization: `Basic ${TOKEN}` }],
    ['with an empty token', { authorization: 'Bearer ' }],
  ])('%s: 401', async (_what, headers) => {
    const { world, send } = await start();

    const reply = await send(firing, { headers });

    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(reply.body.error).toMatch(/^This needs a bearer token/);
    expect(await world.deliveries.depth()).toMatchObject({ undrained: 0, quarantined: 0 });
  });

  it('by another method: 405 with those that are allowed', async () => {
    const { send } = await start();

    const reply = await send('', { method: 'GET' });

    expect(reply).toMatchObject({ status: 405, body: { error: 'Deliveries are sent with POST.' } });
    expect(reply.headers.get('allow')).toBe('POST, PUT');
  });

  it.each([
    ['text/plain', undefined],
    [undefined, undefined],
    ['application/json', 'gzip'],
  ])('of type %s, encoding %s: 415', async (type, encoding) => {
    const { send } = await start();

    const reply = await send(firing, { headers: { 'content-type': type, 'content-encoding': encoding } });

    expect(reply.status).toBe(415);
  });

  it('too large: 413, by what it says or by what it sends', async () => {
    const { url, send } = await start({ bodyLimit: 10_000 });

    expect(await send('x'.repeat(10_001))).toMatchObject({
      status: 413,
      body: { error: 'The body is larger than 10000 bytes; set max_alerts at the sender.' },
    });
    expect(await sendInPieces(url, 40)).toBe(413);
  });

  it.each([
    ['{"receiver":', /^The body is not JSON/],
    ['{"receiver":"keyturn"}', /^The body is not what Alertmanager sends: groupKey: /],
  ])('unreadable (%s): 400 with the reason, counted, and kept for a look', async (body, reason) => {
    const { world, send } = await start();

    const reply = await send(body);

    expect(reply).toMatchObject({ status: 400, body: { error: expect.stringMatching(reason) } });
    expect(world.deliveries.quarantined).toMatchObject([{ entry: null, body, reason: reply.body.error }]);
    expect(world.metrics.counted.get('deliveries_total{outcome="unreadable"}')).toBe(1);
  });
});

describe('when it can not be stored', () => {
  it('answers 503, so that Alertmanager comes again inside the flush', async () => {
    const { world, send } = await start({
      receive: async () => {
        throw new Unavailable('redis-unreachable');
      },
    });

    expect(await send(firing)).toMatchObject({ status: 503 });
    expect(world.logger.lines).toMatchObject([{ level: 'warn' }]);
  });

  it('answers 503 within two seconds when the store hangs', async () => {
    const { send } = await start({ receive: () => new Promise(() => {}) });
    const time = startRunningClock(0, 1);

    expect(await send(firing)).toMatchObject({ status: 503 });
    expect(time.now()).toBeLessThan(2_000);
  });

  it('answers 503 when the inbox is full, never 429', async () => {
    const { send } = await start({ receive: async () => 'full' });

    expect(await send(firing)).toMatchObject({
      status: 503,
      body: { error: 'The inbox is full; send it again later.' },
    });
  });
});

/** A body of which nobody said how long it would be. */
function sendInPieces(url: string, pieces: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', headers }, (reply) => {
      resolve(reply.statusCode);
      sent.destroy();
    });
    sent.on('error', reject);
    for (let i = 0; i < pieces; i++) sent.write('x'.repeat(1_000));
    sent.end();
  });
}
