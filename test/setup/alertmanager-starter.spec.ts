import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { startAlertmanager } from '../../sandbox/alertmanager/start-alertmanager.ts';
import { itWithAlertmanager } from './it-with-alertmanager.ts';

describe('a real Alertmanager', () => {
  itWithAlertmanager('tells a webhook what fires and what is over', async () => {
    const receiver = await startReceiver();
    const alertmanager = await startAlertmanager({ config: configFor(receiver.url) });
    const alert = { labels: { alertname: 'CheckoutDown' }, startsAt: new Date().toISOString() };

    await alertmanager.fire([alert]);
    expect(await receiver.next()).toMatchObject({ status: 'firing', alerts: [{ labels: alert.labels }] });
    await alertmanager.resolve([alert]);
    expect(await receiver.next()).toMatchObject({ status: 'resolved', alerts: [{ labels: alert.labels }] });

    expect(alertmanager.version).toMatch(/^\d+\.\d+/);
    await alertmanager.stop();
    await receiver.stop();
  });

  itWithAlertmanager('says why it does not start', async () => {
    const starting = startAlertmanager({ config: 'route: {}' });

    await expect(starting).rejects.toThrow(/ended while it was starting.*receiver/s);
  });
});

function configFor(url: string): string {
  return `
route: { receiver: bot, group_wait: 10ms, group_interval: 50ms }
receivers: [{ name: bot, webhook_configs: [{ url: '${url}', send_resolved: true }] }]
`;
}

async function startReceiver() {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
    server.emit('body');
    response.writeHead(202).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async next() {
      if (bodies.length === 0) await once(server, 'body');
      return bodies.shift();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
