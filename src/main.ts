import { parseProcessRoles } from './app/process-roles.ts';
import { VERSION } from './app/version.ts';
import { failureLines } from './cli/failure-lines.ts';
import { logLevel } from './cli/log-level.ts';
import { readArguments } from './cli/read-arguments.ts';
import { readConfig } from './cli/read-config.ts';
import { usage } from './cli/usage.ts';
import type { CliAnswer } from './cli/verify.ts';
import { createLogger } from './integrations/system/create-logger.ts';
import { systemClock } from './integrations/system/system-clock.ts';

process.exitCode = await run().catch((error: unknown) => {
  // Not 1: that would say of a log that it is damaged.
  for (const line of failureLines(error)) console.error(line);
  return 2;
});

async function run(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if ('version' in asked) return print({ lines: [VERSION], exitCode: 0 });
  if ('help' in asked) return print({ lines: [usage(asked.help).trimEnd()], exitCode: 0 });
  if ('problem' in asked) return refuse([asked.problem, '', usage(asked.of).trimEnd()]);
  const { verb, rest } = asked;
  const roles = parseProcessRoles(asked.roles);
  if (typeof roles === 'string') return refuse([roles]);
  const level = logLevel(process.env.LOG_LEVEL, verb === 'serve' ? 'info' : 'error');
  if ('problem' in level) return refuse([level.problem]);
  const read = await readConfig(asked.config, process.env);
  if ('problems' in read) return refuse(read.problems);
  if (verb === 'check-config') {
    return print({ lines: [`The configuration is fine. Settings: ${read.from}.`], exitCode: 0 });
  }
  const logger = createLogger(level.level);
  // Each verb brings its own parts: whoever asks for little does not wait for all of them to be loaded.
  if (verb === 'serve') {
    const { serve } = await import('./cli/serve.ts');
    logger.info({ settings: read.from, version: VERSION }, 'the configuration is read');
    return serve({ config: read.config, logger, signals: process, roles });
  }
  if (verb === 'doctor') {
    const { doctorWithWorld } = await import('./cli/doctor-with-world.ts');
    return print(await doctorWithWorld({ config: read.config, logger, roles }));
  }
  if (verb === 'audit') {
    const { auditWithStore } = await import('./cli/audit-with-store.ts');
    const tell = (line: string): void => (asked.json ? console.error(line) : console.log(line));
    const print = (line: string): void => console.log(line);
    return auditWithStore({ config: read.config, logger, clock: systemClock, print, tell }, asked);
  }
  const { verifyWithStore } = await import('./cli/verify-with-store.ts');
  const head = asked.head === null ? [] : ['--head', asked.head];
  return print(await verifyWithStore({ config: read.config, logger }, [...rest, ...head]));
}

function refuse(lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return 2;
}

function print({ lines, exitCode }: CliAnswer): number {
  for (const line of lines) console.log(line);
  return exitCode;
}
