import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/cli/read-config.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a signing secret',
  KEYTURN_CHAIN_KEY: 'a key of the chain',
  KEYTURN_WEBHOOK_TOKEN: 'token-of-alertmanager',
};

async function aFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-config-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

it('says where the settings are from, also when it is nowhere', async () => {
  const file = join(await aFolder(), 'prod.yaml');
  await writeFile(file, 'http: { port: 9090 }\n');

  expect(await readConfig(file, env)).toMatchObject({ config: { http: { port: 9090 } }, from: file });
  expect(await readConfig(null, env)).toMatchObject({
    config: { http: { port: 8080 } },
    from: 'the defaults, for there is no keyturn.yaml in this folder',
  });
});

it('says what is wrong with a file that was named', async () => {
  const dir = await aFolder();

  expect(await readConfig(join(dir, 'none.yaml'), env)).toEqual({
    problems: [`The configuration ${join(dir, 'none.yaml')} can't be read: there is no such file.`],
  });
  expect(await readConfig(dir, env)).toEqual({
    problems: [`The configuration ${dir} can't be read: it is a folder; name the file in it.`],
  });
});

it.each(['localhost:6379', 'http://redis', 'redis-sentinel://a,b', 'redis://:hunter2@a,b'])(
  'finds that REDIS_URL %s is no address before anything starts, and does not show it',
  async (url) => {
    const read = await readConfig(null, { ...env, REDIS_URL: url });

    expect(read).toEqual({
      problems: [expect.stringMatching(/^REDIS_URL: expected an address such as redis:/)],
    });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  },
);
