import { parseArgs } from 'node:util';

const verbs = ['serve', 'check-config', 'doctor', 'verify', 'audit'] as const;

/** What was asked on the command line; null where an option was left out. */
export type Arguments = {
  readonly verb: (typeof verbs)[number];
  /** What stands behind the verb; only `verify` takes anything. */
  readonly rest: readonly string[];
  readonly config: string | null;
  readonly head: string | null;
  readonly roles: string | null;
  readonly since: string | null;
  readonly incident: string | null;
  readonly json: boolean;
};

/**
 * Reads the command line behind the program's name. 'help' when that is wanted, a sentence when something is not
 * understood: an option that is misspelt or lacks its value must not start a bot that does something else.
 */
export function readArguments(argv: readonly string[]): Arguments | 'help' | { readonly problem: string } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  const [name, ...rest] = positionals;
  if (values.help) return 'help';
  if (name === undefined) return { problem: `A verb is missing: ${verbs.join(', ')}.` };
  const verb = verbs.find((one) => one === name);
  if (verb === undefined) return { problem: `There is no verb "${name}".` };
  if (verb !== 'verify' && rest.length > 0) {
    return { problem: `${verb} takes no "${rest[0]}". A configuration is named with --config.` };
  }
  const { config = null, head = null, roles = null } = values;
  const { since = null, incident = null, json = false } = values;
  if (verb !== 'audit' && (since !== null || incident !== null || json)) {
    return { problem: '--since, --incident and --json belong to audit.' };
  }
  return { verb, rest, config, head, roles, since, incident, json };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      config: { type: 'string' },
      head: { type: 'string' },
      roles: { type: 'string' },
      since: { type: 'string' },
      incident: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
}
