import { EventEmitter } from 'node:events';
import type { InteractionRecord, Stage } from './actors/interaction.ts';
import { createWorld } from './create-world.ts';
import type { Carrier } from './delivery/carrier.ts';
import { createHttpCarrier } from './delivery/http-carrier.ts';
import { createOutbox, type Outbox } from './delivery/outbox.ts';
import { createSocketMode, type SocketMode } from './delivery/socket-mode.ts';
import { createFaults, type Faults } from './faults.ts';
import type { ApiCallRecord } from './http/call-log.ts';
import type { Change } from './model.ts';
import type { SlackOptions } from './options.ts';
import { createRateLimits, noRateLimits, type RateLimits } from './rate-limits.ts';
import { seedWorld } from './seed.ts';
import type { World } from './world.ts';

const RETRY_DELAYS_MS = [0, 60_000, 300_000];
const ACK_TIMEOUT_MS = 3000;

/** What can be changed while the workspace runs. */
export type Settings = {
  url: string;
  requestUrl: string | undefined;
  delivery: 'http' | 'socket';
  latencyMs: number;
  historyLagMs: number;
};

/** Everything a running workspace is made of, before it listens. */
export type Parts = {
  readonly options: SlackOptions;
  readonly settings: Settings;
  readonly world: World;
  readonly emitter: EventEmitter;
  readonly calls: ApiCallRecord[];
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly tokens: { readonly bot: string; readonly app: string };
  readonly signingSecret: string;
  readonly socketMode: SocketMode;
  readonly outbox: Outbox;
  readonly stage: Stage;
};

const createCarrier = (settings: Settings, http: Carrier, socket: Carrier): Carrier => ({
  deliver: (delivery) => (settings.delivery === 'socket' ? socket : http).deliver(delivery),
});

/** Joins the workspace with its ways to the bot. */
export const createParts = (options: SlackOptions): Parts => {
  const settings: Settings = {
    url: '',
    requestUrl: options.requestUrl,
    delivery: options.delivery ?? 'http',
    latencyMs: options.latencyMs ?? 0,
    historyLagMs: options.historyLagMs ?? 0,
  };
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const signingSecret = options.signingSecret ?? 'sandbox-signing-secret';
  const ackTimeoutMs = (): number => options.ackTimeoutMs ?? ACK_TIMEOUT_MS;
  const baseUrl = (): string => settings.url;
  const announce = (change: Change): void => {
    emitter.emit('change', change);
    if (change.kind === 'message' || change.kind === 'ephemeral') emitter.emit('message', change);
  };
  const historyLagMs = (): number => settings.historyLagMs;
  const world = createWorld({
    options,
    baseUrl,
    historyLagMs,
    announce,
    sendEvent: (event) => outbox.send(event),
  });
  const socketMode = createSocketMode({
    ids: world.ids,
    appId: world.app.id,
    baseUrl,
    ackTimeoutMs,
    to: () => options.socketDelivery ?? 'one',
  });
  const requestUrl = (): string | undefined => settings.requestUrl;
  const http = createHttpCarrier({
    requestUrl,
    signingSecret,
    clock: options.signingClock ?? world.clock,
    ackTimeoutMs,
  });
  const carrier = createCarrier(settings, http, socketMode);
  const outbox = createOutbox({
    world: () => world,
    carrier,
    retryDelaysMs: () => options.eventRetryDelaysMs ?? RETRY_DELAYS_MS,
    subscribed: (event) => options.events?.includes(String(event.type)) ?? true,
  });
  seedWorld(world, options);
  const log: InteractionRecord[] = [];
  const commands = (): readonly string[] => options.commands ?? ['/incident'];
  return {
    options,
    settings,
    world,
    emitter,
    calls: [],
    faults: createFaults(),
    rateLimits: options.limits === 'off' ? noRateLimits : createRateLimits(world.clock),
    tokens: { bot: options.botToken ?? 'xoxb-sandbox', app: options.appToken ?? 'xapp-sandbox' },
    signingSecret,
    socketMode,
    outbox,
    stage: { world, carrier, log, commands, shouldEscape: () => options.shouldEscape ?? true },
  };
};
