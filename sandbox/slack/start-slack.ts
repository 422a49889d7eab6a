import { EventEmitter } from 'node:events';
import { createActor, placeOf } from './actors/actor.ts';
import type { InteractionRecord, Stage } from './actors/interaction.ts';
import { createAdministration } from './administration.ts';
import { channelView } from './channel-view.ts';
import { createWorld } from './create-world.ts';
import { createHttpCarrier } from './delivery/http-carrier.ts';
import { createOutbox } from './delivery/outbox.ts';
import { createFaults } from './faults.ts';
import type { ApiCallRecord } from './http/call-log.ts';
import { createRoutes } from './http/routes.ts';
import { type SlackServer, startServer } from './http/server.ts';
import { apiMethods } from './methods/registry.ts';
import type { Change, Fields } from './model.ts';
import type { SlackOptions } from './options.ts';
import { noRateLimits } from './rate-limits.ts';
import type { SandboxSlack } from './sandbox-slack.ts';
import { seedWorld } from './seed.ts';
import { until } from './until.ts';
import { channelByName, findChannel, memberByName } from './world.ts';

const RETRY_DELAYS_MS = [0, 60_000, 300_000];

/** Starts a Slack workspace on this machine. */
export const startSlack = async (options: SlackOptions = {}): Promise<SandboxSlack> => {
  const settings = {
    requestUrl: options.requestUrl,
    latencyMs: options.latencyMs ?? 0,
    historyLagMs: options.historyLagMs ?? 0,
  };
  const emitter = new EventEmitter();
  const calls: ApiCallRecord[] = [];
  const interactions: InteractionRecord[] = [];
  const faults = createFaults();
  const signingSecret = options.signingSecret ?? 'sandbox-signing-secret';
  const tokens = { bot: options.botToken ?? 'xoxb-sandbox', app: options.appToken ?? 'xapp-sandbox' };
  let server: SlackServer | undefined;

  const announce = (change: Change): void => {
    emitter.emit('change', change);
    if (change.kind === 'message' || change.kind === 'ephemeral') emitter.emit('message', change);
  };
  const world = createWorld({
    options,
    baseUrl: () => server?.url ?? '',
    historyLagMs: () => settings.historyLagMs,
    announce,
    sendEvent: (event) => outbox.send(event),
  });
  const carrier = createHttpCarrier({
    requestUrl: () => settings.requestUrl,
    signingSecret,
    clock: world.clock,
    ackTimeoutMs: () => options.ackTimeoutMs ?? 3000,
  });
  const outbox = createOutbox({
    world: () => world,
    carrier,
    retryDelaysMs: () => options.eventRetryDelaysMs ?? RETRY_DELAYS_MS,
    subscribed: (event) => options.events?.includes(String(event.type)) ?? true,
  });
  seedWorld(world, options);

  const routes = createRoutes({
    world,
    methods: apiMethods,
    faults,
    rateLimits: noRateLimits,
    tokens,
    latencyMs: () => settings.latencyMs,
    eventsDelivered: () => outbox.settled(),
    newRecord(method, args: Fields, request) {
      const record: ApiCallRecord = {
        id: calls.length + 1,
        method,
        args,
        at: world.clock(),
        connection: server?.connectionOf(request) ?? 0,
        ms: undefined,
        status: undefined,
        answer: undefined,
        fault: undefined,
      };
      calls.push(record);
      return record;
    },
    finished: (record) => emitter.emit('call', record),
  });
  server = await startServer(options.host ?? '127.0.0.1', options.port ?? 0, {
    ...routes,
    upgrade: (_request, socket) => socket.destroy(),
  });
  const running = server;
  const stage: Stage = {
    world,
    carrier,
    log: interactions,
    commands: () => options.commands ?? ['/incident'],
    shouldEscape: () => options.shouldEscape ?? true,
  };
  const bot = memberByName(world, world.app.botUserId);

  return {
    ...createAdministration(world),
    url: running.url,
    apiUrl: `${running.url}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    team: world.team,
    app: world.app,
    world,
    setRequestUrl(url) {
      settings.requestUrl = url;
    },
    async stop() {
      outbox.stop();
      await running.down();
    },
    as: (name) => createActor(stage, memberByName(world, name)),
    get channels() {
      return [...world.channels.values()].map((channel) => channelView(world, channel));
    },
    channel: (nameOrId) => channelView(world, channelByName(world, nameOrId)),
    hasChannel: (nameOrId) => findChannel(world, nameOrId) !== undefined,
    dm: (name) => channelView(world, placeOf(world, bot, `@${name}`)),
    get files() {
      return [...world.files.values()];
    },
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    interactions,
    events: outbox,
    on(kind, listener) {
      emitter.on(kind, listener);
      return () => void emitter.off(kind, listener);
    },
    until: (predicate, timeoutMs, what) => until(emitter, predicate, timeoutMs, what),
    fault: faults.set,
    clearFaults: faults.clear,
    down: running.down,
    up: running.up,
    setLatencyMs(ms) {
      settings.latencyMs = ms;
    },
    setHistoryLagMs(ms) {
      settings.historyLagMs = ms;
    },
  };
};
