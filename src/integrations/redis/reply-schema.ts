import { z } from 'zod';

/** What append-script.ts answers. */
export const AppendReply = z.union([
  z.tuple([z.literal('repeated'), z.string()]),
  z.tuple([z.literal('claimed'), z.string(), z.string()]),
  z.tuple([z.enum(['appended', 'conflict', 'already-applied', 'newer-fold', 'log-is-ahead'])]),
  z.tuple([z.literal('unknown-fact'), z.string()]),
]);

/** One entry of a stream, its flat list of names and values made a record. */
const StreamEntry = z.tuple([z.string(), z.array(z.string())]).transform(([id, flat]) => {
  const fields: Record<string, string> = {};
  for (let at = 0; at + 1 < flat.length; at += 2) fields[flat[at] ?? ''] = flat[at + 1] ?? '';
  return { id, fields };
});

export type StreamEntry = z.infer<typeof StreamEntry>;

/** What XRANGE answers. */
export const StreamEntries = z.array(StreamEntry);
