import type { Incident } from '../../domain/incident.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../../ports/failures.ts';
import type { PostmortemPublisher, Publication } from '../../ports/postmortem-publisher.ts';
import { noteOf, type PostmortemDeps, type Writing } from './postmortem-deps.ts';

/** What became of it at each place, or when to try the next one again. */
export type Published = {
  readonly published: readonly { readonly to: string; readonly where: string }[];
  readonly failed: readonly { readonly to: string; readonly reason: string }[];
  /** Null: it is over everywhere. */
  readonly retryAt: Instant | null;
};

type Outcome =
  | { readonly kind: 'there'; readonly where: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'waits'; readonly at: Instant };

const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 5 * MINUTE;

/** A place that has not taken it by then is given up. */
const PATIENCE = HOUR;

/**
 * Puts the draft into each place that has not got it, whatever becomes of the others. Each has its own tries, with growing
 * pauses, for an hour. Throws Unavailable when the store is away.
 */
export async function publishDraft(
  deps: PostmortemDeps,
  writing: Writing,
  draft: { readonly incident: Incident; readonly files: Publication['files'] },
): Promise<Published> {
  const outcomes: { readonly to: string; readonly outcome: Outcome }[] = [];
  for (const publisher of deps.publishers)
    outcomes.push({ to: publisher.name, outcome: await publishOnce(deps, writing, { ...draft, publisher }) });
  const waits = outcomes.flatMap(({ outcome }) => (outcome.kind === 'waits' ? [outcome.at] : []));
  return {
    published: outcomes.flatMap(({ to, outcome }) =>
      outcome.kind === 'there' ? [{ to, where: outcome.where }] : [],
    ),
    failed: outcomes.flatMap(({ to, outcome }) =>
      outcome.kind === 'failed' ? [{ to, reason: outcome.reason }] : [],
    ),
    retryAt: waits.length === 0 ? null : Math.min(...waits),
  };
}

async function publishOnce(
  deps: PostmortemDeps,
  writing: Writing,
  draft: {
    readonly incident: Incident;
    readonly files: Publication['files'];
    readonly publisher: PostmortemPublisher;
  },
): Promise<Outcome> {
  const note = noteOf(writing, `to/${draft.publisher.name}`);
  const before = await deps.sideNotes.shown(writing.id, note);
  const [, kind, text = ''] = /^(there|failed|tried) (.*)$/s.exec(before?.digest ?? '') ?? [];
  if (kind === 'there') return { kind, where: text };
  if (kind === 'failed') return { kind, reason: text };
  const now = deps.clock.now();
  if (before !== null && now < before.at) return { kind: 'waits', at: before.at };
  const outcome = await attempt(deps, writing, { ...draft, tries: Number(text) });
  await deps.sideNotes.setShown(writing.id, note, {
    digest: noteText(outcome, Number(text) + 1),
    at: outcome.kind === 'waits' ? outcome.at : now,
  });
  return outcome;
}

function noteText(outcome: Outcome, tries: number): string {
  if (outcome.kind === 'there') return `there ${outcome.where}`;
  return outcome.kind === 'failed' ? `failed ${outcome.reason}` : `tried ${tries}`;
}

async function attempt(
  deps: PostmortemDeps,
  { id, wanted }: Writing,
  {
    incident,
    files,
    publisher,
    tries,
  }: {
    readonly incident: Incident;
    readonly files: Publication['files'];
    readonly publisher: PostmortemPublisher;
    readonly tries: number;
  },
): Promise<Outcome> {
  const step = `postmortem-${wanted.export}/${publisher.name}`;
  const mayExist = await deps.sideNotes.beginStep(id, step);
  const channel = incident.channel?.id ?? null;
  try {
    const where = await publisher.publish({
      ...{ incident: id, export: wanted.export, channel, files, mayExist },
    });
    return { kind: 'there', where };
  } catch (error) {
    if (error instanceof Misconfigured || error instanceof ChannelLost) {
      deps.logger.warn({ incident: id, to: publisher.name, error }, 'a draft could not be published');
      return { kind: 'failed', reason: error.reason };
    }
    if (!(error instanceof Unavailable)) throw error;
    const now = deps.clock.now();
    if (now >= wanted.askedAt + PATIENCE) return { kind: 'failed', reason: error.reason };
    if (error instanceof RateLimited) return { kind: 'waits', at: Math.max(error.retryAt, now + SECOND) };
    return { kind: 'waits', at: now + Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE) };
  }
}
