import { z } from 'zod';
import { Unavailable } from '../../ports/failures.ts';
import type { CallSlack } from './call-slack.ts';

const Address = z.object({ upload_url: z.string(), file_id: z.string() });

/** Milliseconds for bringing the bytes. */
const TIMEOUT = 20_000;

/**
 * Uploads texts as the files of one message, in the three steps that Slack asks for: into a message's thread, or into the
 * channel itself (`threadTs` null). Names carry what they belong to, so that they can be found again. Throws as callSlack
 * does, and Unavailable when the bytes do not get through.
 */
export async function uploadFiles(
  callSlack: CallSlack,
  upload: {
    readonly files: readonly { readonly name: string; readonly content: string }[];
    readonly channel: string;
    readonly threadTs: string | null;
  },
): Promise<void> {
  const files: { readonly id: string; readonly title: string }[] = [];
  for (const { name, content } of upload.files) {
    const bytes = Buffer.from(content, 'utf8');
    const { upload_url, file_id } = await callSlack('files.getUploadURLExternal', {
      args: { filename: name, length: bytes.length },
      answer: Address,
    });
    await send(upload_url, bytes);
    files.push({ id: file_id, title: name });
  }
  const thread = upload.threadTs === null ? {} : { thread_ts: upload.threadTs };
  await callSlack('files.completeUploadExternal', {
    args: { files, channel_id: upload.channel, ...thread },
    answer: z.object({}),
  });
}

async function send(url: string, bytes: Buffer<ArrayBuffer>): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Unavailable(`upload-http-${response.status}`);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    throw new Unavailable('upload-failed', { cause: error });
  }
}
