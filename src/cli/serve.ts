import type { ProcessRole } from '../app/process-roles.ts';
import { createApp } from '../app.ts';
import type { Config } from '../config/load-config.ts';
import { createImaginedCluster } from '../integrations/kubernetes/imagined-cluster.ts';
import { systemClock } from '../integrations/system/system-clock.ts';
import type { Log } from '../ports/log.ts';
import { practiseDiagnosis } from '../workflows/practise-diagnosis.ts';

type Signals = {
  once(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
};

/** A stop that takes longer than this is given up: what is not finished is taken up by the next process. */
const STOP_PATIENCE = 25_000;

/** `keyturn serve`: runs the bot until it is told to stop. The exit code: 0 after an orderly stop, 1 otherwise. */
export async function serve(deps: {
  readonly config: Config;
  readonly logger: Log;
  readonly signals: Signals;
  readonly roles: ReadonlySet<ProcessRole>;
}): Promise<number> {
  const { config, logger, signals, roles } = deps;
  // Nothing lives in this process that a stray failure could spoil: all state is in Redis, every step can be repeated.
  signals.on('unhandledRejection', (error) => logger.error({ error }, 'a failure that nobody waited for'));
  const told = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) signals.once(signal, () => resolve(signal));
  });
  try {
    // Before anybody can call: it takes a tenth of a second, during which nothing else would be answered.
    if (roles.has('workers')) await practise(logger);
    const app = await createApp({ config, clock: systemClock, logger, roles });
    logger.info({ signal: await told }, 'keyturn is stopping');
    return await within(app.stop(), STOP_PATIENCE);
  } catch (error) {
    logger.error({ error }, 'keyturn could not go on');
    // Its connections and workers would keep half of it running, without a door and unseen by any probe.
    process.exit(1);
  }
}

/** Whoever can't practise starts all the same: the first diagnosis is slower then. */
async function practise(logger: Log): Promise<void> {
  const clock = systemClock;
  try {
    await practiseDiagnosis({ imagined: createImaginedCluster({ clock }), clock });
  } catch (error) {
    logger.warn({ error }, 'a diagnosis could not be practised');
  }
}

async function within(work: Promise<void>, patience: number): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(1), patience);
  });
  const code = await Promise.race([work.then(() => 0), late]);
  clearTimeout(timer);
  // Whatever still holds the process open (a hanging connection) is not worth waiting for.
  process.exit(code);
}
