import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../slack/refusal.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import { type AppManifest, readAppManifest } from './app-manifest.ts';
import { fileAnswer } from './file-answer.ts';
import { createLastRead } from './last-read.ts';
import { createLivePings, type LivePings } from './live-pings.ts';
import { checkOwnPage } from './own-page.ts';
import type { PageRoute } from './page-route.ts';
import { pageRoutes } from './page-routes.ts';
import { readJson } from './read-json.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { RefusedRequest } from './refused-request.ts';
import { type StaticFile, staticFile } from './static-files.ts';

export type PageOptions = {
  readonly slack: SandboxSlack;
  /** More addresses below /api/, for instance those of the control panel. */
  readonly routes?: readonly PageRoute[];
  /** What the app declares; what is shipped for real workspaces without it. */
  readonly manifest?: AppManifest;
  /** Any free one without it. */
  readonly port?: number;
};

export type Page = { readonly url: string; stop(): Promise<void> };

/** Starts the page on which one person plays everybody in the workspace; it listens on 127.0.0.1 only. */
export async function startPage(options: PageOptions): Promise<Page> {
  const { slack, routes = [], manifest = readAppManifest(), port = 0 } = options;
  const pings = createLivePings(slack);
  const own = pageRoutes({ slack, pings, lastRead: createLastRead(), manifest });
  const answer = createAnswer({ slack, pings, routes: [...own, ...routes] });
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendError(response, error));
  });
  const listening = await listen(server, port);
  return {
    url: `http://127.0.0.1:${listening}`,
    stop() {
      pings.stop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

type Answering = {
  readonly slack: SandboxSlack;
  readonly pings: LivePings;
  readonly routes: readonly PageRoute[];
};

function createAnswer({ slack, pings, routes }: Answering) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    checkOwnPage(request);
    const { method } = request;
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://page');
    const route = routes.find((one) => one.method === method && one.path === pathname);
    if (route) {
      const body = method === 'POST' ? await readJson(request) : undefined;
      sendJson(response, 200, (await route.answer({ query, body })) ?? {});
      return;
    }
    if (method !== 'GET') throw new RefusedRequest(404, 'There is nothing to do at this address.');
    if (pathname === '/api/live') pings.add(response);
    else if (pathname === '/api/file') sendFile(response, fileAnswer(slack, query));
    else sendFile(response, await staticFile(pathname));
  };
}

function sendFile(response: ServerResponse, file: StaticFile | undefined): void {
  if (!file) throw new RefusedRequest(404, 'There is nothing at this address.');
  response.writeHead(200, file.headers);
  response.end(file.content);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = error instanceof RefusedRequest ? error.status : 400;
  const sentence = error instanceof Refusal ? refusalSentence(error.code) : String((error as Error).message);
  sendJson(response, status, { error: sentence });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
