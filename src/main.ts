import { parseProcessRoles } from './app/process-roles.ts';
import { auditWithStore } from './cli/audit-with-store.ts';
import { doctorWithWorld } from './cli/doctor-with-world.ts';
import { readArguments } from './cli/read-arguments.ts';
import { readConfig } from './cli/read-config.ts';
import { serve } from './cli/serve.ts';
import type { CliAnswer } from './cli/verify.ts';
import { verifyWithStore } from './cli/verify-with-store.ts';
import { createLogger } from './integrations/system/create-logger.ts';
import { systemClock } from './integrations/system/system-clock.ts';

const USAGE = `Usage: keyturn <verb> [--config keyturn.yaml]

  serve          runs the bot [--roles intake,workers,executor]
  doctor         examines everything that the configuration names, and says what is wrong [--roles as for serve]
  check-config   reads the configuration and says what is wrong with it
  verify INC-42  says whether an incident's log and texts are as they were written [--head <head noted elsewhere>]
  audit          prints what was proposed, decided and done in the clusters [--since 24h] [--incident INC-42] [--json]
`;

process.exitCode = await run();

async function run(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (asked === 'help' || 'problem' in asked) {
    console.error(asked === 'help' ? USAGE : `${asked.problem}\n\n${USAGE}`);
    return asked === 'help' ? 0 : 2;
  }
  const { verb, rest } = asked;
  const roles = parseProcessRoles(asked.roles);
  if (typeof roles === 'string') {
    console.error(roles);
    return 2;
  }
  const read = await readConfig(asked.config, process.env);
  if ('problems' in read) {
    for (const problem of read.problems) console.error(problem);
    return 2;
  }
  if (verb === 'check-config') {
    console.log('The configuration is fine.');
    return 0;
  }
  const logger = createLogger(process.env.LOG_LEVEL ?? (verb === 'serve' ? 'info' : 'error'));
  if (verb === 'serve') return serve({ config: read.config, logger, signals: process, roles });
  if (verb === 'doctor') return print(await doctorWithWorld({ config: read.config, logger, roles }));
  if (verb === 'audit') {
    const tell = (line: string): void => (asked.json ? console.error(line) : console.log(line));
    const print = (line: string): void => console.log(line);
    return auditWithStore({ config: read.config, logger, clock: systemClock, print, tell }, asked);
  }
  const head = asked.head === null ? [] : ['--head', asked.head];
  return print(await verifyWithStore({ config: read.config, logger }, [...rest, ...head]));
}

function print({ lines, exitCode }: CliAnswer): number {
  for (const line of lines) console.log(line);
  return exitCode;
}
