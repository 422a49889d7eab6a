import { subscribe } from 'node:diagnostics_channel';
import { createApp } from '../../../../src/app.ts';
import { readConfig } from '../../../../src/cli/read-config.ts';
import { createLogger } from '../../../../src/integrations/system/create-logger.ts';
import type { ExecutionTimes } from '../../../../src/workflows/execution/executor-deps.ts';

/** How this process is started: its clock and its patience are those of the test's world. */
export type ExecutorOrders = {
  readonly clock: { readonly from: number; readonly at: number; readonly speed: number };
  readonly times: ExecutionTimes;
  /** The proposal (`INC-1/2`) before whose request the process kills itself; null: it does not. */
  readonly diesBefore: string | null;
};

const [config = null, text = ''] = process.argv.slice(2);
const orders: ExecutorOrders = JSON.parse(text);
const { clock, times, diesBefore } = orders;

/** undici is about to write the head of a request: not a byte of it is out yet. */
subscribe('undici:client:sendHeaders', (message) => {
  const { headers } = message as { readonly headers: string };
  if (diesBefore !== null && headers.includes(`(${diesBefore})`)) process.kill(process.pid, 'SIGKILL');
});

const read = await readConfig(config, process.env);
if ('problems' in read) throw new Error(read.problems.join('\n'));
await createApp({
  config: read.config,
  clock: { now: () => Math.round(clock.at + (Date.now() - clock.from) * clock.speed) },
  logger: createLogger('info'),
  roles: new Set(['executor']),
  times,
});
