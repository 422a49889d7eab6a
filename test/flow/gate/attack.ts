import { randomUUID } from 'node:crypto';
import { createHttpCarrier } from '../../../sandbox/slack/delivery/http-carrier.ts';
import type { Fields } from '../../../sandbox/slack/model.ts';
import { EXECUTOR } from '../../../sandbox/stage/executor.ts';
import type { App } from '../../../src/app.ts';
import type { Fact, FactBody } from '../../../src/domain/fact.ts';
import type { Plan, Proposal } from '../../../src/domain/proposal/proposal.ts';
import type { Room } from '../room.ts';
import type { GateWorld } from './gate-world.ts';

/** In the story `healthy` this takes one approval of anybody in the groups, and nothing is to be acknowledged. */
export const RESTART = 'restart deploy/web -n shop --reason "stuck connections"';

type Planned = Proposal & { readonly plan: Plan };

/** ana proposes it by its command; gives it once it is planned. */
export async function proposes(
  world: GateWorld,
  room: Room,
  { wish = RESTART, number = 1, who = 'ana' } = {},
): Promise<Planned> {
  await world.asks(room, `do ${wish}`, who);
  const proposal = await world.becomes(['pending', 'refused'], number);
  if (proposal.state === 'pending' && proposal.plan !== null) return { ...proposal, plan: proposal.plan };
  throw new Error(`Proposal ${number} was refused: ${proposal.ended?.why}`);
}

/** Where the card of a proposal stands, once it is there with its buttons. */
export function cardOf(world: GateWorld, room: Room, number = 1): Promise<string> {
  const head = new RegExp(`Proposal ${number} of INC-1, by`);
  return world.slack.until(() => room.matching(head)[0]?.ts, 60_000, `the card of proposal ${number}`);
}

/** Presses a button of the newest message that has it, once there is one. */
export async function pressesWhenShown(
  { slack }: GateWorld,
  room: Room,
  button: string,
  who: string,
): Promise<void> {
  const has = ({ blocks }: { readonly blocks: unknown }) =>
    JSON.stringify(blocks).includes(`"text":"${button}"`);
  const { ts } = await slack.until(
    () => room.matching(/./).findLast((message) => message.blocks !== undefined && has(message)),
    60_000,
    `the button ${button}`,
  );
  await slack.as(who).press(room.id, ts, button);
}

/** What a deed sends at once goes to this instance instead of the first. */
export function sentTo<T>(world: GateWorld, app: App, deed: () => T): T {
  world.slack.setRequestUrl(app.url);
  try {
    return deed();
  } finally {
    world.slack.setRequestUrl(world.app().url);
  }
}

/** What somebody sent last: a click as Slack brought it. */
export function lastBody(world: GateWorld, who: string): Fields {
  const { id } = world.slack.as(who);
  const found = world.slack.interactions.findLast(({ user }) => user === id);
  if (!found) throw new Error(`${who} sent nothing yet.`);
  return structuredClone(found.body);
}

/** A click as Slack would bring it, but with whatever the forger wants in it. */
export function forgedClick(
  world: GateWorld,
  click: {
    readonly user: string;
    readonly action: string;
    readonly value: unknown;
    readonly channel: string;
    readonly team?: string;
  },
): Fields {
  const { user, action, value, channel, team = world.slack.team.id } = click;
  return {
    type: 'block_actions',
    user: { id: user, username: 'x', name: 'x', team_id: team },
    team: { id: team, domain: 'x' },
    api_app_id: world.slack.app.id,
    container: { type: 'message', message_ts: '1.1', channel_id: channel },
    channel: { id: channel, name: 'x' },
    message: { ts: '1.1', text: 'x' },
    trigger_id: randomUUID(),
    actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: '1.1' }],
  };
}

/** Sends a body past the workspace, signed as Slack does, at a moment of the real clock (now without one). */
export async function sends(
  { slack }: GateWorld,
  app: App,
  body: Fields,
  how: { readonly at?: number; readonly secret?: string; readonly kind?: 'interaction' | 'command' } = {},
): Promise<number> {
  const carrier = createHttpCarrier({
    requestUrl: () => app.url,
    signingSecret: how.secret ?? slack.signingSecret,
    clock: () => how.at ?? Date.now(),
    ackTimeoutMs: () => 10_000,
  });
  const result = await carrier.deliver({ kind: how.kind ?? 'interaction', body });
  if (result.outcome === 'acked') return 200;
  return result.outcome === 'http_error' ? result.status : 0;
}

type Kind = FactBody['kind'];
type OfKind<K extends Kind> = Fact & { readonly body: Extract<FactBody, { readonly kind: K }> };

/** The facts of one kind, as they stand in the log. */
export async function factsOf<K extends Kind>(world: GateWorld, kind: K): Promise<readonly OfKind<K>[]> {
  const facts = await world.store.log.facts('INC-1');
  return facts.filter((fact): fact is OfKind<K> => fact.body.kind === kind);
}

/** Who was refused what, in the order of the log: `ana approve`. */
export async function refusedClicks(world: GateWorld): Promise<readonly string[]> {
  const names = new Map([...world.slack.world.members.values()].map(({ id, name }) => [id, name]));
  const facts = await factsOf(world, 'action.click-refused');
  return facts.map(({ by, body }) => `${by.kind === 'person' ? names.get(by.user) : by.kind} ${body.asked}`);
}

/** Who approved a proposal, by name. */
export async function approvers(world: GateWorld, number = 1): Promise<readonly string[]> {
  const { approvals } = await world.proposal(number);
  const names = new Map([...world.slack.world.members.values()].map(({ id, name }) => [id, name]));
  return approvals.map(({ user }) => names.get(user) ?? user);
}

/**
 * Keeps the executor from beginning what is approved: the API server does not answer it. The returned function lets it go
 * on, at its next look.
 */
export function holdsExecutor({ cluster }: GateWorld): () => void {
  return cluster.faults.add({ kind: 'unavailable', user: EXECUTOR });
}

/** Waits until the executor has tried to begin an approved proposal and said on the card that it can't. */
export async function waitsInVain(world: GateWorld, number = 1, pattern = /./): Promise<string> {
  let last: string | null = null;
  for (let tries = 0; tries < 1_000; tries++) {
    const { progress, state } = await world.proposal(number);
    if (progress !== null && pattern.test(progress)) return progress;
    last = `${state}: ${progress}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Proposal ${number} is ${last}`);
}
