import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port.ts';
import { type RunningProcess, startProcess } from '../process/start-process.ts';
import { untilReady } from '../process/until-ready.ts';
import { type Alert, isReady, postAlerts, readVersion } from './alertmanager-api.ts';
import { findAlertmanager } from './find-alertmanager.ts';

export type StartedAlertmanager = {
  url: string;
  version: string;
  /** Tells it that these alerts fire, as Prometheus does at every evaluation. */
  fire(alerts: Alert[]): Promise<void>;
  /** Tells it that these alerts are over, as Prometheus does when their condition no longer holds. */
  resolve(alerts: Alert[]): Promise<void>;
  stop(): Promise<void>;
};

const PORT_TRIES = 3;

/** Starts a real Alertmanager on 127.0.0.1 with this configuration (YAML) and no cluster. It ends with us. */
export async function startAlertmanager({ config }: { config: string }): Promise<StartedAlertmanager> {
  const program = findAlertmanager();
  if (program === undefined) {
    throw new Error('No Alertmanager on the PATH: install prometheus-alertmanager (Debian) or alertmanager.');
  }
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-alertmanager-'));
  await writeFile(join(dir, 'alertmanager.yml'), config);
  const { url, server } = await startOnFreePort(program, dir);

  return {
    url,
    version: await readVersion(url),
    fire: (alerts) => postAlerts(url, alerts),
    resolve: (alerts) => {
      const endsAt = new Date().toISOString();
      return postAlerts(
        url,
        alerts.map((alert) => ({ ...alert, endsAt })),
      );
    },
    async stop() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Another process may take a free port first. */
async function startOnFreePort(
  program: string,
  dir: string,
): Promise<{ url: string; server: RunningProcess }> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await startProcess({
      command: program,
      args: argsFor(port, dir),
      dir,
      removeWhenOrphaned: dir,
    });
    try {
      await untilReady('Alertmanager', server, () => isReady(url));
      return { url, server };
    } catch (error) {
      if (tries < PORT_TRIES && String(error).includes('in use')) continue;
      await rm(dir, { recursive: true, force: true });
      throw error;
    }
  }
}

function argsFor(port: number, dir: string): string[] {
  return [
    `--config.file=${join(dir, 'alertmanager.yml')}`,
    `--storage.path=${join(dir, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    // Empty: no gossip port, so nothing but the one above is listened on.
    '--cluster.listen-address=',
  ];
}
