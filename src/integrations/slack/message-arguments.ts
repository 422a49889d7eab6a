import type { SlackMessage } from './blocks/document-message.ts';

/** What every message that we write says besides its text: no previews, and no names turned into mentions. */
export function messageArguments(message: SlackMessage): Readonly<Record<string, unknown>> {
  return {
    text: message.text,
    blocks: message.blocks,
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
  };
}
