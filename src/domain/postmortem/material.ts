import type { Fact, MessageRef } from '../fact.ts';
import type { MirrorRecord } from '../mirror-record.ts';
import { type AlertLife, alertLives } from './alert-lives.ts';
import { type CleanText, createCleanText } from './clean-text.ts';
import { cleanValue } from './clean-value.ts';
import { createParties, type Parties } from './parties.ts';
import { permalink } from './permalink.ts';
import type { Naming } from './plain-line.ts';
import type { PostmortemSource } from './postmortem-source.ts';

/** What every part of a draft is made from: facts and alerts with clean texts, what people wrote, and how to name things. */
export type Material = {
  readonly source: PostmortemSource;
  /** In the order of the log. */
  readonly facts: readonly Fact[];
  /** Every run of every alert, the earliest first. */
  readonly lives: readonly AlertLife[];
  /** What others than this bot wrote, each once. Their texts are as they came. */
  readonly messages: readonly MirrorRecord[];
  readonly clean: CleanText;
  readonly parties: Parties;
  readonly naming: Naming;
  readonly link: (message: MessageRef & { readonly thread?: string | null }) => string | null;
};

/** Reads a source once. Total: whatever the log holds, there is a material. */
export function materialOf(source: PostmortemSource): Material {
  const clean = createCleanText();
  const parties = createParties(source.names, clean);
  const facts = source.facts.map((fact) => cleanFact(fact, clean));
  return {
    source,
    facts,
    lives: alertLives(facts, cleanValue(source.episodes, clean)),
    messages: othersMessages(source.messages),
    clean,
    parties,
    naming: namingOf(source, facts, { clean, parties }),
    link: ({ channel, ts, thread = null }) => {
      const url = permalink(source.workspace, { channel, ts, thread });
      return url === null ? null : clean(url);
    },
  };
}

function cleanFact(fact: Fact, clean: CleanText): Fact {
  // One digest for each message, many thousands of them: only their number is ever said.
  return fact.body.kind === 'messages.sealed' ? fact : cleanValue(fact, clean);
}

/** Of several records of one message the last one counts. */
function othersMessages(messages: readonly MirrorRecord[]): readonly MirrorRecord[] {
  const others = new Map<string, MirrorRecord>();
  for (const record of messages) {
    if (!record.ours) others.set(messageKey(record), record);
  }
  return [...others.values()];
}

/** A text that is the same exactly for the same message. */
export function messageKey({ channel, ts }: MessageRef): string {
  return `${channel} ${ts}`;
}

function namingOf(
  source: PostmortemSource,
  facts: readonly Fact[],
  { clean, parties }: { readonly clean: CleanText; readonly parties: Parties },
): Naming {
  const opened = facts.flatMap(({ body }) =>
    body.kind === 'channel.opened' ? [[body.channel, body.name] as const] : [],
  );
  const now = source.incident.channel;
  const channels = new Map(now ? [...opened, [clean(now.id), clean(now.name)]] : opened);
  return {
    person: (user) => parties.word(parties.ofUser(user)),
    channel: (channel) => channels.get(clean(channel)) ?? clean(channel),
  };
}
