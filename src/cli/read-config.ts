import { readFile } from 'node:fs/promises';
import { type Config, loadConfig } from '../config/load-config.ts';
import type { Env } from '../config/secrets.ts';
import { parseRedisAddress } from '../integrations/redis/parse-redis-address.ts';
import { Misconfigured } from '../ports/failures.ts';

const DEFAULT_PATH = 'keyturn.yaml';

/** The configuration and where its settings are from, in words; or every problem with it, each in a sentence. */
type Read = { readonly config: Config; readonly from: string } | { readonly problems: readonly string[] };

/**
 * Reads the configuration. `path` null: keyturn.yaml in the working folder, or the defaults when there is none.
 * A file that was named and can't be read is a problem.
 */
export async function readConfig(path: string | null, env: Env): Promise<Read> {
  const file = path ?? DEFAULT_PATH;
  const text = await textOf(file, path === null);
  if (typeof text === 'object' && text !== null) return text;
  const loaded = loadConfig(text ?? '', env);
  if ('problems' in loaded) return loaded;
  const address = addressProblem(loaded.config.redis.url);
  if (address !== null) return { problems: [address] };
  const from = text === null ? `the defaults, for there is no ${file} in this folder` : file;
  return { config: loaded.config, from };
}

/** The file's text; null: it need not be there and is not; or what is wrong with it. */
async function textOf(
  file: string,
  isOptional: boolean,
): Promise<string | null | { readonly problems: readonly string[] }> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (isOptional && code === 'ENOENT') return null;
    return { problems: [`The configuration ${file} can't be read: ${unreadable[code] ?? String(error)}.`] };
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this process may not read it',
  EISDIR: 'it is a folder; name the file in it',
};

/** Never shows the address: it may hold a password. */
function addressProblem(url: string): string | null {
  try {
    parseRedisAddress(url);
    return null;
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    return 'REDIS_URL: expected an address such as redis://user:password@host:6379/0, rediss://host, redis-sentinel://host1:26379,host2:26379/0?master=keyturn or redis-cluster://host1:6379,host2:6379.';
  }
}
