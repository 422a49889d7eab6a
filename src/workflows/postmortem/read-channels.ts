import type { Incident } from '../../domain/incident.ts';
import { SECOND } from '../../domain/instant.ts';
import { exportDeadline, wantedExport } from '../../domain/postmortem/export.ts';
import { Misconfigured, RateLimited, Unavailable } from '../../ports/failures.ts';
import { type BackfillOptions, type BackfillOutcome, backfillChannel } from '../backfill-channel.ts';
import { ExportOver, noteOf, type PostmortemDeps, type Writing } from './postmortem-deps.ts';
import { showProgress } from './show-progress.ts';

/** Stands for the moment of a channel that was never read. */
const NEVER = '';

/** What came of a channel: as of the reading, or its time was over, or Slack does not let us. */
type Outcome = Exclude<BackfillOutcome, 'busy'> | 'late' | 'refused';

/**
 * Brings the mirror of the incident's channels to what Slack shows, each once per export. The answer is what could not be
 * read, in sentences. Throws RateLimited and Unavailable as long as there is time to try again, and ExportOver.
 */
export async function readChannels(
  deps: PostmortemDeps,
  writing: Writing,
  incident: Incident,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const channel of channelsOf(incident)) {
    const sentence = missingSentence(channel, await readOnce(deps, writing, channel));
    if (sentence !== null) missing.push(sentence);
  }
  return missing;
}

/** All the channels that the incident ever had, in their order. */
export function channelsOf({ lostChannels, channel }: Incident): readonly string[] {
  return [...new Set([...lostChannels, ...(channel === null ? [] : [channel.id])])];
}

async function readOnce(deps: PostmortemDeps, writing: Writing, channel: string): Promise<string> {
  const note = noteOf(writing, `read/${channel}`);
  const before = await deps.sideNotes.shown(writing.id, note);
  if (before) return before.digest;
  const outcome = await read(deps, writing, channel);
  await deps.sideNotes.setShown(writing.id, note, { digest: outcome, at: deps.clock.now() });
  return outcome;
}

async function read(deps: PostmortemDeps, writing: Writing, channel: string): Promise<Outcome> {
  const isLate = () => deps.clock.now() >= exportDeadline(writing.wanted);
  if (isLate()) return 'late';
  const going = await readingOf(deps, writing, channel);
  if (going === 'over') return 'read';
  const { backfills, threads } = going;
  try {
    const outcome = await backfillChannel({ ...deps, backfills }, channel, {
      threads,
      onProgress: async (progress) => {
        const incident = (await deps.log.load(writing.id))?.incident;
        if (!incident || wantedExport(incident)?.export !== writing.wanted.export) throw new ExportOver();
        if (isLate()) throw new TooLate();
        const at = deps.clock.now();
        await showProgress(deps, writing, incident, { kind: 'reading', ...progress, at });
      },
    });
    if (outcome !== 'busy') return outcome;
    throw new RateLimited('being-read', deps.clock.now() + SECOND);
  } catch (error) {
    if (error instanceof TooLate || (error instanceof Unavailable && isLate())) return 'late';
    // A cursor that Slack does not know any more: the reading has begun anew.
    if (error instanceof Misconfigured && error.reason === 'invalid_cursor')
      throw new Unavailable(error.reason, { cause: error });
    if (!(error instanceof Misconfigured)) throw error;
    deps.logger.warn({ incident: writing.id, channel, error }, 'a channel could not be read for a draft');
    return 'refused';
  }
}

type Going = Pick<PostmortemDeps, 'backfills'> & Required<Pick<BackfillOptions, 'threads'>>;

/**
 * After an absence the channel is to be read back anyway, each thread of it: the export goes on with that reading and
 * brings it to its end, or finds it `over` when another one did. Reading it twice would take twice the time that Slack
 * allows.
 */
async function readingOf(
  deps: Pick<PostmortemDeps, 'absences' | 'backfills' | 'clock' | 'mirror' | 'sideNotes'>,
  { id, wanted }: Writing,
  channel: string,
): Promise<Going | 'over'> {
  const note = noteOf({ id, wanted }, `joined/${channel}`);
  const joined = await deps.sideNotes.shown(id, note);
  const upTo = async (): Promise<string> => (await deps.mirror.readUpTo(channel)) ?? NEVER;
  const before = await upTo();
  if ((await deps.absences.wanted()).includes(channel)) {
    if (joined === null) await deps.sideNotes.setShown(id, note, { digest: before, at: deps.clock.now() });
    return { backfills: deps.absences, threads: 'all' };
  }
  // A reading that only found the channel lost leaves this as it was.
  if (joined !== null && joined.digest !== (await upTo())) return 'over';
  // What an earlier export left undone is no beginning for this one.
  await deps.backfills.want(channel, wanted.askedAt);
  return { backfills: deps.backfills, threads: 'unmirrored' };
}

class TooLate extends Error {}

function missingSentence(channel: string, outcome: string): string | null {
  switch (outcome) {
    case 'lost':
      return `The channel ${channel} is archived or gone: its messages are as Keyturn heard them.`;
    case 'late':
      return `Slack did not let the channel ${channel} be read to its end in 30 minutes: what Keyturn did not hear may be missing.`;
    case 'refused':
      return `Slack does not let Keyturn read the channel ${channel}: its messages are as Keyturn heard them.`;
    default:
      return null;
  }
}
