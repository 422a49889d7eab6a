import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findRedis, findStartableRedis } from '../../sandbox/redis/find-redis.ts';

describe('where Redis comes from', () => {
  let path: string;
  let said: string[];
  const say = (line: string) => void said.push(line);

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'keyturn-path-'));
    said = [];
    vi.stubEnv('PATH', path);
    vi.stubEnv('REDIS_URL', '');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(path, { recursive: true });
  });

  it('is what REDIS_URL names, before anything else', async () => {
    await program('redis-server');
    vi.stubEnv('REDIS_URL', 'redis://redis.example:6379');

    expect(await findRedis(say)).toEqual({ kind: 'url', url: 'redis://redis.example:6379' });
  });

  it.each(['redis-server', 'valkey-server'])('is %s of the PATH, before Docker', async (name) => {
    await program(name);
    await program('docker');

    expect(await findRedis(say)).toEqual({ kind: 'program', path: join(path, name) });
  });

  it('is never REDIS_URL when it must be killed', async () => {
    await program('redis-server');
    vi.stubEnv('REDIS_URL', 'redis://redis.example:6379');

    expect(await findStartableRedis(say)).toMatchObject({ kind: 'program' });
  });

  it('is Docker when its engine runs', async () => {
    await program('docker');

    expect(await findRedis(say)).toEqual({ kind: 'docker', path: join(path, 'docker') });
  });

  it('is installed with apt-get when Docker has no engine, and says so in one line', async () => {
    const server = join(path, 'redis-check-rdb');
    await program('docker', 'exit 1');
    await program('true');
    await program('sudo', 'shift; exec "$@"');
    await program('env', 'shift; exec "$@"');
    await program(
      'apt-get',
      `case "$*" in *redis-tools*) echo '#!/bin/sh' > ${server}; /bin/chmod +x ${server};; esac`,
    );

    expect(await findRedis(say)).toEqual({ kind: 'program', path: server, argv0: 'redis-server' });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/installing it: .*apt-get .*install .*redis-tools/);
  });

  it('is installed with brew where there is brew', async () => {
    await program('brew', `echo '#!/bin/sh' > ${path}/redis-server; /bin/chmod +x ${path}/redis-server`);

    expect(await findRedis(say)).toMatchObject({ kind: 'program', path: join(path, 'redis-server') });
    expect(said[0]).toMatch(/brew install redis$/);
  });

  it('is a sentence that says what to do when it cannot be had', async () => {
    await expect(findRedis(say)).rejects.toThrow(
      /^No Redis: neither .* was found\. Install redis-server or valkey-server .* or set REDIS_URL/,
    );
  });

  it('says why an installation failed', async () => {
    await program('brew', 'echo "no network" >&2; exit 1');

    await expect(findRedis(say)).rejects.toThrow(/brew install redis" failed \(no network\)/);
  });

  async function program(name: string, script = 'exit 0'): Promise<void> {
    await writeFile(join(path, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(path, name), 0o755);
  }
});
