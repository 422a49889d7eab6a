import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from '../process/find-program.ts';
import { installRedis } from './install-redis.ts';

/** A program that can be started as a server; `argv0` when it does so only under that name. */
export type RedisProgram = { kind: 'program'; path: string; argv0?: string };
export type RedisInDocker = { kind: 'docker'; path: string };
export type RedisAtUrl = { kind: 'url'; url: string };

/** What can be started here and now, in the order of preference: a server on the PATH, Docker, the package manager. */
export async function findStartableRedis(say: (line: string) => void): Promise<RedisProgram | RedisInDocker> {
  const here = findRedisProgram() ?? (await findDocker());
  if (here !== undefined) return here;
  const refused = await installRedis(say);
  const installed = findRedisProgram();
  if (installed !== undefined) return installed;
  throw new Error(
    `No Redis: ${refused ?? 'the package was installed, but brought no server program'}. ` +
      'Install redis-server or valkey-server so that it is on the PATH, or start Docker, ' +
      'or set REDIS_URL to a Redis that may be written to (redis://127.0.0.1:6379).',
  );
}

/** The Redis to use: the one that REDIS_URL names, else one that can be started here. */
export async function findRedis(
  say: (line: string) => void,
  url = process.env.REDIS_URL,
): Promise<RedisAtUrl | RedisProgram | RedisInDocker> {
  return url === undefined || url === '' ? findStartableRedis(say) : { kind: 'url', url };
}

function findRedisProgram(): RedisProgram | undefined {
  const server = findProgram(['redis-server', 'valkey-server']);
  if (server !== undefined) return { kind: 'program', path: server };
  // Debian's redis-tools holds the server's program, without a service, under this name only.
  const checker = findProgram(['redis-check-rdb']);
  return checker === undefined ? undefined : { kind: 'program', path: checker, argv0: 'redis-server' };
}

async function findDocker(): Promise<RedisInDocker | undefined> {
  const path = findProgram(['docker']);
  if (path === undefined) return undefined;
  try {
    await promisify(execFile)(path, ['info', '--format', '{{.ServerVersion}}'], { timeout: 5_000 });
    return { kind: 'docker', path };
  } catch {
    return undefined;
  }
}
