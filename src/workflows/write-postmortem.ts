import type { IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { wantedExport } from '../domain/postmortem/export.ts';
import { RateLimited, Unavailable } from '../ports/failures.ts';
import type { Publication } from '../ports/postmortem-publisher.ts';
import { appendToIncident } from './append-to-incident.ts';
import { giveUpDraft } from './postmortem/give-up-draft.ts';
import { keptNote, makeDraft } from './postmortem/make-draft.ts';
import {
  aloneKey,
  draftKey,
  ExportOver,
  type PostmortemDeps,
  type Writing,
} from './postmortem/postmortem-deps.ts';
import { publishDraft } from './postmortem/publish-draft.ts';
import { readChannels } from './postmortem/read-channels.ts';
import { showProgress } from './postmortem/show-progress.ts';
import { generatedBefore } from './postmortem/with-what-people-wrote.ts';

/** When Slack or the store is away. */
const PAUSE = 10 * SECOND;

/**
 * Writes the draft of the postmortem that an incident wants: reads its channels to their end, makes the draft and keeps it,
 * publishes it, and appends what became of it; the incident then says it in its channel. Each of these is done once, and
 * what is interrupted anywhere goes on from there. What Slack holds back is waited for by another job. Throws Unavailable
 * when the store is away and no other job could be asked for, and an error that nobody foresaw, which is tried again for
 * ten minutes before the draft is given up.
 */
export async function writePostmortem(deps: PostmortemDeps, id: IncidentId): Promise<void> {
  await deps.sideNotes.exclusively(`${id}.postmortem`, async () => {
    try {
      const retryAt = await write(deps, id);
      if (retryAt !== null) await later(deps, id, retryAt);
    } catch (error) {
      if (error instanceof ExportOver) return;
      if (await giveUpDraft(deps, id, error)) return;
      if (!(error instanceof Unavailable)) throw error;
      const now = deps.clock.now();
      await later(deps, id, error instanceof RateLimited ? error.retryAt : now + PAUSE);
      if (!(error instanceof RateLimited))
        deps.logger.warn({ incident: id, error }, 'the writing of a draft was interrupted');
    }
  });
}

async function later({ jobs, clock }: PostmortemDeps, id: IncidentId, at: Instant): Promise<void> {
  await jobs.postmortem(id, Math.max(at - clock.now(), SECOND));
}

/** When to go on; null: it is done, or nothing is wanted. */
async function write(deps: PostmortemDeps, id: IncidentId): Promise<Instant | null> {
  const incident = (await deps.log.load(id))?.incident;
  const wanted = incident ? wantedExport(incident) : null;
  if (!incident || wanted === null) return null;
  const writing: Writing = { id, wanted };
  const missing = await readChannels(deps, writing, incident);
  const { version, conflicts } = await makeDraft(deps, writing, missing);
  const drafts = await keptDrafts(deps, writing);
  const files = drafts.map(({ format, text }) => ({ format, text }));
  const alone = await deps.evidence.read(id, aloneKey(wanted.export));
  const now = await stillWanted(deps, writing);
  const before = await generatedBefore(deps, writing, now);
  const draft = { incident: now, files, alone, before };
  const { published, failed, waiting } = await publishDraft(deps, writing, draft);
  if (waiting.length > 0) {
    const nextTry = Math.min(...waiting.map(({ at }) => at));
    const there = published.map(({ where }) => where);
    // Publishing takes a while. What was stopped meanwhile says so in its message, and nobody would say it again.
    const after = await stillWanted(deps, writing);
    const at = deps.clock.now();
    await showProgress(deps, writing, after, { kind: 'publishing', there, waiting, at, nextTry });
    return nextTry;
  }
  await appendToIncident(deps, id, (now) => {
    if (wantedExport(now)?.export !== wanted.export) return [];
    const kept = drafts.map(({ format, evidence, digest }) => ({ format, evidence, digest }));
    const made = { version, drafts: kept, published, failed, conflicts, missing };
    return [{ kind: 'postmortem.drafted', export: wanted.export, ...made }];
  });
  return null;
}

/** Throws ExportOver. */
async function stillWanted({ log }: PostmortemDeps, { id, wanted }: Writing): Promise<Incident> {
  const incident = (await log.load(id))?.incident;
  if (!incident || wantedExport(incident)?.export !== wanted.export) throw new ExportOver();
  return incident;
}

type KeptDraft = Publication['files'][number] & { readonly evidence: string; readonly digest: string };

async function keptDrafts(
  { evidence, sideNotes }: PostmortemDeps,
  writing: Writing,
): Promise<readonly KeptDraft[]> {
  const { id, wanted } = writing;
  const drafts: KeptDraft[] = [];
  for (const format of wanted.formats) {
    const key = draftKey(wanted.export, format);
    const text = await evidence.read(id, key);
    if (text === null) throw new Error('a draft that was kept is not there');
    const noted = await sideNotes.shown(id, keptNote(writing, format));
    // Drafts are megabytes: kept again only where nobody noted what was kept.
    const digest = noted?.digest ?? (await evidence.keep(id, key, text));
    drafts.push({ format, text, evidence: key, digest });
  }
  return drafts;
}
