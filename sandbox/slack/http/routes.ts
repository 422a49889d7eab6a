import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTo } from '../effects/responses.ts';
import type { Fields } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../world.ts';
import { readBody, readUpload } from './request-body.ts';
import type { Routes } from './server.ts';
import { handleApiRequest, type WebApiDeps } from './web-api.ts';

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
};

type Answer = { status: number; text: string };

const respond = (world: World, path: string, body: Buffer): Answer => {
  const target = world.responseUrls.use(path);
  if (typeof target === 'string') return { status: 404, text: target };
  try {
    answerTo(world, target, JSON.parse(body.toString('utf8')) as Fields, 'response_url');
    return { status: 200, text: 'ok' };
  } catch (error) {
    if (error instanceof SyntaxError) return { status: 400, text: 'invalid_payload' };
    if (error instanceof Refusal) return { status: error.code === 'no_text' ? 500 : 400, text: error.code };
    throw error;
  }
};

/** Bringing bytes is no method of the Web API; its faults are those of `upload`. Null: the connection is cut. */
const upload = async (
  { world, faults }: WebApiDeps,
  id: string,
  request: IncomingMessage,
): Promise<Answer | null> => {
  const file = world.files.get(id);
  const fault = faults.take('upload');
  if (fault?.kind === 'reset') return null;
  if (fault?.kind === '5xx') return { status: fault.status ?? 503, text: 'upstream connect error' };
  if (!file || file.shared) return { status: 404, text: 'not found' };
  const { content, mimetype } = await readUpload(request, await readBody(request));
  file.content = content;
  // Clients name no type, or the one of bytes: both mean that the name says it.
  if (mimetype && mimetype !== 'application/octet-stream') file.mimetype = mimetype;
  if (fault?.kind === 'hook') await fault.run({ method: 'upload', args: { name: file.name } });
  return fault?.kind === 'lost-reply' ? null : { status: 200, text: `OK - ${content.length}` };
};

const download = (api: WebApiDeps, id: string, request: IncomingMessage, response: ServerResponse): void => {
  const file = api.world.files.get(id);
  const allowed = request.headers.authorization === `Bearer ${api.tokens.bot}`;
  if (!file || !allowed) {
    plain(response, allowed ? 404 : 403, 'not here');
    return;
  }
  response.writeHead(200, { 'content-type': file.mimetype, 'content-length': file.content.length });
  response.end(file.content);
};

/** Sends each path to what answers it. */
export const createRoutes = (api: WebApiDeps): Omit<Routes, 'upgrade'> => ({
  async request(request: IncomingMessage, response: ServerResponse, url: URL) {
    const method = /^\/api\/([A-Za-z.]+)$/.exec(url.pathname)?.[1];
    if (method) return handleApiRequest(api, method, request, response, url);
    const fileId = /^\/files\/T\w+-(F\w+)\//.exec(url.pathname)?.[1];
    if (fileId) return void download(api, fileId, request, response);
    const uploadId = /^\/upload\/v1\/(F\w+)$/.exec(url.pathname)?.[1];
    const answer = uploadId
      ? await upload(api, uploadId, request)
      : respond(api.world, url.pathname, await readBody(request));
    if (answer === null) request.socket.destroy();
    else plain(response, answer.status, answer.text);
  },
});
