import type { Incident } from '../../domain/incident.ts';
import { exportDeadline, wantedExport } from '../../domain/postmortem/export.ts';
import { Misconfigured, Unavailable } from '../../ports/failures.ts';
import { type BackfillOutcome, backfillChannel } from '../backfill-channel.ts';
import { ExportOver, noteOf, type PostmortemDeps, type Writing } from './postmortem-deps.ts';
import { showProgress } from './show-progress.ts';

/** What came of a channel: as of the reading, or its time was over, or Slack does not let us. */
type Outcome = BackfillOutcome | 'late' | 'refused';

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
  // What an earlier export left undone is no beginning for this one.
  await deps.backfills.want(channel, writing.wanted.askedAt);
  // After an absence the replies were not all heard: then each thread is read.
  const threads = (await deps.absences.wanted()).includes(channel) ? 'all' : 'unmirrored';
  try {
    return await backfillChannel(deps, channel, {
      threads,
      onProgress: async (progress) => {
        const incident = (await deps.log.load(writing.id))?.incident;
        if (!incident || wantedExport(incident)?.export !== writing.wanted.export) throw new ExportOver();
        if (isLate()) throw new TooLate();
        const at = deps.clock.now();
        await showProgress(deps, writing, incident, { kind: 'reading', ...progress, at });
      },
    });
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
