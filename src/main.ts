import { parseArgs } from 'node:util';
import { parseProcessRoles } from './app/process-roles.ts';
import { readConfig } from './cli/read-config.ts';
import { serve } from './cli/serve.ts';
import { verifyWithStore } from './cli/verify-with-store.ts';
import { createLogger } from './integrations/system/create-logger.ts';

const USAGE = `Usage: keyturn <verb> [--config keyturn.yaml]

  serve          runs the bot [--roles intake,workers]
  check-config   reads the configuration and says what is wrong with it
  verify INC-42  says whether an incident's log and texts are as they were written [--head <head noted elsewhere>]
`;

const { values, positionals } = parseArgs({
  options: {
    config: { type: 'string' },
    head: { type: 'string' },
    roles: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
  allowPositionals: true,
  strict: false,
});
const [verb, ...rest] = positionals;
const path = typeof values.config === 'string' ? values.config : null;

process.exitCode = await run();

async function run(): Promise<number> {
  if (values.help || verb === undefined || !['serve', 'check-config', 'verify'].includes(verb)) {
    console.error(verb === undefined || values.help ? USAGE : `There is no verb "${verb}".\n\n${USAGE}`);
    return values.help ? 0 : 2;
  }
  const read = await readConfig(path, process.env);
  if ('problems' in read) {
    for (const problem of read.problems) console.error(problem);
    return 2;
  }
  if (verb === 'check-config') {
    console.log('The configuration is fine.');
    return 0;
  }
  const logger = createLogger(process.env.LOG_LEVEL ?? (verb === 'serve' ? 'info' : 'error'));
  if (verb === 'serve') {
    const roles = parseProcessRoles(typeof values.roles === 'string' ? values.roles : null);
    if (typeof roles !== 'string') return serve({ config: read.config, logger, signals: process, roles });
    console.error(roles);
    return 2;
  }
  const head = typeof values.head === 'string' ? ['--head', values.head] : [];
  const answer = await verifyWithStore({ config: read.config, logger }, [...rest, ...head]);
  for (const line of answer.lines) console.log(line);
  return answer.exitCode;
}
