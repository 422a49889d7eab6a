import type { Carrier, DeliveryResult } from '../delivery/carrier.ts';
import { channelJson } from '../json/channel-json.ts';
import type { Channel, Fields, Member } from '../model.ts';
import type { ResponseTarget } from '../response-urls.ts';
import type { World } from '../world.ts';

export type InteractionRecord = {
  readonly kind: 'command' | 'interaction';
  readonly type: string;
  readonly user: string;
  readonly body: Fields;
  readonly at: number;
  result: DeliveryResult | undefined;
};

/** What actors need: the workspace, a way to the bot, and a log. */
export type Stage = {
  readonly world: World;
  readonly carrier: Carrier;
  readonly log: InteractionRecord[];
  readonly commands: () => readonly string[];
  readonly shouldEscape: () => boolean;
};

/** What happened to a click: acknowledged in time, or what Slack shows instead. */
export type Acked = {
  acked: boolean;
  ms: number;
  /** Slack's word for it: operation_timeout, dispatch_failed. */
  error?: 'operation_timeout' | 'dispatch_failed';
  /** What the person sees. */
  shown?: string;
};

/** Sends a command or an interaction to the bot and writes it down. */
export const deliver = async (
  stage: Stage,
  kind: 'command' | 'interaction',
  user: string,
  body: Fields,
): Promise<DeliveryResult> => {
  const type = String(body.type ?? body.command);
  const record: InteractionRecord = { kind, type, user, body, at: stage.world.clock(), result: undefined };
  stage.log.push(record);
  record.result = await stage.carrier.deliver({ kind, body });
  return record.result;
};

/** Slack's two ways of saying that the app did not take it. */
export const failureOf = (result: DeliveryResult): 'operation_timeout' | 'dispatch_failed' | undefined => {
  if (result.outcome === 'acked') return undefined;
  return result.outcome === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
};

/** A delivery's result as the person who clicked sees it. */
export const ackOf = (result: DeliveryResult): Acked => {
  const error = failureOf(result);
  if (!error) return { acked: true, ms: result.ms };
  const shown =
    error === 'operation_timeout' ? 'This app did not respond in time.' : 'This app responded with an error.';
  return { acked: false, ms: result.ms, error, shown };
};

/** The absolute response_url for an answer to this place. */
export const newResponseUrl = (world: World, target: ResponseTarget): string =>
  `${world.baseUrl()}${world.responseUrls.issue(target)}`;

/** The fields that every interaction payload has. */
export const interactionBase = (world: World, member: Member, type: string): Fields => ({
  type,
  user: { id: member.id, username: member.name, name: member.name, team_id: world.team.id },
  api_app_id: world.app.id,
  token: 'sandbox-verification-token',
  team: { id: world.team.id, domain: world.team.domain },
  enterprise: null,
  is_enterprise_install: false,
});

/** How payloads name a conversation. */
export const channelLabel = (world: World, channel: Channel): { id: string; name: string } => {
  if (channel.kind === 'im') return { id: channel.id, name: 'directmessage' };
  if (channel.kind === 'private') return { id: channel.id, name: 'privategroup' };
  return { id: channel.id, name: String(channelJson(world, channel).name) };
};
