import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findProgram } from '../../sandbox/process/find-program.ts';
import { freePort } from '../../sandbox/process/free-port.ts';
import { startRedis } from '../../sandbox/redis/start-redis.ts';
import { WEBHOOK_PATH } from '../../src/integrations/alertmanager/webhook-route.ts';
import { probeRoutes } from '../../src/integrations/http/probe-routes.ts';
import { checkDurability } from '../../src/integrations/redis/check-durability.ts';
import { parseRedisAddress } from '../../src/integrations/redis/parse-redis-address.ts';
import { createStoreKeys } from '../../src/integrations/redis/store-keys.ts';
import { SLACK_PATH } from '../../src/integrations/slack/http-delivery.ts';
import { createPromMetrics } from '../../src/integrations/system/prom-metrics.ts';
import type { MetricCounter } from '../../src/ports/metrics.ts';
import { aFirstAppend, aNote, anAppend } from '../integrations/redis/build-append.ts';
import { startConnection, startStore } from '../integrations/redis/start-store.ts';
import { blocksOf, fenceWith } from './fences.ts';

const page = readFileSync('docs/operations.md', 'utf8');
const blockWith = (words: string): string => {
  const [found, ...more] = blocksOf(page).filter(({ code }) => code.includes(words));
  if (!found || more.length > 0) throw new Error(`not one block with ${words}`);
  return found.code;
};
const lines = (text: string): readonly string[] => text.trim().split('\n');

describe('operating it, as the page tells', () => {
  it('asks at addresses that there are', () => {
    const metrics = async () => ({ contentType: '', text: '' });
    const known = [WEBHOOK_PATH, SLACK_PATH, ...probeRoutes({ checks: {}, metrics }).keys()];

    expect([...blockWith('POST /webhooks').matchAll(/\/[a-z/]+/g)].map(([path]) => path)).toEqual(known);
  });

  it('has Redis as Compose has it, and as Keyturn wants it', async () => {
    const settings = lines(blockWith('appendfsync always')).map((line) => line.split(' '));
    const { command } = parse(readFileSync('docker-compose.yml', 'utf8')).services.redis;
    const redis = { config: async (_: string, name: string) => settings.find(([key]) => key === name) };

    expect(command).toEqual(
      expect.arrayContaining(settings.flatMap(([name, value]) => [`--${name}`, value])),
    );
    expect(await checkDurability(redis as never)).toEqual([]);
  });

  it('names addresses of Redis that are understood, of each kind', () => {
    const addresses = lines(blockWith('redis-sentinel://')).flatMap(
      (line) => line.match(/\S+:\/\/\S+@\S+/) ?? [],
    );

    expect(addresses.map((address) => parseRedisAddress(address).kind)).toEqual([
      'single',
      'sentinel',
      'cluster',
    ]);
  });

  it('raises the number of incidents where it is kept', () => {
    const key = createStoreKeys('{keyturn}').incidents.lastNumber;

    expect(fenceWith(page, 'sh', 'last-number').trim()).toBe(`redis-cli -u "$REDIS_URL" set '${key}' 500`);
  });

  const programs = ['redis-server', 'redis-cli'].every((name) => findProgram([name]) !== undefined);
  it.runIf(programs || Boolean(process.env.CI))(
    'brings a log back whole from a snapshot, which alone would be an empty Redis',
    async () => {
      const dir = await mkdtemp(join(tmpdir(), 'keyturn-backup-'));
      onTestFinished(() => rm(dir, { recursive: true }));
      const shell = (code: string, env: Record<string, string> = {}) =>
        promisify(execFile)('bash', ['-euo', 'pipefail', '-c', code], {
          cwd: dir,
          env: { ...process.env, ...env },
        });
      const running = await aRedis();
      const before = await startStore({ url: running.url, prefix: '{keyturn}' });
      onTestFinished(() => before.redis.disconnect());
      const first = await before.log.append(aFirstAppend());
      if (first.outcome !== 'appended') throw new Error(first.outcome);
      await before.log.append(anAppend(first.loaded, [aNote('we restarted it')]));

      await shell(fenceWith(page, 'sh', '--rdb'), { REDIS_URL: running.url });
      await shell(fenceWith(page, 'sh', '--appendonly no').replaceAll('6390', String(await freePort())));

      const empty = await aRedis(await withSnapshotAlone(dir));
      const untold = await startConnection(empty.url);
      onTestFinished(() => untold.disconnect());
      expect(await untold.dbsize()).toBe(0);
      const restored = await aRedis(join(dir, 'restored'));
      await shell(fenceWith(page, 'sh', 'last-number'), { REDIS_URL: restored.url });
      const after = await startStore({ url: restored.url, prefix: '{keyturn}' });
      onTestFinished(() => after.redis.disconnect());
      expect(await after.verify.incident('INC-7')).toMatchObject({ facts: 2, damages: [] });
      expect(await after.log.nextNumber()).toBe(501);
    },
  );
});

describe('the alerts on Keyturn itself', () => {
  const Rules = z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.strictObject({
            alert: z.string(),
            expr: z.string(),
            for: z.string().optional(),
            labels: z.strictObject({ severity: z.enum(['critical', 'warning']), notify: z.literal('pager') }),
            annotations: z.strictObject({ summary: z.string() }),
          }),
        ),
      }),
    ),
  });
  const file = readFileSync('deploy/prometheus-rules.example.yaml', 'utf8');
  const rules = Rules.parse(parse(file)).groups.flatMap((group) => group.rules);

  it('are those that the page explains, in its order', () => {
    const explained = [...page.matchAll(/^\| `(Keyturn\w+)`/gm)].map(([, name]) => name);

    expect(explained).toEqual(rules.map(({ alert }) => alert));
    expect(rules.length).toBeGreaterThan(8);
  });

  it('ask for metrics that there are, by labels that they have', async () => {
    const gauges = Object.fromEntries(
      [
        ...readFileSync('src/app/register-gauges.ts', 'utf8').matchAll(
          /gauge\(\s*'(\w+)',\s*'[^']+',\s*'?(\w+)'?/g,
        ),
      ].map(([, name = '', label = '']) => [name, label]),
    );
    const counters = createPromMetrics();
    const { text } = await counters.text();
    const unknown = rules.flatMap(({ expr }) => {
      const [, name = ''] = /keyturn_(\w+)/.exec(expr) ?? [];
      const labels = [
        ...[...expr.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = '']) => label),
        ...[...expr.matchAll(/by \(([^)]+)\)/g)].flatMap(([, list = '']) => list.split(', ')),
      ];
      if (name === '') return expr.includes('up{job="keyturn"}') ? [] : [expr];
      if (name in gauges) return labels.filter((label) => label !== gauges[name]);
      if (!text.includes(`# TYPE keyturn_${name} counter`)) return [name];
      // A counter refuses a label that it does not have.
      counters.count(name as MetricCounter, Object.fromEntries(labels.map((label) => [label, 'x'])));
      return [];
    });

    expect(Object.keys(gauges).length).toBeGreaterThan(4);
    expect(unknown).toEqual([]);
  });

  it('go by no label that Prometheus takes for itself', async () => {
    const labels = [
      ...readFileSync('src/integrations/system/prom-metrics.ts', 'utf8').matchAll(/labels: \[([^\]]*)\]/g),
    ].flatMap(([, list = '']) => list.match(/\w+/g) ?? []);

    expect(labels.length).toBeGreaterThan(8);
    expect(labels.filter((label) => ['job', 'instance'].includes(label))).toEqual([]);
  });
});

/** A Redis as it should be, on data that are there or on none; stopped with the test. */
async function aRedis(dir?: string) {
  const started = await startRedis({ appendfsync: 'always', ...(dir === undefined ? {} : { dir }) });
  onTestFinished(() => started.stop());
  return started;
}

async function withSnapshotAlone(dir: string): Promise<string> {
  const alone = join(dir, 'alone');
  await promisify(execFile)('sh', ['-c', `mkdir alone && cp keyturn.rdb alone/dump.rdb`], { cwd: dir });
  return alone;
}
