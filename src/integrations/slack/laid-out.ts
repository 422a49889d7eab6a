import type { Document } from '../../domain/document.ts';
import type { Log } from '../../ports/log.ts';
import type { SlackMessage } from './blocks/document-message.ts';
import { documentText } from './blocks/document-text.ts';
import { slackCode } from './errors.ts';

/** Slack's words for blocks that it does not take. Source: docs.slack.dev, chat.postMessage, "Errors". */
const REFUSED: readonly string[] = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'];

/**
 * Sends a message, and where Slack refuses its blocks once more as bare text: whatever is wrong with the layout, nobody is
 * left without the words. Throws what `send` throws otherwise.
 */
export async function laidOut<T>(
  { log }: { readonly log: Log },
  document: Document,
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    if (!REFUSED.includes(slackCode(error) ?? '')) throw error;
    log.error({ error }, 'slack refuses the blocks of a message, so it goes out as text; please report this');
    return send({ ...message, text: documentText(document), blocks: [] });
  }
}
