import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { controlRoutes } from '../page/control-routes.ts';
import { createControls } from '../page/controls.ts';
import { startPage } from '../page/start-page.ts';
import { findProgram } from '../process/find-program.ts';
import { closeStage, openStage, type Stops } from '../stage/stage.ts';

const OUT = process.argv[2] ?? fileURLToPath(new URL('../../out/sandbox', import.meta.url));
const { stdout } = process;

const stops: Stops = [];
const say = (line: string): void => void stdout.write(`${line}\n`);
// Whoever reads the output through a pipe may stop reading.
stdout.on('error', () => undefined);

const interrupted = new Promise<number>((resolve) => {
  process.once('SIGINT', () => resolve(0));
  process.once('SIGTERM', () => resolve(143));
  process.once('SIGHUP', () => resolve(129));
});

const failed = play().then(
  () => new Promise<never>(() => undefined),
  (error: unknown) => {
    process.stderr.write(`\nThe sandbox did not start. ${error instanceof Error ? error.message : error}\n`);
    return 1;
  },
);

const exitCode = await Promise.race([failed, interrupted]);
if (exitCode !== 1) say('\nStopping ...');
await closeStage(stops);
process.exit(exitCode);

async function play(): Promise<void> {
  say('Starting Redis, a Slack workspace, a Kubernetes API and Keyturn on this machine ...');
  mkdirSync(OUT, { recursive: true });
  const stage = await openStage(stops, { say, botLog: join(OUT, 'keyturn.log') });
  const controls = createControls(stage);
  const page = await startPage({ slack: stage.slack, routes: controlRoutes(controls) });
  stops.push(() => page.stop());
  say(stage.alerts.description);
  say(`\nThe workspace is at ${page.url}\nCtrl-C stops everything.`);
  if (stdout.isTTY) openInBrowser(page.url);
}

/** A machine without a browser shows the address, which is enough. */
function openInBrowser(url: string): void {
  const opener = findProgram(process.platform === 'darwin' ? ['open'] : ['xdg-open']);
  if (opener === undefined) return;
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
