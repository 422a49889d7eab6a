import type { Arguments } from '../arguments.ts';
import { checkMessageBlocks } from '../block-kit/check-blocks.ts';
import type { Fields } from '../model.ts';
import { refuse } from '../refusal.ts';

const MOST_TEXT = 40_000;
const MOST_ATTACHMENTS = 100;

export type MessageContent = {
  readonly text: string;
  readonly blocks: Fields[] | undefined;
  readonly attachments: Fields[] | undefined;
  readonly metadata: Fields | undefined;
  /** Warnings that go into the answer's response_metadata. */
  readonly warnings: string[];
};

const array = (value: unknown, error: string): Fields[] | undefined => {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? (value as Fields[]) : refuse(error);
};

const readMetadata = (args: Arguments): Fields | undefined => {
  const metadata = args.json('metadata', 'invalid_metadata_format') as Fields | undefined;
  if (metadata === undefined) return undefined;
  const { event_type: type, event_payload: payload } = metadata;
  const readable = typeof type === 'string' && type !== '' && typeof payload === 'object' && payload !== null;
  if (!readable) refuse('invalid_metadata_format');
  // Slack names no number; the bot is to stay well below this one.
  if (JSON.stringify(metadata).length > 16_000) refuse('metadata_too_large');
  return metadata;
};

/** Reads and checks what a message is to say; shared by all methods that write messages. */
export const messageContent = (args: Arguments): MessageContent => {
  const warnings: string[] = [];
  const blocks = array(args.json('blocks', 'invalid_blocks_format'), 'invalid_blocks_format');
  const attachments = array(args.json('attachments', 'invalid_attachments'), 'invalid_attachments');
  if (blocks && blocks.length > 0) checkMessageBlocks(blocks);
  if (attachments && attachments.length > MOST_ATTACHMENTS) refuse('too_many_attachments');
  let text = args.text('text');
  if (args.has('markdown_text')) {
    if (args.has('text') || args.has('blocks')) refuse('markdown_text_conflict');
    text = args.text('markdown_text');
    if (text.length > 12_000) refuse('msg_too_long');
  }
  if (text.length > MOST_TEXT) {
    text = text.slice(0, MOST_TEXT);
    warnings.push('message_truncated');
  }
  const silent = text.trim() === '' && !blocks?.length && !attachments?.length;
  if (silent) refuse('no_text');
  return {
    text,
    blocks: blocks?.length ? blocks : undefined,
    attachments: attachments?.length ? attachments : undefined,
    metadata: readMetadata(args),
    warnings,
  };
};

/** Gives every block an id, as Slack does where the app gave none. */
export const withBlockIds = (blocks: Fields[] | undefined, newId: () => string): Fields[] | undefined =>
  blocks?.map((block) => (block.block_id ? block : { ...block, block_id: newId() }));
