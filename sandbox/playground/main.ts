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

/** Who approves and what is protected is said in sandbox/stage/bot-settings.ts. */
const HINTS = `
Two keys in a minute:
  1. In the panel at the right choose the story “A rollout of checkout crashes”, and play it.
  2. As ana open its channel, #inc-1-prod-eu1-shop, and press “Propose: undo the rollout ...” below the diagnosis.
  3. Press Approve on the card that comes: she may not, and is told why.
  4. Be ben (at the top left). keyturn has written to him: approve there, or follow the link to the card.
ben and chloe have the second key (@sre), dan has it when they sleep (@leads). What is in the namespace pay is typed
out: /incident do restart deploy/payments-api -n pay --reason "try it"; all that is offered: /incident do list.`;

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
  say(`\nThe workspace is at ${page.url}\n${HINTS}\n\nCtrl-C stops everything.`);
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
