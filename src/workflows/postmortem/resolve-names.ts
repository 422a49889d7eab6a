import type { UserId } from '../../domain/actor.ts';
import { oneLine } from '../../domain/one-line.ts';
import { exportDeadline } from '../../domain/postmortem/export.ts';
import { Misconfigured, Unavailable } from '../../ports/failures.ts';
import type { PostmortemDeps, Writing } from './postmortem-deps.ts';

/** Kept with the incident: people change their names, and a later draft must say what the first one said. */
const KEPT = 'postmortem-names';

const LONGEST = 200;

/**
 * What the members are called, each asked of Slack once in the life of the incident; who has no name is left out. Throws
 * RateLimited and Unavailable as long as there is time to try again; what was learnt until then stays.
 */
export async function resolveNames(
  deps: Pick<PostmortemDeps, 'directory' | 'evidence' | 'clock'>,
  { id, wanted }: Writing,
  people: readonly UserId[],
): Promise<Readonly<Record<UserId, string>>> {
  const names = namesIn((await deps.evidence.read(id, KEPT)) ?? '');
  const unknown = people.filter((user) => !names.has(user));
  try {
    for (const user of unknown) names.set(user, oneLine((await nameOf(deps, user)) ?? '', LONGEST));
  } catch (error) {
    const isLate = deps.clock.now() >= exportDeadline(wanted);
    if (!(error instanceof Unavailable && isLate)) throw error;
  } finally {
    if (unknown.length > 0) await deps.evidence.keep(id, KEPT, textOf(names));
  }
  return Object.fromEntries([...names].filter(([, name]) => name !== ''));
}

async function nameOf(
  { directory }: Pick<PostmortemDeps, 'directory'>,
  user: UserId,
): Promise<string | null> {
  try {
    return await directory.nameOf(user);
  } catch (error) {
    // Not even whom Slack knows may be asked: they go by their ids.
    if (error instanceof Misconfigured) return null;
    throw error;
  }
}

/** A line for each: the id, a space, the name. */
function namesIn(text: string): Map<UserId, string> {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    }),
  );
}

function textOf(names: ReadonlyMap<UserId, string>): string {
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([user, name]) => `${user} ${name}\n`)
    .join('');
}
