import { randomBytes } from 'node:crypto';
import type { ProcessSpec } from '../process/start-process.ts';
import type { RedisInDocker, RedisProgram } from './find-redis.ts';

export type RedisSettings = { port: number; dir: string; appendfsync: 'always' | 'everysec' | 'no' };

const IMAGE = 'redis:7-alpine';

/** How a Redis with these settings is started and killed, as a program of this machine or as a container. */
export function redisProcess(source: RedisProgram | RedisInDocker, settings: RedisSettings): ProcessSpec {
  return source.kind === 'docker' ? inDocker(source, settings) : asProgram(source, settings);
}

function asProgram({ path, argv0 }: RedisProgram, { port, dir, appendfsync }: RedisSettings): ProcessSpec {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, ...durability(appendfsync)];
  return { command: path, args, dir, ...(argv0 === undefined ? {} : { argv0 }) };
}

function inDocker({ path }: RedisInDocker, { port, dir, appendfsync }: RedisSettings): ProcessSpec {
  const name = `keyturn-redis-${randomBytes(6).toString('hex')}`;
  // As ourselves: what root or the image's own user writes, we could not remove.
  const user =
    process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
  return {
    command: path,
    args: [
      ...['run', '--rm', '--name', name, ...user, '--publish', `127.0.0.1:${port}:6379`],
      ...['--volume', `${dir}:/data`, IMAGE, 'redis-server', '--dir', '/data', ...durability(appendfsync)],
    ],
    dir,
    killCommand: [path, 'kill', name],
  };
}

function durability(appendfsync: RedisSettings['appendfsync']): string[] {
  return [
    '--appendonly',
    'yes',
    '--appendfsync',
    appendfsync,
    '--maxmemory-policy',
    'noeviction',
    '--save',
    '',
  ];
}
