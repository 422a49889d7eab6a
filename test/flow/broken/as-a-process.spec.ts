import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { startConnection } from '../../integrations/redis/start-store.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';
import '../../setup/provided.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'keyturn-broken-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const environment = () => ({
  PATH: process.env.PATH ?? '',
  REDIS_URL: inject('redisUrl'),
  SLACK_BOT_TOKEN: 'xoxb-of-nobody',
  SLACK_SIGNING_SECRET: 'a-signing-secret',
  KEYTURN_CHAIN_KEY: 'a-chain-key-for-tests',
  KEYTURN_WEBHOOK_TOKEN: 'a-webhook-token-for-tests',
});

it('whose port is taken says so and ends, instead of working on without a door', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const config = join(dir, 'keyturn.yaml');
  const settings = {
    http: { host: '127.0.0.1', port },
    redis: { prefix: freshKeyPrefix() },
    slack: { apiUrl: 'http://127.0.0.1:9/', mode: 'http' },
  };
  await writeFile(config, JSON.stringify(settings));

  const bot = spawn(process.execPath, [MAIN, 'serve', '--config', config], { env: environment() });
  let said = '';
  bot.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await Promise.race([once(bot, 'exit'), once(AbortSignal.timeout(60_000), 'abort')]);

  bot.kill('SIGKILL');
  other.close();
  expect(code).toBe(1);
  expect(said).toContain('EADDRINUSE');
});

it('with mistakes in its configuration names each with path, value and what was expected, and no secret', async () => {
  const config = join(dir, 'wrong.yaml');
  await writeFile(config, 'http: {port: "99999"}\nstorm: {within: 5}\nchannel: {}\n');

  const run = promisify(execFile)(process.execPath, [MAIN, 'serve', '--config', config], {
    env: { ...environment(), KEYTURN_WEBHOOK_TOKEN: 'short', SLACK_BOT_TOKEN: '' },
  });

  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/http\.port is "99999": expected a number, such as 8080\./),
  });
  const { stderr } = await run.catch((error: { stderr: string }) => error);
  expect(stderr).toMatch(/storm\.within is 5: expected a time span with its unit/);
  expect(stderr).toMatch(/channel is not a setting of Keyturn/);
  expect(stderr).toMatch(/SLACK_BOT_TOKEN is missing/);
  expect(stderr).not.toMatch(/a-signing-secret|a-chain-key/);
});

it('whom the store stops says why in the words of the store, and no password', async () => {
  const prefix = freshKeyPrefix();
  const config = join(dir, 'stopped.yaml');
  await writeFile(config, JSON.stringify({ redis: { prefix } }));
  const admin = await startConnection();
  const url = new URL(inject('redisUrl'));
  [url.username, url.password] = [prefix.replace(/\W/g, ''), 'pa55w0rd-of-redis'];
  await admin.acl('SETUSER', url.username, 'on', `>${url.password}`, '+@all', '~elsewhere:*');
  onTestFinished(async () => {
    await admin.acl('DELUSER', url.username);
    admin.disconnect();
  });

  const run = promisify(execFile)(process.execPath, [MAIN, 'verify', 'INC-1', '--config', config], {
    env: { ...environment(), REDIS_URL: url.href },
  });

  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^It could not be done: redis-noperm\.\nBecause of: NOPERM .+\n$/),
  });
  const { stderr } = await run.catch((error: { stderr: string }) => error);
  expect(stderr).not.toContain(url.password);
});
