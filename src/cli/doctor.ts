import type { ClusterIdentity } from '../domain/cluster/cluster-view.ts';
import { failureWords } from '../domain/wording/cluster/failure-words.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import type { GuardState } from '../workflows/guard-clusters.ts';
import type { Rehearsal } from '../workflows/rehearse-diagnosis.ts';
import type { CliAnswer } from './verify.ts';

/** One thing that was looked at. `bad` fails the examination, `warning` does not. */
export type Examined = {
  readonly what: string;
  readonly state: 'fine' | 'warning' | 'bad';
  readonly lines: readonly string[];
};

const mark: Readonly<Record<Examined['state'], string>> = { fine: 'ok  ', warning: 'warn', bad: 'BAD ' };

/** All that was examined as lines to print; exit code 1 when something is bad. */
export function doctorAnswer(examined: readonly Examined[]): CliAnswer {
  const lines = examined.flatMap(({ what, state, lines: [first = '', ...more] }) => [
    `${mark[state]} ${what}: ${first}`,
    ...more.map((line) => `       ${line}`),
  ]);
  const bad = examined.filter(({ state }) => state === 'bad').length;
  const verdict =
    bad === 0 ? 'Everything that was examined works.' : `${bad} of ${examined.length} do not work.`;
  return { exitCode: bad === 0 ? 0 : 1, lines: [...lines, verdict] };
}

/** A cluster: who it is, whether its identity for reading can do harm, and what a diagnosis would see. Never throws. */
export async function examineCluster(
  name: string,
  {
    identity,
    check,
    rehearse,
  }: {
    readonly identity: () => Promise<ClusterIdentity>;
    readonly check: () => Promise<GuardState>;
    readonly rehearse: () => Promise<Rehearsal>;
  },
): Promise<Examined> {
  const what = `cluster ${name}`;
  try {
    const { server, version, uid } = await identity();
    const harmless = harmlessness(await check(), `${server}, ${version}, uid ${uid}`);
    if (harmless.state === 'bad') return { what, ...harmless };
    const sight = sightOf(await rehearse());
    const state = sight.state === 'fine' ? harmless.state : sight.state;
    return { what, state, lines: [...harmless.lines, ...sight.lines] };
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return { what, state: 'bad', lines: failureLines(name, error) };
  }
}

/** A cluster's failure as lines for whoever runs Keyturn: also what is wrong with the credentials, which a channel is not told. */
export function failureLines(name: string, failure: ClusterFailure): readonly string[] {
  const { summary, text } = failureWords(name, failure);
  const why =
    failure.kind === 'unauthorized' && failure.detail !== '' ? [`It is this: ${failure.detail}.`] : [];
  return [summary, ...why, ...(text === null ? [] : text.split('\n'))];
}

function harmlessness(
  { harmlessness: { questions, harms, incomplete }, refused }: GuardState,
  who: string,
): Pick<Examined, 'state' | 'lines'> {
  const notChecked = incomplete.length === 0 ? 'nothing' : incomplete.join('; ');
  const checked = `Checked, ${questions} questions, incomplete: ${notChecked}.`;
  if (refused.length > 0) {
    return {
      state: 'bad',
      lines: [
        who,
        `${checked} Nothing is read, because the identity for reading may:`,
        ...refused.map((harm) => `- ${harm}`),
        'Take these rights away, or accept them word for word under acceptHarm in the configuration.',
      ],
    };
  }
  const accepted = harms.length === 0 ? [] : [`Accepted by the configuration: ${harms.join('; ')}.`];
  const state = incomplete.length > 0 || harms.length > 0 ? 'warning' : 'fine';
  return { state, lines: [who, `${checked} It can do no harm that is not accepted.`, ...accepted] };
}

function sightOf({ objects, milliseconds, gaps }: Rehearsal): Pick<Examined, 'state' | 'lines'> {
  const read = `A diagnosis reads ${objects} objects in ${(milliseconds / 1_000).toFixed(1)} s`;
  if (gaps.length === 0) return { state: 'fine', lines: [`${read} and sees all that it looks for.`] };
  return { state: 'warning', lines: [`${read}. It would not see:`, ...gaps.map((gap) => `- ${gap}`)] };
}
