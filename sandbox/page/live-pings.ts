import type { ServerResponse } from 'node:http';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';

export type LivePings = {
  /** Tells this browser of every change from now on. */
  add(response: ServerResponse): void;
  /** Tells every browser. */
  ping(kind: string, channel?: string): void;
  stop(): void;
};

/** Many changes come together; a browser asks once for all of them. */
const TOGETHER_MS = 25;

/** Server-sent events that say what changed and where; what it is now, the page asks for. */
export function createLivePings(slack: Pick<SandboxSlack, 'on'>): LivePings {
  const browsers = new Set<ServerResponse>();
  const waiting = new Map<string, { kind: string; channel: string | undefined }>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    const text = [...waiting.values()].map((ping) => `data: ${JSON.stringify(ping)}\n\n`).join('');
    waiting.clear();
    for (const browser of browsers) browser.write(text);
  };
  const ping = (kind: string, channel?: string): void => {
    waiting.set(`${kind}/${channel ?? ''}`, { kind, channel });
    timer ??= setTimeout(flush, TOGETHER_MS);
  };
  const offChange = slack.on('change', (change) =>
    ping(change.kind, 'channel' in change ? change.channel : undefined),
  );
  const offCall = slack.on('call', () => ping('call'));

  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 500\n\n');
      browsers.add(response);
      response.on('close', () => browsers.delete(response));
    },
    ping,
    stop() {
      offChange();
      offCall();
      clearTimeout(timer);
      for (const browser of browsers) browser.end();
    },
  };
}
