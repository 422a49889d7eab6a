import type { Fact } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { compareTs } from '../../domain/message-ts.ts';
import type { MirrorRecord } from '../../domain/mirror-record.ts';
import { draftPostmortem } from '../../domain/postmortem/draft-postmortem.ts';
import { draftedUpTo, keptTexts, sealedTexts } from '../../domain/postmortem/drafted-up-to.ts';
import type { DraftFormat } from '../../domain/postmortem/export.ts';
import { messageKey } from '../../domain/postmortem/material.ts';
import { peopleIn } from '../../domain/postmortem/people-in.ts';
import type { Postmortem } from '../../domain/postmortem/postmortem.ts';
import { postmortemHtml } from '../../domain/wording/postmortem/html/postmortem-html.ts';
import { postmortemMarkdown } from '../../domain/wording/postmortem/markdown/postmortem-markdown.ts';
import { postmortemJson } from '../../domain/wording/postmortem/postmortem-json.ts';
import type { Loaded } from '../../ports/incident-log.ts';
import {
  aloneKey,
  draftKey,
  ExportOver,
  noteOf,
  type PostmortemDeps,
  type Writing,
} from './postmortem-deps.ts';
import { channelsOf } from './read-channels.ts';
import { resolveNames } from './resolve-names.ts';
import { withWhatPeopleWrote } from './with-what-people-wrote.ts';
import { workspaceOf } from './workspace-of.ts';

const renderers: Readonly<Record<DraftFormat, (postmortem: Postmortem) => string>> = {
  md: postmortemMarkdown,
  html: postmortemHtml,
  json: postmortemJson,
};

/**
 * Makes the draft and keeps it with the incident, once: a later try finds it. The answer is the version of the log that it
 * was made from, and the parts in which it and what people wrote differ. Throws RateLimited, Unavailable and ExportOver.
 */
export async function makeDraft(
  deps: PostmortemDeps,
  writing: Writing,
  missing: readonly string[],
): Promise<Made> {
  const { id, wanted } = writing;
  const note = noteOf(writing, 'drafted');
  const before = await deps.sideNotes.shown(id, note);
  if (before) return madeIn(before.digest);
  const loaded = await deps.log.load(id);
  if (!loaded) throw new ExportOver();
  const postmortem = await postmortemOf(deps, writing, { loaded, missing });
  const { version } = postmortem.verification;
  const conflicts = new Set<string>();
  for (const format of wanted.formats) {
    const text = renderers[format](postmortem);
    const merged =
      format === 'md' ? await withWhatPeopleWrote(deps, writing, loaded, text) : { text, conflicts: [] };
    for (const { section } of merged.conflicts) conflicts.add(section);
    if (format === 'md') await deps.evidence.keep(id, aloneKey(wanted.export), text);
    const digest = await deps.evidence.keep(id, draftKey(wanted.export, format), merged.text);
    await deps.sideNotes.setShown(id, keptNote(writing, format), { digest, at: deps.clock.now() });
  }
  const made = { version, conflicts: [...conflicts] };
  await deps.sideNotes.setShown(id, note, { digest: noteText(made), at: deps.clock.now() });
  return made;
}

/** Under which note the digest of a draft is that was kept. */
export function keptNote(writing: Writing, format: DraftFormat): string {
  return noteOf(writing, `kept/${format}`);
}

type Made = { readonly version: number; readonly conflicts: readonly string[] };

function noteText({ version, conflicts }: Made): string {
  return [version, ...conflicts].join(' ');
}

function madeIn(text: string): Made {
  const [version, ...conflicts] = text.split(' ');
  return { version: Number(version), conflicts };
}

async function postmortemOf(
  deps: PostmortemDeps,
  writing: Writing,
  { loaded, missing }: { readonly loaded: Loaded; readonly missing: readonly string[] },
): Promise<Postmortem> {
  const { id, wanted } = writing;
  const { incident } = loaded;
  const messages: MirrorRecord[] = [];
  for (const channel of channelsOf(incident)) messages.push(...(await deps.mirror.range(channel, {})));
  messages.sort((a, b) => compareTs(a.ts, b.ts));
  const facts = await factsToTell(deps, incident, messages);
  const version = facts.at(-1)?.version ?? 0;
  const names = await resolveNames(deps, writing, peopleIn(facts, messages));
  const checked = await deps.logCheck.check(id, {
    version,
    texts: sealedTexts(facts),
    kept: keptTexts(facts),
  });
  const sentence = [checked.sentence, ...missing].join(' ');
  const workspace = await workspaceOf(deps, writing);
  return draftPostmortem({
    incident,
    facts,
    episodes: await deps.episodes.all(id),
    messages,
    names,
    zone: deps.zone,
    full: wanted.full,
    marking: deps.emojis,
    workspace,
    verification: { version, head: checked.head, sentence },
  });
}

/** The log, without what its own drafts left at its end. */
async function factsToTell(
  { log }: Pick<PostmortemDeps, 'log'>,
  { id, version }: Incident,
  messages: readonly MirrorRecord[],
): Promise<readonly Fact[]> {
  const facts = await log.facts(id, { to: version });
  const ours = new Set(messages.filter((record) => record.ours).map(messageKey));
  const end = draftedUpTo(facts, (message) => ours.has(messageKey(message)));
  return facts.filter((fact) => fact.version <= end);
}
