import type { IncomingMessage } from 'node:http';
import type { Fields } from '../model.ts';

/** The whole body of a request. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const formFields = async (body: Buffer, contentType: string): Promise<Fields> => {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );
};

/** The arguments that a request carries in its query and in a form or JSON body. */
export const readFields = async (
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<Fields | 'unreadable'> => {
  const query = Object.fromEntries(url.searchParams);
  const contentType = request.headers['content-type'] ?? '';
  if (body.length === 0) return query;
  if (contentType.includes('application/json')) {
    try {
      return { ...query, ...(JSON.parse(body.toString('utf8')) as Fields) };
    } catch {
      return 'unreadable';
    }
  }
  if (contentType.includes('multipart/form-data'))
    return { ...query, ...(await formFields(body, contentType)) };
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
};

/** The bytes of an upload, sent bare or as the one file of a form. */
export const readUpload = async (
  request: IncomingMessage,
  body: Buffer,
): Promise<{ content: Buffer; mimetype: string | undefined }> => {
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.includes('multipart/form-data')) return { content: body, mimetype: undefined };
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  for (const value of form.values()) {
    if (typeof value !== 'string')
      return { content: Buffer.from(await value.arrayBuffer()), mimetype: value.type };
  }
  return { content: Buffer.alloc(0), mimetype: undefined };
};
