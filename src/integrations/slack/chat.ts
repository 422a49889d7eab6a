import { z } from 'zod';
import type { Document } from '../../domain/document.ts';
import type { MessageRef } from '../../domain/fact.ts';
import type { Lane } from '../../domain/lane.ts';
import type { Chat, Post } from '../../ports/chat.ts';
import { ChannelLost, RateLimited, Unavailable } from '../../ports/failures.ts';
import type { Log } from '../../ports/log.ts';
import { documentMessage } from './blocks/document-message.ts';
import type { OverflowFile } from './blocks/preformatted-blocks.ts';
import type { BotIdentitySource } from './bot-identity.ts';
import type { CallSlack } from './call-slack.ts';
import { type ConversationIds, notALostChannel } from './conversation-ids.ts';
import { slackCode } from './errors.ts';
import { type FoundMessage, findMessage } from './find-message.ts';
import { laidOut } from './laid-out.ts';
import { messageArguments } from './message-arguments.ts';
import { stepMetadata } from './step-metadata.ts';
import { hasFile, threadFileName } from './thread-file.ts';
import { uploadFiles } from './upload-files.ts';

const Nothing = z.object({});
const Posted = z.object({ channel: z.string().nullish(), ts: z.string() });

/** So many addresses of messages are remembered. */
const LINKS = 500;

export type ChatDeps = {
  readonly callSlack: CallSlack;
  readonly bot: BotIdentitySource;
  readonly conversations: ConversationIds;
  readonly log: Log;
};

/** Messages in Slack. A message whose author deleted it in between answers Misconfigured (`message_not_found`). */
export function createChat(deps: ChatDeps): Chat {
  const { callSlack } = deps;
  // The address of a message never changes, and cards that name one are rendered often.
  const links = new Map<string, string>();
  return {
    post: (post) => postMessage(deps, post),
    update: (message, document, lane) => updateMessage(deps, message, document, lane),
    async pin({ channel, ts }) {
      await fine(
        callSlack('pins.add', { args: { channel, timestamp: ts }, answer: Nothing }),
        'already_pinned',
      );
    },
    async react({ channel, ts }, emoji) {
      const name = emoji.replaceAll(':', '');
      const reacted = callSlack('reactions.add', { args: { channel, timestamp: ts, name }, answer: Nothing });
      await fine(reacted, 'already_reacted');
    },
    async permalink({ channel, ts }) {
      const known = links.get(`${channel} ${ts}`);
      if (known !== undefined) return known;
      const { permalink } = await callSlack('chat.getPermalink', {
        args: { channel, message_ts: ts },
        answer: z.object({ permalink: z.string() }),
      });
      if (links.size >= LINKS) links.clear();
      links.set(`${channel} ${ts}`, permalink);
      return permalink;
    },
  };
}

async function postMessage(deps: ChatDeps, post: Post): Promise<MessageRef> {
  if ('channel' in post.to) return postTo(deps, post, post.to.channel);
  return notALostChannel(postTo(deps, post, await deps.conversations.ofUser(post.to.user)));
}

async function postTo(deps: ChatDeps, post: Post, channel: string): Promise<MessageRef> {
  const message = documentMessage(post.document, 'file');
  const earlier = post.mayExist ? await findEarlier(deps, post, { channel, text: message.text }) : null;
  if (earlier) {
    await bringFiles(deps, post, earlier.ref, { files: message.files, found: earlier.found });
    return earlier.ref;
  }
  const posted = await laidOut(deps, post.document, message, (laid) =>
    deps.callSlack('chat.postMessage', {
      args: { channel, ...messageArguments(laid), metadata: stepMetadata(post) },
      answer: Posted,
      lane: post.lane,
    }),
  );
  // Where it was posted by a name, Slack says which channel that is.
  const ref = { channel: posted.channel ?? channel, ts: posted.ts };
  await bringFiles(deps, post, ref, { files: message.files, found: null });
  return ref;
}

/** What an earlier try left. In a channel that the bot can't read, it can't be found: then it is posted. */
async function findEarlier(
  deps: ChatDeps,
  post: Post,
  where: { readonly channel: string; readonly text: string },
): Promise<{ readonly ref: MessageRef; readonly found: FoundMessage } | null> {
  const channel = await deps.conversations.ofChannel(where.channel);
  if (channel === null) return null;
  const { incident, step } = post;
  const wanted = { incident, step, channel, text: where.text, bot: await deps.bot.get() };
  try {
    const found = await findMessage(deps.callSlack, wanted);
    return found && { ref: { channel, ts: found.ts }, found };
  } catch (error) {
    if (!(error instanceof ChannelLost && error.reason === 'not-in-channel')) throw error;
    deps.log.warn(
      { channel, incident, step },
      'an earlier message can not be looked for where the bot is no member',
    );
    return null;
  }
}

/** Brings what did not fit into the message's thread; when that fails, the message says so. */
async function bringFiles(
  deps: ChatDeps,
  post: Post,
  ref: MessageRef,
  { files, found }: { readonly files: readonly OverflowFile[]; readonly found: FoundMessage | null },
): Promise<void> {
  for (const file of files) {
    const name = threadFileName(post, file.name);
    try {
      if (found && found.replies > 0 && (await hasFile(deps.callSlack, ref, name))) continue;
      await uploadFiles(deps.callSlack, {
        files: [{ name, content: file.content }],
        channel: ref.channel,
        threadTs: ref.ts,
      });
    } catch (error) {
      deps.log.warn({ error, incident: post.incident, step: post.step }, 'a file could not be uploaded');
      return await sayFileIsMissing(deps, post, ref);
    }
  }
}

async function sayFileIsMissing(deps: ChatDeps, post: Post, ref: MessageRef): Promise<void> {
  const message = documentMessage(post.document, 'file-failed');
  try {
    await laidOut(deps, post.document, message, (laid) => {
      const args = { ...ref, ...messageArguments(laid) };
      return deps.callSlack('chat.update', { args, answer: Nothing, lane: post.lane });
    });
  } catch (error) {
    // RateLimited would mean that nothing was sent, but the message is there.
    throw error instanceof RateLimited ? new Unavailable(error.reason, { cause: error }) : error;
  }
}

/** An edit brings no files: what does not fit is cut with a count. Metadata stays as it was posted. */
async function updateMessage(deps: ChatDeps, ref: MessageRef, document: Document, lane: Lane): Promise<void> {
  const message = documentMessage(document, 'cut');
  await laidOut(deps, document, message, (laid) =>
    deps.callSlack('chat.update', {
      args: { channel: ref.channel, ts: ref.ts, ...messageArguments(laid) },
      answer: Nothing,
      lane,
    }),
  );
}

async function fine(call: Promise<unknown>, code: string): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (slackCode(error) !== code) throw error;
  }
}
