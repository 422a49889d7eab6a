import { shareFiles, storeFile } from '../effects/files.ts';
import { fileTypeOf } from '../file-type.ts';
import { fileJson } from '../json/file-json.ts';
import type { Channel, Fields, SandboxFile } from '../model.ts';
import { refuse } from '../refusal.ts';
import { botIsIn } from '../world.ts';
import type { ApiCall, ApiMethods } from './method.ts';

const MOST_CHANNELS = 100;
const MOST_BYTES = 1_073_741_824;

const start = ({ world, args }: ApiCall): Fields => {
  if (!args.has('filename') || !args.has('length')) refuse('invalid_arguments');
  const length = args.number('length', -1);
  if (length <= 0 || !Number.isInteger(length)) refuse('invalid_arguments');
  if (length > MOST_BYTES) refuse('file_upload_size_restricted');
  const name = args.text('filename');
  const file = storeFile(world, {
    user: world.app.botUserId,
    name,
    content: Buffer.alloc(0),
    mimetype: fileTypeOf(name),
  });
  return { upload_url: `${world.baseUrl()}/upload/v1/${file.id}`, file_id: file.id };
};

const places = ({ world, args }: ApiCall): Channel[] => {
  const ids = args.has('channels')
    ? args.list('channels')
    : args.has('channel_id')
      ? [args.text('channel_id')]
      : [];
  if (ids.length > MOST_CHANNELS) refuse('too_many_channels');
  return ids.map((id) => {
    const channel = world.channels.get(id) ?? refuse('channel_not_found');
    if (channel.kind !== 'public' && !botIsIn(world, channel)) refuse('channel_not_found');
    if (!botIsIn(world, channel)) refuse('not_in_channel');
    if (channel.isArchived) refuse('is_archived');
    return channel;
  });
};

const uploaded = ({ world, args }: ApiCall): SandboxFile[] => {
  const wanted = args.json('files', 'invalid_arguments');
  if (!Array.isArray(wanted) || wanted.length === 0) return refuse('invalid_arguments');
  return wanted.map((entry: Fields) => {
    const file = world.files.get(String(entry.id)) ?? refuse('file_not_found');
    if (file.content.length === 0) refuse('file_not_found');
    if (typeof entry.title === 'string') file.title = entry.title;
    return file;
  });
};

const complete = (call: ApiCall): Fields => {
  const { world, args } = call;
  const files = uploaded(call);
  const channels = places(call);
  const said = {
    user: world.app.botUserId,
    text: args.text('initial_comment'),
    thread: args.text('thread_ts') || undefined,
  };
  for (const channel of channels) shareFiles(world, channel, files, said);
  for (const file of files) file.shared = true;
  return { files: files.map((file) => fileJson(world, file)) };
};

/** Uploading in three steps, and reading about a file. */
export const fileMethods: ApiMethods = {
  'files.getUploadURLExternal': { scopes: ['files:write'], run: start },
  'files.completeUploadExternal': { scopes: ['files:write'], run: complete },
  'files.info': {
    scopes: ['files:read'],
    run({ world, args }) {
      const file = world.files.get(args.text('file')) ?? refuse('file_not_found');
      if (file.deleted) refuse('file_deleted');
      if (!file.shared) refuse('file_not_found');
      return { file: fileJson(world, file), comments: [], response_metadata: { next_cursor: '' } };
    },
  },
};
