import type { Instant } from '../domain/instant.ts';
import type { Allowance } from '../domain/proposal/gate-rules.ts';
import type { Inspection } from '../integrations/kubernetes/create-inspection.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import { type Examined, failureLines } from './doctor.ts';

type Who = Awaited<ReturnType<Inspection['who']>>;

/**
 * The identity with which a cluster is changed: that it is not the one for reading, that both mean the same cluster, and
 * that it may do exactly what actions do. Never throws.
 */
export async function examineChanger(
  name: string,
  asked: {
    readonly writer: Pick<Inspection, 'who' | 'rights'>;
    readonly reader: Pick<Inspection, 'who'>;
    /** Of this cluster. */
    readonly allowances: readonly Allowance[];
    readonly until: Instant;
  },
): Promise<Examined> {
  const what = `changes in ${name}`;
  const { writer, reader, allowances, until } = asked;
  try {
    const who = await writer.who(until);
    const problems = mistaken(who, await readerOrNull(reader, until));
    const { missing, surplus } = await writer.rights(allowances, until);
    const user = who.user ?? 'somebody whom the API server does not name';
    const lacks = listed(
      'It may not do what the configuration offers, see deploy/kubernetes/executor.yaml:',
      missing,
    );
    const excess = listed('It may do harm that no action needs; take these rights away:', surplus);
    const unsure =
      who.user === null
        ? ['So nobody can tell here whether it is another identity than the one for reading.']
        : [];
    const state =
      problems.length + lacks.length > 0 ? 'bad' : surplus.length + unsure.length > 0 ? 'warning' : 'fine';
    const lines = [`made by ${user} at ${who.cluster.server}`, ...problems, ...lacks, ...excess, ...unsure];
    return {
      what,
      state,
      lines: state === 'fine' ? [`${lines[0]}, who may do what is offered and no more.`] : lines,
    };
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    const [summary, ...more] = failureLines(name, error);
    return { what, state: 'bad', lines: [`The identity for writing: ${summary}`, ...more] };
  }
}

function mistaken(writer: Who, reader: Who | null): readonly string[] {
  if (reader === null) return [];
  return [
    ...(writer.user !== null && writer.user === reader.user
      ? ['It is also the identity for reading, which must be harmless: give the executor one of its own.']
      : []),
    ...(writer.cluster.uid === reader.cluster.uid
      ? []
      : [
          `What is read and what would be changed are two clusters: uid ${reader.cluster.uid} (${reader.cluster.server}) and uid ${writer.cluster.uid}.`,
        ]),
  ];
}

/** What is wrong with reading is said where the cluster itself is examined. */
async function readerOrNull(reader: Pick<Inspection, 'who'>, until: Instant): Promise<Who | null> {
  try {
    return await reader.who(until);
  } catch (error) {
    if (error instanceof ClusterFailure) return null;
    throw error;
  }
}

function listed(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `- ${line}`)];
}
