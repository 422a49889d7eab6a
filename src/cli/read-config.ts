import { readFile } from 'node:fs/promises';
import { type Loaded, loadConfig } from '../config/load-config.ts';
import type { Env } from '../config/secrets.ts';

const DEFAULT_PATH = 'keyturn.yaml';

/**
 * Reads the configuration. `path` null: keyturn.yaml in the working folder, or the defaults when there is none.
 * A file that was named and can't be read is a problem.
 */
export async function readConfig(path: string | null, env: Env): Promise<Loaded> {
  try {
    return loadConfig(await readFile(path ?? DEFAULT_PATH, 'utf8'), env);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (path === null && isAbsent) return loadConfig('', env);
    const why = isAbsent ? 'there is no such file' : String(error);
    return { problems: [`The configuration ${path ?? DEFAULT_PATH} can't be read: ${why}.`] };
  }
}
