import { afterEach, describe, expect, it } from 'vitest';
import { probeRoutes } from '../../../src/integrations/http/probe-routes.ts';
import {
  type HttpServer,
  type RequestHandler,
  startHttpServer,
} from '../../../src/integrations/http/start-http-server.ts';

const silent = { info() {}, warn() {}, error() {} };
let server: HttpServer | undefined;
afterEach(() => server?.close());

async function serving(routes: ReadonlyMap<string, RequestHandler>): Promise<HttpServer> {
  server = await startHttpServer({ host: '127.0.0.1', port: 0, routes, logger: silent });
  return server;
}

const probes = (checks: Parameters<typeof probeRoutes>[0]['checks']) =>
  probeRoutes({ checks, metrics: async () => ({ contentType: 'text/plain', text: 'keyturn_up 1' }) });

describe('the server', () => {
  it('says what there is to somebody who asks for something else', async () => {
    const { url } = await serving(probes({}));
    const answer = await fetch(`${url}/webhook`);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: 'There is nothing at this address. Known are: /healthz, /readyz, /metrics.',
    });
  });

  it('answers 500 and stays up when a handler breaks', async () => {
    const broken: RequestHandler = () => {
      throw new Error('broken');
    };
    const { url } = await serving(new Map([['/broken', broken], ...probes({})]));

    expect((await fetch(`${url}/broken`)).status).toBe(500);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('finishes the request under way before it closes', async () => {
    let release = (): void => {};
    let asked = false;
    const slow: RequestHandler = async (_, response) => {
      asked = true;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      response.end('done');
    };
    const { url, close } = await serving(new Map([['/slow', slow]]));
    const answer = fetch(`${url}/slow`).then((found) => found.text());
    await expect.poll(() => asked).toBe(true);

    const closed = close();
    release();

    expect(await answer).toBe('done');
    await closed;
    server = undefined;
  });
});

describe('the probes', () => {
  it('is ready when every part is, and names the part that is not', async () => {
    let slack: string | null = null;
    const { url } = await serving(probes({ redis: async () => null, slack: async () => slack }));
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    slack = 'slack has not told who we are';
    const answer = await fetch(`${url}/readyz`);

    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'not ready', checks: { redis: 'ok', slack } });
  });

  it('does not mind a part that whoever asks excludes, but says how it is', async () => {
    const [redis, slack] = ['redis takes no writes (OOM)', 'slack has not told who we are'];
    const without = await serving(probes({ redis: async () => null, slack: async () => slack }));
    const answer = await fetch(`${without.url}/readyz?exclude=slack`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ready', checks: { redis: 'ok', slack } });

    const neither = await serving(probes({ redis: async () => redis, slack: async () => slack }));
    expect((await fetch(`${neither.url}/readyz?exclude=slack`)).status).toBe(503);
    expect((await fetch(`${neither.url}/readyz?exclude=slack&exclude=redis`)).status).toBe(200);
  });

  it('takes a check that throws or hangs for one that failed', async () => {
    const { url } = await serving(
      probes({
        redis: () => Promise.reject(new Error('redis-unreachable')),
        slack: () => new Promise(() => {}),
      }),
    );
    const answer = await fetch(`${url}/readyz`);

    expect(await answer.json()).toMatchObject({
      checks: { redis: 'redis-unreachable', slack: 'no answer within 1500 ms' },
    });
  });
});
