import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Ids } from '../ids.ts';
import { createAcknowledgements } from './acknowledgements.ts';
import type { Carrier, Delivery } from './carrier.ts';

const MOST_CONNECTIONS = 10;
const PING_MS = 5000;
const CLOSE_AFTER_MS = 10_000;
const ENVELOPE_TYPES = {
  event: 'events_api',
  command: 'slash_commands',
  interaction: 'interactive',
} as const;
const DEBUG_INFO = { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 } as const;

export type SocketModeDeps = {
  readonly ids: Ids;
  readonly appId: string;
  readonly baseUrl: () => string;
  readonly ackTimeoutMs: () => number;
  readonly to: () => 'one' | 'all';
};

export type SocketMode = Carrier & {
  /** A WebSocket address that works once. */
  newUrl(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  /** How many connections the bot has open. */
  connections(): number;
  /** Asks the oldest connection (or all) to come back, and closes what does not go by itself. */
  refresh(options?: { all?: boolean; closeAfterMs?: number }): void;
  /** Cuts all connections without a word. */
  drop(): void;
  /** Which connection each envelope went to, counted from one. */
  readonly envelopes: { envelopeId: string; connection: number; type: string }[];
  stop(): void;
};

type Connection = { readonly number: number; readonly socket: WebSocket };

const frameOf = (delivery: Delivery, envelopeId: string): string =>
  JSON.stringify({
    envelope_id: envelopeId,
    type: ENVELOPE_TYPES[delivery.kind],
    accepts_response_payload: delivery.kind !== 'event',
    payload: delivery.body,
    ...(delivery.kind === 'event' && {
      retry_attempt: delivery.retry?.num ?? 0,
      retry_reason: delivery.retry?.reason ?? '',
    }),
  });

/** The bot's open connections, each greeted and pinged as Slack does it. */
const createConnections = (
  appId: string,
  heard: (text: string) => void,
  lost: (connection: number) => void,
) => {
  let open: Connection[] = [];
  let counted = 0;
  const send = (socket: WebSocket, frame: object): void => socket.send(JSON.stringify(frame));
  return {
    open: () => open,
    greet(socket: WebSocket): void {
      if (open.length >= MOST_CONNECTIONS) {
        send(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: DEBUG_INFO });
        socket.close();
        return;
      }
      counted += 1;
      const connection = { number: counted, socket };
      open.push(connection);
      const ping = setInterval(() => socket.ping(), PING_MS);
      socket.on('message', (data) => heard(String(data)));
      socket.on('close', () => {
        clearInterval(ping);
        open = open.filter((one) => one !== connection);
        lost(connection.number);
      });
      const info = { connection_info: { app_id: appId }, num_connections: open.length };
      send(socket, { type: 'hello', ...info, debug_info: DEBUG_INFO });
    },
  };
};

/** Slack's side of Socket Mode. */
export const createSocketMode = (deps: SocketModeDeps): SocketMode => {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const envelopes: SocketMode['envelopes'] = [];
  const acks = createAcknowledgements(deps.ackTimeoutMs);
  const { open, greet } = createConnections(deps.appId, acks.heard, acks.lost);
  let turn = 0;

  const chosen = (): Connection[] => {
    const ready = open().filter(({ socket }) => socket.readyState === socket.OPEN);
    if (deps.to() === 'all') return ready;
    turn += 1;
    const one = ready[turn % Math.max(1, ready.length)];
    return one ? [one] : [];
  };
  const terminate = (): void => {
    for (const { socket } of open()) socket.terminate();
  };

  return {
    envelopes,
    async deliver(delivery) {
      const to = chosen();
      if (to.length === 0) return { outcome: 'connection_failed', ms: 0 };
      const envelopeId = crypto.randomUUID();
      const acked = acks.wait(
        envelopeId,
        to.map(({ number }) => number),
      );
      for (const { socket, number } of to) {
        envelopes.push({ envelopeId, connection: number, type: ENVELOPE_TYPES[delivery.kind] });
        socket.send(frameOf(delivery, envelopeId));
      }
      return acked;
    },
    newUrl() {
      const ticket = deps.ids.hex(16);
      tickets.add(ticket);
      return `${deps.baseUrl().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${deps.appId}`;
    },
    upgrade(request, socket, head, url) {
      if (url.pathname !== '/link/' || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, greet);
    },
    connections: () => open().length,
    refresh(options = {}) {
      for (const { socket } of options.all ? open() : open().slice(0, 1)) {
        const frame = { type: 'disconnect', reason: 'refresh_requested', debug_info: DEBUG_INFO };
        socket.send(JSON.stringify(frame));
        setTimeout(() => socket.close(), options.closeAfterMs ?? CLOSE_AFTER_MS).unref();
      }
    },
    drop: terminate,
    stop() {
      terminate();
      server.close();
    },
  };
};
