import { createWorld, type World } from '../app/create-world.ts';
import type { ProcessRole } from '../app/process-roles.ts';
import type { Config } from '../config/load-config.ts';
import { checkDurability } from '../integrations/redis/check-durability.ts';
import { isRedisReady } from '../integrations/redis/connect-redis.ts';
import { systemClock } from '../integrations/system/system-clock.ts';
import { Misconfigured, Unavailable } from '../ports/failures.ts';
import type { Log } from '../ports/log.ts';
import { rehearseDiagnosis } from '../workflows/rehearse-diagnosis.ts';
import { doctorAnswer, type Examined, examineCluster } from './doctor.ts';
import { examineChanges } from './doctor-changes.ts';
import type { CliAnswer } from './verify.ts';

const PATIENCE = 5_000;

/** How long a cluster may take to say who it is. Milliseconds. */
const CLUSTER_PATIENCE = 10_000;

/**
 * `keyturn doctor`: examines everything outside that the configuration names, as far as a process of these roles needs it.
 * Changes nothing, posts nothing.
 */
export async function doctorWithWorld(deps: {
  readonly config: Config;
  readonly logger: Log;
  readonly roles: ReadonlySet<ProcessRole>;
}): Promise<CliAnswer> {
  const world = createWorld({ ...deps, clock: systemClock });
  try {
    return doctorAnswer([
      await examineRedis(world),
      await examineSlack(world),
      ...(await Promise.all(deps.config.sources.map((source) => examineAlertmanager(world, source)))),
      ...(await examineClusters(world)),
      ...(await examineChanges({ ...deps, directory: world.slack.directory })),
    ]);
  } finally {
    await world.closeClusters();
    await world.jobs.close();
    await world.store.close();
    world.blocking.disconnect();
  }
}

async function examineRedis({ requests }: World): Promise<Examined> {
  const what = 'Redis';
  if (!(await isRedisReady(requests, PATIENCE))) {
    return { what, state: 'bad', lines: ['it does not answer. Is REDIS_URL right?'] };
  }
  const warnings = await checkDurability(requests);
  if (warnings.length > 0) return { what, state: 'warning', lines: ['it answers.', ...warnings] };
  return { what, state: 'fine', lines: ['it answers, and keeps what it is given.'] };
}

async function examineSlack({ slack }: World): Promise<Examined> {
  const what = 'Slack';
  try {
    await slack.ourselves();
    return { what, state: 'fine', lines: ['it knows the bot by its token.'] };
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Misconfigured)) throw error;
    return { what, state: 'bad', lines: [`it does not tell who the token belongs to (${error.reason}).`] };
  }
}

async function examineAlertmanager(
  { activeAlerts }: World,
  { name, alertmanager }: Config['sources'][number],
): Promise<Examined> {
  const what = `Alertmanager of source ${name}`;
  if (alertmanager === null) {
    const line = 'its API is not configured, so alerts are believed as they were told.';
    return { what, state: 'warning', lines: [line] };
  }
  try {
    const alerts = await activeAlerts.list(name);
    return { what, state: 'fine', lines: [`it answers; ${alerts?.length ?? 0} alerts are active.`] };
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Misconfigured)) throw error;
    return { what, state: 'bad', lines: [`${alertmanager.url} does not answer (${error.reason}).`] };
  }
}

async function examineClusters({ clusters, config }: World): Promise<readonly Examined[]> {
  if (config.clusters.length === 0) {
    const line = 'none is configured, so nothing is asked and nothing diagnosed.';
    return [{ what: 'clusters', state: 'warning', lines: [line] }];
  }
  return Promise.all(
    clusters.names.map((name) => {
      const reader = clusters.named(name);
      if (!reader) throw new Error('there is no such cluster');
      return examineCluster(name, {
        identity: () => reader.identity(systemClock.now() + CLUSTER_PATIENCE),
        check: () => clusters.check(name),
        rehearse: () => rehearseDiagnosis(reader, systemClock),
      });
    }),
  );
}
