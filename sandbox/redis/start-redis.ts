import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port.ts';
import { type RunningProcess, startProcess } from '../process/start-process.ts';
import { untilReady } from '../process/until-ready.ts';
import { answersPing } from './answers-ping.ts';
import { findStartableRedis } from './find-redis.ts';
import { type RedisSettings, redisProcess } from './redis-process.ts';

export type StartRedisOptions = {
  appendfsync?: RedisSettings['appendfsync'];
  /** Kept when Redis stops; without it, a folder of its own which is removed. */
  dir?: string;
  port?: number;
  /** Hears in one line what is about to be installed. */
  say?: (line: string) => void;
};

export type StartedRedis = {
  url: string;
  /** Its process now; nothing while it is down, or when it runs in a container. */
  readonly pid: number | undefined;
  /** SIGKILL, for tests of what a crash leaves. */
  kill(): Promise<void>;
  /** Starts it again, on the same port with the same data; one that is running is stopped first. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const PORT_TRIES = 3;

/** Starts a Redis of our own on 127.0.0.1, as durable as production asks for unless told otherwise. It ends with us. */
export async function startRedis(options: StartRedisOptions = {}): Promise<StartedRedis> {
  const program = await findStartableRedis(options.say ?? ((line) => void process.stderr.write(`${line}\n`)));
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'keyturn-redis-')));
  const isOurs = options.dir === undefined;
  const start = async (port: number): Promise<RunningProcess> => {
    const settings = { port, dir, appendfsync: options.appendfsync ?? 'always' } as const;
    const spec = redisProcess(program, settings);
    const server = await startProcess(isOurs ? { ...spec, removeWhenOrphaned: dir } : spec);
    await untilReady('Redis', server, () => answersPing(port));
    return server;
  };
  const first = await onFreePort(start, options.port);
  let server = first.server;

  return {
    url: `redis://127.0.0.1:${first.port}`,
    get pid() {
      return program.kind === 'docker' || server.hasExited() ? undefined : server.pid;
    },
    kill: () => server.kill(),
    async restart() {
      if (!server.hasExited()) await server.stop();
      server = await start(first.port);
    },
    async stop() {
      await server.stop();
      if (isOurs) await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Another process may take a free port before Redis does; a port that the caller chose is tried once. */
async function onFreePort(
  start: (port: number) => Promise<RunningProcess>,
  chosen: number | undefined,
): Promise<{ port: number; server: RunningProcess }> {
  if (chosen !== undefined) return { port: chosen, server: await start(chosen) };
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      return { port, server: await start(port) };
    } catch (error) {
      if (tries === PORT_TRIES || !/in use|already allocated/.test(String(error))) throw error;
    }
  }
}
