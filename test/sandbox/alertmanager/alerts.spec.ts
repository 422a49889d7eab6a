import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createAlertGroups } from '../../../sandbox/alertmanager/alert-groups.ts';
import { createPostedAlerts } from '../../../sandbox/alertmanager/alert-source.ts';
import { alertmanagerConfig } from '../../../sandbox/alertmanager/alertmanager-config.ts';
import { crashLooping } from '../../../sandbox/alertmanager/checkout-alerts.ts';

const to = { url: 'http://127.0.0.1:1/webhooks/alertmanager', token: 'secret' };

describe('the routes that the sandbox plays', () => {
  const shipped = `
route:
  receiver: pager
  group_by: [alertname]
  group_wait: 30s
  routes:
    - { receiver: keyturn, continue: true, group_interval: 5m }
    - { receiver: pager }
receivers:
  - name: keyturn
    webhook_configs:
      - url: http://keyturn:8080/webhooks/alertmanager
        send_resolved: true
        http_config: { authorization: { credentials_file: /etc/token } }
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/key }]
`;
  const played = parse(alertmanagerConfig(shipped, to));

  it('are the shipped ones, only sooner', () => {
    expect(played.route).toEqual({
      receiver: 'pager',
      group_by: ['alertname'],
      group_wait: '100ms',
      group_interval: '1s',
      routes: [
        { receiver: 'keyturn', continue: true, group_wait: '100ms', group_interval: '1s' },
        { receiver: 'pager', group_wait: '100ms', group_interval: '1s' },
      ],
    });
  });

  it('lead to the bot of the sandbox, with its token', () => {
    expect(played.receivers[0].webhook_configs).toEqual([
      {
        url: to.url,
        send_resolved: true,
        http_config: { authorization: { type: 'Bearer', credentials: 'secret' } },
      },
    ]);
  });

  it('page nobody', () => {
    expect(played.receivers[1]).toEqual({ name: 'pager' });
  });

  it('are refused when nothing leads to the bot', () => {
    expect(() => alertmanagerConfig('route: {}\nreceivers: [{ name: pager }]', to)).toThrow(
      'no webhook receiver',
    );
  });
});

describe('alerts on a machine without Alertmanager', () => {
  it('are posted as their whole group, each resolve once', async () => {
    const bodies: { status: string; alerts: { status: string; endsAt: string }[] }[] = [];
    const server = createServer(async (request, response) => {
      expect(request.headers.authorization).toBe('Bearer secret');
      bodies.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      response.writeHead(202).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const source = createPostedAlerts({ url, token: 'secret' });
    const [one, two] = [crashLooping('one'), crashLooping('two')];

    await source.fire(one);
    await source.fire(two);
    await source.resolve(one);
    await source.resolve(two);

    expect(bodies.map(({ status, alerts }) => [status, ...alerts.map((alert) => alert.status)])).toEqual([
      ['firing', 'firing'],
      ['firing', 'firing', 'firing'],
      ['firing', 'resolved', 'firing'],
      ['resolved', 'resolved'],
    ]);
    expect(bodies[0]?.alerts[0]?.endsAt).toBe('0001-01-01T00:00:00Z');
    server.closeAllConnections();
    server.close();
  });

  it('of two groups are posted apart', async () => {
    const bodies: { groupLabels: Record<string, string>; alerts: unknown[] }[] = [];
    const server = createServer(async (request, response) => {
      bodies.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      response.writeHead(202).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const groups = createAlertGroups(createPostedAlerts({ url, token: 'secret' }));

    await groups.fire('checkout');
    await groups.fire('search');
    await groups.fire('checkout');
    await groups.resolveAll('search');

    expect(bodies.map(({ groupLabels, alerts }) => [groupLabels.namespace, alerts.length])).toEqual([
      ['payments', 1],
      ['search', 1],
      ['payments', 2],
      ['search', 1],
    ]);
    expect(groups.shown().map(({ firing }) => firing)).toEqual([2, 0]);
    server.closeAllConnections();
    server.close();
  });

  it('are no success when the bot refuses them', async () => {
    const server = createServer((_request, response) => void response.writeHead(401).end('who are you?'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    const fired = createPostedAlerts({ url, token: 'wrong' }).fire(crashLooping('one'));

    await expect(fired).rejects.toThrow('did not take the alerts (401): who are you?');
    server.closeAllConnections();
    server.close();
  });
});
