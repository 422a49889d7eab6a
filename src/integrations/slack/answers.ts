import { z } from 'zod';
import type { UserId } from '../../domain/actor.ts';
import type { Document } from '../../domain/document.ts';
import type { Log } from '../../ports/log.ts';
import { documentMessage } from './blocks/document-message.ts';
import type { CallSlack } from './call-slack.ts';
import type { ConversationIds } from './conversation-ids.ts';
import { laidOut } from './laid-out.ts';
import { messageArguments } from './message-arguments.ts';

/** Where an answer that only one person sees goes. */
export type AnswerTo = {
  readonly user: UserId;
  readonly channel: string;
  /** Slack's own address for answers: five uses within half an hour. */
  readonly responseUrl: string | null;
};

export type Answers = {
  /** Shows a document to one person: by the response_url, else as an ephemeral message, else as a direct message. Never throws. */
  say(to: AnswerTo, document: Document): Promise<void>;
};

const Nothing = z.object({});
const TIMEOUT = 5_000;

/** Answers that only the person who asked sees. Best effort: what counts is on the card and in the log. */
export function createAnswers(deps: {
  readonly callSlack: CallSlack;
  readonly conversations: ConversationIds;
  readonly log: Log;
}): Answers {
  const { callSlack, log } = deps;
  return {
    async say(to, document) {
      const message = documentMessage(document, 'cut');
      const ways: (() => Promise<unknown>)[] = [];
      const { responseUrl, channel, user } = to;
      if (responseUrl) ways.push(() => respond(responseUrl, messageArguments(message)));
      if (channel) {
        ways.push(() =>
          laidOut({ log }, document, message, (laid) => {
            const args = { channel, user, ...messageArguments(laid) };
            return callSlack('chat.postEphemeral', { args, answer: Nothing, lane: 'approval' });
          }),
        );
      }
      ways.push(async () => {
        const direct = await deps.conversations.ofUser(user);
        await laidOut({ log }, document, message, (laid) => {
          const args = { channel: direct, ...messageArguments(laid) };
          return callSlack('chat.postMessage', { args, answer: Nothing, lane: 'approval' });
        });
      });
      for (const way of ways) {
        try {
          await way();
          return;
        } catch (error) {
          log.warn({ error, user, channel }, 'an answer did not get through this way');
        }
      }
    },
  };
}

async function respond(url: string, message: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`response_url answered ${response.status}`);
}
