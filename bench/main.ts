import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchDeps } from './bench.ts';
import { benches } from './benches.ts';
import type { Figure } from './figure.ts';
import { jsonLine, table } from './report.ts';

const USAGE = `Usage: npm run bench [name] [-- --json] [-- --profile]

${benches.map(({ name, asks }) => `  ${name.padEnd(10)} ${asks}`).join('\n')}

  --json     one object a line
  --profile  leaves a CPU profile of every measured process in out/bench (the figures suffer)
`;
const PROFILES = fileURLToPath(new URL('../out/bench', import.meta.url));

/** The longest waits for Slack's budgets for four minutes; what takes much more has lost its way. */
const LONGEST_MS = 600_000;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
  allowPositionals: true,
});

process.exit(await run());

/** 0: all goals met; 1: one was missed, or a bench failed; 2: there is no such bench. */
async function run(): Promise<number> {
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
  if (values.help || unknown.length > 0) {
    const problem = unknown.length > 0 ? `There is no bench "${unknown.join('", "')}".\n\n` : '';
    process.stderr.write(`${problem}${USAGE}`);
    return unknown.length > 0 ? 2 : 0;
  }
  if (values.profile) await mkdir(PROFILES, { recursive: true });
  const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const all: Figure[] = [];
  for (const bench of chosen) {
    const figures = await interruptible(bench.measure);
    if (figures === null) return 1;
    if (values.json) for (const figure of figures) console.log(jsonLine(figure));
    all.push(...figures);
  }
  if (!values.json) console.log(`\n${table(all)}`);
  return all.every(({ ok }) => ok) ? 0 : 1;
}

/** Runs one bench and undoes what it started, whether it ends, fails, takes too long or is interrupted. */
async function interruptible(
  measure: (deps: BenchDeps) => Promise<readonly Figure[]>,
): Promise<readonly Figure[] | null> {
  const stops: BenchDeps['stops'] = [];
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const given = { say, profileInto: values.profile ? PROFILES : null, stops };
  let timer: NodeJS.Timeout | undefined;
  const stopped = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end within ${LONGEST_MS / 1_000} s`)), LONGEST_MS);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => reject(new Error(`interrupted by ${signal}`)));
    }
  });
  try {
    return await Promise.race([measure(given), stopped]);
  } catch (error) {
    say(`The bench failed: ${error instanceof Error ? error.message : error}`);
    return null;
  } finally {
    clearTimeout(timer);
    for (const stop of stops.reverse()) await stop().catch(() => undefined);
  }
}
