import { z } from 'zod';
import type { ChannelMessage } from '../../domain/channel-event.ts';
import type { BotIdentity } from './bot-identity.ts';
import { stepOf } from './step-metadata.ts';

/** A file in a message. A deleted file, or one in another workspace, comes with its id alone. */
const RawFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().nullish(),
});

/** A message as events and history carry it; only what is used. Source: docs.slack.dev, message event. */
export const RawMessage = z.object({
  ts: z.string(),
  thread_ts: z.string().nullish(),
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  edited: z.object({ ts: z.string() }).nullish(),
  files: z.array(RawFile).nullish(),
  reactions: z.array(z.object({ name: z.string(), users: z.array(z.string()).default([]) })).nullish(),
  reply_count: z.number().nullish(),
  latest_reply: z.string().nullish(),
  metadata: z.unknown().optional(),
});
export type RawMessage = z.infer<typeof RawMessage>;

/** The bot id of a message: its own, or ours where Slack names only our user; null: a person wrote it, or nobody says. */
export function authorOf({ bot_id, user }: RawMessage, bot: BotIdentity | null): string | null {
  if (bot_id) return bot_id;
  return bot !== null && user === bot.botUserId ? bot.botId : null;
}

/**
 * A message in the domain's words. Text stays in Slack's own notation (`<@U1>`, `&amp;`). `from` says whether reactions
 * can be trusted to be complete: events do not carry them.
 */
export function channelMessage(
  raw: RawMessage,
  from: 'event' | 'history',
  bot: BotIdentity | null,
): ChannelMessage {
  const threadTs = raw.thread_ts && raw.thread_ts !== raw.ts ? raw.thread_ts : null;
  const author = authorOf(raw, bot);
  return {
    ts: raw.ts,
    threadTs,
    user: raw.user ?? null,
    bot: author,
    subtype: raw.subtype ?? null,
    text: raw.text ?? '',
    editTs: raw.edited?.ts ?? null,
    files: (raw.files ?? []).map((file) => ({
      id: file.id,
      name: file.name ?? '',
      mimeType: file.mimetype ?? '',
      size: file.size ?? 0,
      permalink: file.permalink ?? null,
    })),
    reactions:
      from === 'history'
        ? Object.fromEntries((raw.reactions ?? []).map(({ name, users }) => [name, users]))
        : null,
    step: bot !== null && author === bot.botId ? (stepOf(raw.metadata)?.step ?? null) : null,
  };
}
