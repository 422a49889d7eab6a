import { compareTs } from '../../domain/message-ts.ts';
import type { MirrorRecord } from '../../domain/mirror-record.ts';
import { draftPostmortem } from '../../domain/postmortem/draft-postmortem.ts';
import { type DraftFormat, exportsOf } from '../../domain/postmortem/export.ts';
import { peopleIn } from '../../domain/postmortem/people-in.ts';
import type { Postmortem } from '../../domain/postmortem/postmortem.ts';
import { postmortemHtml } from '../../domain/wording/postmortem/html/postmortem-html.ts';
import { postmortemMarkdown } from '../../domain/wording/postmortem/markdown/postmortem-markdown.ts';
import { mergeDraft } from '../../domain/wording/postmortem/merge/merge-draft.ts';
import { postmortemJson } from '../../domain/wording/postmortem/postmortem-json.ts';
import { ChannelLost, Misconfigured } from '../../ports/failures.ts';
import type { Loaded } from '../../ports/incident-log.ts';
import { ExportOver, noteOf, type PostmortemDeps, type Writing } from './postmortem-deps.ts';
import { channelsOf } from './read-channels.ts';
import { resolveNames } from './resolve-names.ts';

const renderers: Readonly<Record<DraftFormat, (postmortem: Postmortem) => string>> = {
  md: postmortemMarkdown,
  html: postmortemHtml,
  json: postmortemJson,
};

/**
 * Makes the draft and keeps it with the incident, once: a later try finds it. The answer is the version of the log that it
 * was made from. Throws RateLimited, Unavailable and ExportOver.
 */
export async function makeDraft(
  deps: PostmortemDeps,
  writing: Writing,
  missing: readonly string[],
): Promise<number> {
  const { id, wanted } = writing;
  const note = noteOf(writing, 'drafted');
  const before = await deps.sideNotes.shown(id, note);
  if (before) return Number(before.digest);
  const loaded = await deps.log.load(id);
  if (!loaded) throw new ExportOver();
  const postmortem = await postmortemOf(deps, writing, { loaded, missing });
  for (const format of wanted.formats) {
    const text = renderers[format](postmortem);
    const kept = format === 'md' ? await withWhatPeopleWrote(deps, loaded, text) : text;
    await deps.evidence.keep(id, draftKey(wanted.export, format), kept);
  }
  const { version } = loaded.incident;
  await deps.sideNotes.setShown(id, note, { digest: String(version), at: deps.clock.now() });
  return version;
}

/** Under which id a draft is kept with its incident. */
export function draftKey(number: number, format: DraftFormat): string {
  return `postmortem-${number}-${format}`;
}

async function postmortemOf(
  deps: PostmortemDeps,
  writing: Writing,
  { loaded, missing }: { readonly loaded: Loaded; readonly missing: readonly string[] },
): Promise<Postmortem> {
  const { id, wanted } = writing;
  const { incident, head } = loaded;
  const facts = await deps.log.facts(id, { to: incident.version });
  const messages: MirrorRecord[] = [];
  for (const channel of channelsOf(incident)) messages.push(...(await deps.mirror.range(channel, {})));
  messages.sort((a, b) => compareTs(a.ts, b.ts));
  const names = await resolveNames(deps, writing, peopleIn(facts, messages));
  const sentence = [await deps.logCheck.check(id), ...missing].join(' ');
  const workspace = await deps.sideNotes.keepFirst(
    id,
    'postmortem-workspace',
    (await deps.workspace()) ?? '',
  );
  return draftPostmortem({
    incident,
    facts,
    episodes: await deps.episodes.all(id),
    messages,
    names,
    zone: deps.zone,
    full: wanted.full,
    marking: deps.emojis,
    workspace: workspace === '' ? null : workspace,
    verification: { version: incident.version, head, sentence },
  });
}

/** What people wrote into the draft before, where it stands or as it was kept, is in the new one. */
async function withWhatPeopleWrote(
  deps: Pick<PostmortemDeps, 'publishers' | 'evidence' | 'logger'>,
  { incident }: Loaded,
  text: string,
): Promise<string> {
  const { draft } = exportsOf(incident);
  const kept = draft === null ? null : await deps.evidence.read(incident.id, draftKey(draft.export, 'md'));
  const older = (await standing(deps, incident.id)) ?? kept;
  return older === null ? text : mergeDraft(older, text).text;
}

async function standing(
  { publishers, logger }: Pick<PostmortemDeps, 'publishers' | 'logger'>,
  id: string,
): Promise<string | null> {
  for (const publisher of publishers) {
    try {
      const text = await publisher.earlier(id);
      if (text !== null) return text;
    } catch (error) {
      if (!(error instanceof Misconfigured || error instanceof ChannelLost)) throw error;
      logger.warn({ incident: id, to: publisher.name, error }, 'an earlier draft could not be read back');
    }
  }
  return null;
}
