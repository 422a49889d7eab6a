import { z } from 'zod';
import { Unavailable } from '../../ports/failures.ts';
import type { CallSlack } from './call-slack.ts';

const Address = z.object({ upload_url: z.string(), file_id: z.string() });

/** Milliseconds for bringing the bytes. */
const TIMEOUT = 20_000;

/**
 * Uploads text as a file into a message's thread, in the three steps that Slack asks for. The name carries the step's
 * key, so that it can be found again. Throws as callSlack does, and Unavailable when the bytes do not get through.
 */
export async function uploadFile(
  callSlack: CallSlack,
  file: {
    readonly name: string;
    readonly content: string;
    readonly channel: string;
    readonly threadTs: string;
  },
): Promise<void> {
  const bytes = Buffer.from(file.content, 'utf8');
  const { upload_url, file_id } = await callSlack('files.getUploadURLExternal', {
    args: { filename: file.name, length: bytes.length },
    answer: Address,
  });
  await send(upload_url, bytes);
  await callSlack('files.completeUploadExternal', {
    args: { files: [{ id: file_id, title: file.name }], channel_id: file.channel, thread_ts: file.threadTs },
    answer: z.object({}),
  });
}

async function send(url: string, bytes: Buffer): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
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
