import { z } from 'zod';

const channel = z.string().min(1);
const ts = z.string().min(1);
const text = z.string().trim().min(1, 'Type something first.').max(40_000);
const emoji = z.string().regex(/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/, 'There is no such emoji.');
const target = z.string().min(1);
const picked = z.union([z.string(), z.array(z.string()), z.null()]);
const view = z.string().min(1);

/** What a person does on the page: only these, and only with these fields. */
export const PageAct = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), channel, text, thread: ts.optional(), broadcast: z.boolean().optional() }),
  z.object({ do: z.literal('edit'), channel, ts, text }),
  z.object({ do: z.literal('delete'), channel, ts }),
  z.object({ do: z.literal('react'), channel, ts, name: emoji }),
  z.object({ do: z.literal('unreact'), channel, ts, name: emoji }),
  z.object({ do: z.literal('pin'), channel, ts }),
  z.object({ do: z.literal('unpin'), channel, ts }),
  z.object({
    do: z.literal('command'),
    channel,
    command: z.string().regex(/^\/\S+$/, 'A command begins with a slash.'),
    text: z.string().max(40_000),
    thread: ts.optional(),
  }),
  z.object({ do: z.literal('press'), channel, ts, target, value: z.string().optional() }),
  z.object({ do: z.literal('select'), channel, ts, target, picked }),
  z.object({
    do: z.literal('suggest'),
    target,
    query: z.string().max(150),
    channel: channel.optional(),
    ts: ts.optional(),
    view: view.optional(),
  }),
  z.object({ do: z.literal('pressInView'), view, target }),
  z.object({ do: z.literal('selectInView'), view, target, picked }),
  z.object({ do: z.literal('submit'), view, values: z.record(z.string(), picked) }),
  z.object({ do: z.literal('closeView'), view }),
  z.object({
    do: z.literal('shortcut'),
    callbackId: z.string().min(1),
    channel: channel.optional(),
    ts: ts.optional(),
  }),
  z.object({ do: z.literal('createChannel'), name: z.string().max(200), isPrivate: z.boolean().optional() }),
  z.object({ do: z.literal('join'), channel }),
  z.object({ do: z.literal('leave'), channel }),
  z.object({ do: z.literal('archive'), channel }),
  z.object({ do: z.literal('unarchive'), channel }),
  z.object({ do: z.literal('invite'), channel, name: z.string().min(1) }),
  z.object({ do: z.literal('setTopic'), channel, text: z.string().max(1_000) }),
  z.object({ do: z.literal('openDirect'), name: z.string().min(1) }),
  z.object({ do: z.literal('openHome') }),
  z.object({ do: z.literal('read'), channel, ts }),
  z.object({
    do: z.literal('upload'),
    channel,
    name: z.string().min(1).max(255),
    mimetype: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+$/)
      .catch('application/octet-stream'),
    /** The file's bytes. */
    base64: z.base64(),
    text: z.string().max(40_000).default(''),
    thread: ts.optional(),
  }),
]);
export type PageAct = z.infer<typeof PageAct>;
