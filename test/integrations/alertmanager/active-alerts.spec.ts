import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startAlertmanager } from '../../../sandbox/alertmanager/start-alertmanager.ts';
import { createActiveAlerts } from '../../../src/integrations/alertmanager/active-alerts.ts';
import { Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import { itWithAlertmanager } from '../../setup/it-with-alertmanager.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function asked(listener: RequestListener, { token = null as string | null, timeout = 20_000 } = {}) {
  server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createActiveAlerts(new Map([['default', { url, timeout, token }]])).list('default');
}

describe('asking Alertmanager what is active', () => {
  itWithAlertmanager('hears it from a real one, silences included', async () => {
    const alertmanager = await startAlertmanager({
      config: 'route: { receiver: keyturn }\nreceivers: [{ name: keyturn }]',
    });
    const startsAt = new Date(Date.now() - 60_000).toISOString();
    await alertmanager.fire([
      { labels: { alertname: 'A' }, startsAt },
      { labels: { alertname: 'B' }, startsAt },
    ]);
    await fetch(`${alertmanager.url}/api/v2/silences`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        matchers: [{ name: 'alertname', value: 'B', isRegex: false, isEqual: true }],
        startsAt,
        endsAt: new Date(Date.now() + 60_000).toISOString(),
        createdBy: 'test',
        comment: 'test',
      }),
    });

    const api = { url: alertmanager.url, timeout: 20_000, token: null };
    const active = createActiveAlerts(new Map([['default', api]]));
    // A silence counts as soon as Alertmanager has looked at its alerts again.
    let list = await active.list('default');
    for (let i = 0; i < 300 && list?.every(({ state }) => state !== 'suppressed'); i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      list = await active.list('default');
    }

    const byName = Object.fromEntries((list ?? []).map((alert) => [alert.labels.alertname, alert]));
    expect(byName.A).toMatchObject({ receivers: ['keyturn'], startedAt: Date.parse(startsAt) });
    expect(['active', 'unprocessed']).toContain(byName.A?.state);
    expect(byName.B).toMatchObject({ state: 'suppressed', silencedBy: [expect.any(String)] });
    expect(byName.A?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    await alertmanager.stop();
  });

  it('is null for a source that has none', async () => {
    expect(await createActiveAlerts(new Map()).list('default')).toBeNull();
  });

  it('brings the token it wants', async () => {
    const seen: (string | undefined)[] = [];
    await asked(
      (request, response) => {
        seen.push(request.url, request.headers.authorization);
        response.end('[]');
      },
      { token: 'secret' },
    );

    expect(seen).toEqual(['/api/v2/alerts', 'Bearer secret']);
  });

  it.each([
    ['it answers 500', (_: unknown, response) => response.writeHead(500).end(), Unavailable],
    ['it is no JSON', (_: unknown, response) => response.end('<html>'), Unavailable],
    ['it refuses', (_: unknown, response) => response.writeHead(403).end(), Misconfigured],
    ['it is something else', (_: unknown, response) => response.end('{"a":1}'), Misconfigured],
  ] as [string, RequestListener, typeof Unavailable][])(
    'says so when %s',
    async (_what, listener, failure) => {
      await expect(asked(listener)).rejects.toBeInstanceOf(failure);
    },
  );

  it('says so when it hangs', async () => {
    await expect(asked(() => {}, { timeout: 300 })).rejects.toBeInstanceOf(Unavailable);
  });
});
