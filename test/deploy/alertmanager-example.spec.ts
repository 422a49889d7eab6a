import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { startAlertmanager } from '../../sandbox/alertmanager/start-alertmanager.ts';
import { findProgram } from '../../sandbox/process/find-program.ts';
import { Settings } from '../../src/config/settings.ts';
import { HOUR, MINUTE, SECOND } from '../../src/domain/instant.ts';
import { watchdogKey } from '../../src/domain/watchdog.ts';
import { createWebhookRoute, WEBHOOK_PATH } from '../../src/integrations/alertmanager/webhook-route.ts';
import { startHttpServer } from '../../src/integrations/http/start-http-server.ts';
import { drainAlerts } from '../../src/workflows/drain-alerts.ts';
import { createReceiveAlert } from '../../src/workflows/receive-alert.ts';
import { someRules } from '../builders/deliveries.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFakeMetrics } from '../fakes/metrics.ts';
import { startStore } from '../integrations/redis/start-store.ts';
import { itWithAlertmanager } from '../setup/it-with-alertmanager.ts';

const file = join(import.meta.dirname, '../../deploy/alertmanager.example.yaml');
const TOKEN = 'token-of-alertmanager';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

describe('the shipped Alertmanager configuration', () => {
  const amtool = findProgram(['amtool']);
  it.runIf(amtool !== undefined || Boolean(process.env.CI))('is accepted by amtool', async () => {
    const checked = await promisify(execFile)(amtool ?? 'amtool', ['check-config', file]);

    expect(checked.stdout).toContain('SUCCESS');
  });

  it('leaves the pager in its place, and agrees with the defaults of keyturn.yaml', () => {
    const { route, receivers } = parse(readFileSync(file, 'utf8'));
    const settings = Settings.parse({ watchdogs: [{ alertname: 'Watchdog' }] });

    expect(route.routes.at(-1)).toEqual({ receiver: 'pager' });
    expect(route.routes.filter((one: { continue?: boolean }) => one.continue)).toEqual([
      { receiver: 'keyturn', continue: true },
    ]);
    expect(route.repeat_interval).toBe('4h');
    expect(settings.staleAfter).toBeGreaterThan(4 * HOUR);
    expect(settings.sources[0]?.receivers).toEqual([receivers[0].name]);
    expect(settings.watchdogs[0]?.within).toBeGreaterThanOrEqual(3 * MINUTE);
    expect(receivers[0].webhook_configs[0]).toMatchObject({ send_resolved: true, max_alerts: 1000 });
  });

  itWithAlertmanager(
    'tells Keyturn and the pager of every alert, and only Keyturn of the Watchdog',
    async () => {
      const bot = await startIntake();
      const pager = await startPager();
      const alertmanager = await startAlertmanager({ config: await configFor(bot.url, pager.url) });
      ends.push(() => alertmanager.stop());
      const startsAt = new Date().toISOString();
      const labels = {
        alertname: 'CheckoutDown',
        cluster: 'prod-eu1',
        namespace: 'payments',
        severity: 'critical',
      };

      await alertmanager.fire([
        { labels, startsAt, annotations: { summary: 'Checkout rejects cards' } },
        { labels: { alertname: 'Watchdog', cluster: 'prod-eu1', severity: 'none' }, startsAt },
      ]);
      await until(
        async () => pager.told.length > 0 && (await bot.heardWatchdog()) && (await bot.drained()).length > 0,
      );
      expect((await bot.drained())[0]).toMatchObject({
        title: 'Checkout rejects cards',
        status: 'investigating',
        alerts: { firing: 1 },
        policy: { cluster: 'prod-eu1' },
      });
      await alertmanager.resolve([{ labels, startsAt }]);
      await until(async () => (await bot.drained())[0]?.alerts.resolved === 1);

      expect(await bot.drained()).toMatchObject([{ alerts: { firing: 0, resolved: 1 }, clears: 1 }]);
      expect(pager.told.join()).toContain('CheckoutDown');
      expect(pager.told.join()).not.toContain('Watchdog');
      expect(
        [...bot.outcomes()].filter((key) => /deliveries_total\{outcome="(?!stored|heartbeat)/.test(key)),
      ).toEqual([]);
    },
  );
});

/** The door, the inbox on a real Redis, and the drain: what stands between Alertmanager and the log. */
async function startIntake() {
  const store = await startStore();
  ends.push(() => store.redis.disconnect());
  const rules = someRules({
    watchdogs: [{ alertname: 'Watchdog', cluster: 'prod-eu1', within: MINUTE, severity: 'sev2' }],
  });
  const metrics = createFakeMetrics();
  const logger = createFakeLogger();
  const clock = { now: () => Date.now() };
  const deps = { ...store, rules, metrics, logger, clock, jobs: createFakeJobs() };
  const sources = [{ name: 'default', tokens: [TOKEN], bodyLimit: 1_000_000 }];
  const route = createWebhookRoute({ ...deps, sources, receive: createReceiveAlert(deps) });
  const routes = new Map([[WEBHOOK_PATH, route]]);
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, routes, logger });
  ends.push(() => server.close(1_000));
  return {
    url: `${server.url}${WEBHOOK_PATH}`,
    outcomes: () => metrics.counted.keys(),
    heardWatchdog: async () => {
      const key = watchdogKey({ alertname: 'Watchdog', cluster: 'prod-eu1' });
      return (await store.watchdogNotes.lastHeard(key)) !== null;
    },
    drained: async () => {
      await drainAlerts(deps);
      return store.index.recent(10);
    },
  };
}

async function startPager() {
  const told: string[] = [];
  const server = createServer(async (request, response) => {
    told.push(Buffer.concat(await request.toArray()).toString());
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** The shipped file with our addresses, and without its waiting. */
async function configFor(bot: string, pager: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-token-'));
  ends.push(() => rm(dir, { recursive: true }));
  const tokenFile = join(dir, 'token');
  await writeFile(tokenFile, TOKEN);
  const config = parse(readFileSync(file, 'utf8'));
  for (const route of [config.route, ...config.route.routes]) {
    Object.assign(route, { group_wait: '10ms', group_interval: '100ms' });
  }
  const webhook = config.receivers[0].webhook_configs[0];
  webhook.url = bot;
  webhook.http_config.authorization.credentials_file = tokenFile;
  config.receivers[1].webhook_configs = [{ url: pager }];
  return stringify(config);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60 * SECOND;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen within a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
