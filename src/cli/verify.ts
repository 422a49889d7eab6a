import type { Verification, Verify } from '../integrations/redis/verify-chain.ts';
import { damageSentence } from './damage-sentence.ts';

const USAGE = 'Usage: keyturn verify INC-42 [--head <the head noted at the resolution or in a postmortem>]';

/** Shorter than this, the beginning of a head could fit by chance. */
const SHORTEST_HEAD = 12;

/** What a verb of the command line answers: the exit code and the lines to print. */
export type CliAnswer = { readonly exitCode: number; readonly lines: readonly string[] };

/**
 * `keyturn verify INC-42 [--head ab12...]`: says whether the incident's log and texts are as they were written.
 * Exit code 0: whole; 1: damaged, each damage on a line of its own; 2: nothing could be checked. Throws Unavailable.
 */
export async function runVerify(
  deps: { readonly verify: Verify },
  args: readonly string[],
): Promise<CliAnswer> {
  const asked = parse(args);
  if (typeof asked === 'string') return { exitCode: 2, lines: [asked, USAGE] };
  const found = await deps.verify.incident(asked.id, asked.head === null ? {} : { head: asked.head });
  if (!found) return { exitCode: 2, lines: [`There is no incident ${asked.id}.`] };
  const { damages } = found;
  if (damages.length === 0) return { exitCode: 0, lines: [wholeLine(found), ...notedLine(found)] };
  const heading = `${found.id}: ${count(found.facts, 'fact')}, ${count(damages.length, 'damage')}:`;
  return {
    exitCode: 1,
    lines: [
      heading,
      ...damages.map((damage) => `  ${damageSentence(damage)}`),
      ...notedLine(found),
      ...waitingLine(found),
    ],
  };
}

function parse(args: readonly string[]): { readonly id: string; readonly head: string | null } | string {
  let [id, head]: [string | null, string | null] = [null, null];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--head') {
      at += 1;
      head = (args[at] ?? '').toLowerCase().replace(/…$/, '');
      if (!/^[0-9a-f]+$/.test(head)) return '--head wants the head as it was printed.';
      if (head.length < SHORTEST_HEAD) return `--head wants at least the first ${SHORTEST_HEAD} characters.`;
    } else {
      const [, number] = /^(?:inc-)?(\d+)$/i.exec(arg) ?? [];
      if (!number || id) return `"${arg}" is not understood here.`;
      id = `INC-${number}`;
    }
  }
  return id ? { id, head } : 'Which incident?';
}

function wholeLine({ id, facts, texts, unsealed, kept, head }: Verification): string {
  const open = unsealed === 0 ? '' : ` (${unsealed} more not sealed yet)`;
  return `${id}: ${count(facts, 'fact')}, chain whole, ${count(texts, 'text')} match${texts === 1 ? 'es' : ''}${open}${keptWords(kept)}, head ${head.slice(0, 16)}…`;
}

function keptWords(kept: number): string {
  if (kept === 0) return '';
  return kept === 1 ? ', and the one kept text is as written' : `, and all ${kept} kept texts are as written`;
}

function notedLine({ notedAt, facts }: Verification): string[] {
  if (notedAt === null) return [];
  const isNow = notedAt === facts;
  return [`The head you noted is ${isNow ? 'the head now' : `that of fact ${notedAt}`}.`];
}

function waitingLine({ waiting, damages }: Verification): string[] {
  if (waiting === 0 || !damages.some(({ kind }) => kind.startsWith('text-'))) return [];
  return [
    `${count(waiting, 'Slack event')} not applied yet: a text that one of them changes is sealed again after that, so run this again then.`,
  ];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
