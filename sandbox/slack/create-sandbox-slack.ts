import { createActor, placeOf } from './actors/actor.ts';
import { createAdministration } from './administration.ts';
import { channelView } from './channel-view.ts';
import { verifyRequestUrl } from './delivery/verify-request-url.ts';
import type { SlackServer } from './http/server.ts';
import type { Parts } from './parts.ts';
import type { SandboxSlack } from './sandbox-slack.ts';
import { until } from './until.ts';
import { channelByName, findChannel, memberByName } from './world.ts';

type Conversations = Pick<SandboxSlack, 'as' | 'channels' | 'channel' | 'hasChannel' | 'dm' | 'files'>;
type Traffic = Pick<
  SandboxSlack,
  'calls' | 'callsOf' | 'interactions' | 'events' | 'socket' | 'budgetLeft' | 'on' | 'until'
>;
type Disturbances = Pick<
  SandboxSlack,
  | 'fault'
  | 'clearFaults'
  | 'plannedFaults'
  | 'down'
  | 'up'
  | 'setLatencyMs'
  | 'setHistoryLagMs'
  | 'setRequestUrl'
  | 'setDelivery'
  | 'stop'
>;

const conversations = ({ world, stage }: Parts): Conversations => ({
  as: (name) => createActor(stage, memberByName(world, name)),
  get channels() {
    return [...world.channels.values()].map((channel) => channelView(world, channel));
  },
  channel: (nameOrId) => channelView(world, channelByName(world, nameOrId)),
  hasChannel: (nameOrId) => findChannel(world, nameOrId) !== undefined,
  dm: (name) => channelView(world, placeOf(world, memberByName(world, world.app.botUserId), `@${name}`)),
  get files() {
    return [...world.files.values()];
  },
});

const traffic = (parts: Parts): Traffic => ({
  calls: parts.calls,
  callsOf: (method) => parts.calls.filter((call) => call.method === method),
  interactions: parts.stage.log,
  events: parts.outbox,
  socket: parts.socketMode,
  budgetLeft: parts.rateLimits.left,
  on(kind, listener) {
    parts.emitter.on(kind, listener);
    return () => void parts.emitter.off(kind, listener);
  },
  until: (predicate, timeoutMs, what) => until(parts.emitter, predicate, timeoutMs, what),
});

const disturbances = (parts: Parts, server: SlackServer): Disturbances => ({
  fault: parts.faults.set,
  clearFaults: parts.faults.clear,
  plannedFaults: parts.faults.planned,
  down: server.down,
  up: server.up,
  setLatencyMs(ms) {
    parts.settings.latencyMs = ms;
  },
  setHistoryLagMs(ms) {
    parts.settings.historyLagMs = ms;
  },
  setRequestUrl(url) {
    parts.settings.requestUrl = url;
  },
  setDelivery(mode) {
    parts.settings.delivery = mode;
  },
  async stop() {
    parts.outbox.stop();
    parts.socketMode.stop();
    await server.down();
  },
});

/** The running workspace as its users hold it. */
export const createSandboxSlack = (parts: Parts, server: SlackServer): SandboxSlack => {
  const { world } = parts;
  const facts = {
    url: server.url,
    apiUrl: `${server.url}/api/`,
    botToken: parts.tokens.bot,
    appToken: parts.tokens.app,
    signingSecret: parts.signingSecret,
    team: world.team,
    app: world.app,
    world,
  };
  const rest = { ...createAdministration(world), ...traffic(parts), ...disturbances(parts, server) };
  const verify = { verifyRequestUrl: () => verifyRequestUrl(parts.stage.carrier, world) };
  // The getters of conversations must stay getters: a spread would freeze what they showed first.
  return Object.assign(conversations(parts), facts, rest, verify);
};
