import { instantOfTs } from '../message-ts.ts';
import type { MirroredFile, MirrorRecord } from '../mirror-record.ts';
import { countOf } from '../wording/alert-words.ts';
import { cleanAddress } from './clean-address.ts';
import type { Material } from './material.ts';
import type { TimelineEntry } from './postmortem.ts';
import { readableText } from './readable-text.ts';

type Context = Pick<Material, 'clean' | 'parties' | 'link' | 'source'>;

/**
 * What somebody wrote, as an entry of the timeline. Of a deleted message only that there was one, by whom and where.
 * `isImportant`: people marked it. `id`: see the timeline's.
 */
export function messageEntry(
  record: MirrorRecord,
  context: Context,
  { id, isImportant }: { readonly id: string; readonly isImportant: boolean },
): TimelineEntry {
  const { channel, ts, threadTs, deleted, editTs } = record;
  const files = deleted ? [] : record.files.map((file) => fileEntry(file, context));
  return {
    at: finite(instantOfTs(ts)),
    id,
    kind: 'message',
    fact: null,
    by: context.parties.ofMessage(record),
    text: messageWords(record, files.length),
    quote: deleted || record.seenTs === null ? null : quoteOf(record.text, context),
    permalink: context.link({ channel, ts, thread: threadTs }),
    important: isImportant,
    edited: !deleted && editTs !== null,
    deleted,
    thread: threadTs === null ? null : context.clean(threadTs),
    files,
  };
}

/** First as it was read: `&gt;` between a name and its value would hide what the value is. */
function quoteOf(text: string, { clean, source }: Context): string {
  return clean(readableText(text, source.names));
}

function messageWords({ deleted, seenTs, threadTs, editTs, text }: MirrorRecord, files: number): string {
  const where = threadTs === null ? '' : ' in a thread';
  if (deleted) return `a message${where} that was deleted`;
  if (seenTs === null) return `a message${where} whose text was never seen`;
  const edited = editTs === null ? '' : ', edited';
  if (files === 0) return `wrote${where}${edited}`;
  const shared = countOf(files, 'file');
  return text === '' ? `shared ${shared}${where}${edited}` : `wrote${where} and shared ${shared}${edited}`;
}

function fileEntry({ name, permalink }: MirroredFile, { clean }: Context): TimelineEntry['files'][number] {
  const bare = clean(name).replace(/\s+/g, ' ').trim();
  return {
    name: bare === '' ? 'a file without a name' : bare,
    permalink: permalink === null ? null : cleanAddress(permalink, clean),
  };
}

function finite(at: number): number {
  return Number.isFinite(at) ? at : 0;
}
