import type { Verb } from './read-arguments.ts';

/** What `keyturn --help` says of a verb, and `keyturn <verb> --help` says in full. */
type Help = {
  /** What stands behind the program's name. */
  readonly form: string;
  readonly does: string;
  readonly options: readonly (readonly [option: string, meaning: string])[];
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
  readonly examples: readonly string[];
};

const CONFIG = [
  '--config <file>',
  'the settings; keyturn.yaml in this folder, or the defaults, unless given',
] as const;
const ROLES = [
  '--roles <list>',
  'of intake, workers, executor, with commas between; all unless given',
] as const;
const UNASKED = [2, 'nothing could be asked: the arguments, the configuration, Redis'] as const;

const helps: Readonly<Record<Verb, Help>> = {
  serve: {
    form: 'serve',
    does: 'runs the bot until it is told to stop (SIGTERM)',
    options: [CONFIG, ROLES],
    exitCodes: [
      [0, 'it was told to stop, and has stopped in order'],
      [1, 'it could not go on, or not stop in 25 seconds; the log says why'],
      [2, 'the arguments or the configuration'],
    ],
    examples: ['keyturn serve', 'keyturn serve --config prod.yaml --roles intake,workers'],
  },
  doctor: {
    form: 'doctor',
    does: 'examines everything that the configuration names, and says what is wrong; changes and posts nothing',
    options: [CONFIG, ROLES],
    exitCodes: [
      [0, 'all of it works; warnings do not count'],
      [1, 'something does not work'],
      [2, 'the arguments or the configuration'],
    ],
    examples: ['keyturn doctor', 'keyturn doctor --roles executor'],
  },
  'check-config': {
    form: 'check-config',
    does: 'reads settings and secrets and says what is wrong with them; asks nobody',
    options: [CONFIG],
    exitCodes: [
      [0, 'they are fine'],
      [2, 'each problem is on a line'],
    ],
    examples: ['keyturn check-config --config prod.yaml'],
  },
  verify: {
    form: 'verify INC-42',
    does: "says whether an incident's log and texts are as they were written",
    options: [
      CONFIG,
      ['--head <head>', 'the head that a draft or the resolution names: is it one of this log?'],
    ],
    exitCodes: [[0, 'whole'], [1, 'damaged: each damage is on a line'], UNASKED],
    examples: ['keyturn verify INC-42', 'keyturn verify INC-42 --head fe35536d88b44026'],
  },
  audit: {
    form: 'audit',
    does: 'prints what was proposed, clicked, decided and done in the clusters',
    options: [
      CONFIG,
      ['--since <time>', 'from then on: 24h, 7d, or 2026-11-21T14:00:00Z'],
      ['--incident <id>', 'of one incident'],
      ['--json', 'one object a line, with everything; what is said about it goes to stderr'],
    ],
    exitCodes: [[0, 'all logs that were read are whole'], [1, 'a log is damaged, which is said'], UNASKED],
    examples: ['keyturn audit --since 24h', 'keyturn audit --incident INC-42 --json'],
  },
};

/** The program's help, or the one of a verb. Ends with a line break. */
export function usage(verb: Verb | null): string {
  if (verb === null) return general();
  const { form, does, options, exitCodes, examples } = helps[verb];
  return page([
    `Usage: keyturn ${form}${options.map(([option]) => ` [${option}]`).join('')}`,
    `It ${does}.`,
    ['Options', ...columns(options)].join('\n'),
    ['Exit codes', ...columns(exitCodes.map(([code, meaning]) => [String(code), meaning]))].join('\n'),
    ['Examples', ...examples.map((line) => `  ${line}`)].join('\n'),
  ]);
}

function general(): string {
  const verbs = Object.values(helps).map(({ form, does }) => [form, does] as const);
  return page([
    'Usage: keyturn <verb> [options]',
    columns(verbs).join('\n'),
    'More on one of them: keyturn <verb> --help. The version: keyturn --version.',
    'Settings are in keyturn.yaml, secrets in the environment: docs/configuration.md.',
  ]);
}

function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`);
}
