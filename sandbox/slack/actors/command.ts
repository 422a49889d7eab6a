import type { DeliveryResult } from '../delivery/carrier.ts';
import { answerTo } from '../effects/responses.ts';
import type { Channel, Fields, Member } from '../model.ts';
import type { World } from '../world.ts';
import { channelLabel, deliver, failureOf, newResponseUrl, type Stage } from './interaction.ts';

export type CommandResult = {
  /** `refused` is Slack itself saying no, before the app hears of it. */
  status: 'ok' | 'refused' | 'operation_timeout' | 'dispatch_failed';
  /** What the app answered at once. */
  reply: { text: string; blocks: Fields[] | undefined; inChannel: boolean } | undefined;
  /** What the person sees at once: the reply's text or Slack's own sentence; empty for silence. */
  shown: string;
  ms: number;
};

const escapeMentions = (world: World, text: string): string =>
  text
    .replace(/(^|\s)@([a-z0-9._-]+)/g, (whole, before: string, name: string) => {
      const member = [...world.members.values()].find((one) => one.name === name);
      if (member) return `${before}<@${member.id}|${member.name}>`;
      const group = [...world.userGroups.values()].find((one) => one.handle === name);
      return group ? `${before}<!subteam^${group.id}|@${group.handle}>` : whole;
    })
    .replace(/(^|\s)#([a-z0-9_-]+)/g, (whole, before: string, name: string) => {
      const channel = [...world.channels.values()].find((one) => one.name === name);
      return channel ? `${before}<#${channel.id}|${channel.name}>` : whole;
    })
    .replace(/(^|\s)(https?:\/\/[^\s<>|]+)/g, '$1<$2>');

const readReply = (result: DeliveryResult): Fields | undefined => {
  if (result.outcome !== 'acked' || result.text.trim() === '') return undefined;
  try {
    const said: unknown = JSON.parse(result.text);
    if (typeof said === 'string') return { text: said };
    return typeof said === 'object' && said !== null ? (said as Fields) : undefined;
  } catch {
    return { text: result.text };
  }
};

const refused = (shown: string): CommandResult => ({ status: 'refused', reply: undefined, shown, ms: 0 });

const bodyOf = (stage: Stage, member: Member, channel: Channel, command: string, text: string): Fields => {
  const { world } = stage;
  const label = channelLabel(world, channel);
  return {
    token: 'sandbox-verification-token',
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: label.id,
    channel_name: label.name,
    user_id: member.id,
    user_name: member.name,
    command,
    text: stage.shouldEscape() ? escapeMentions(world, text) : text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(world, {
      channel: channel.id,
      user: member.id,
      threadTs: undefined,
      source: undefined,
    }),
    trigger_id: world.triggers.issue(member.id),
  };
};

/** Types a slash command as this person and tells what they see at once. */
export const typeCommand = async (
  stage: Stage,
  member: Member,
  channel: Channel,
  typed: { command: string; text: string; thread?: string | undefined },
): Promise<CommandResult> => {
  const { command, text } = typed;
  if (!channel.members.has(member.id))
    throw new Error(`${member.name} is not in ${channel.name || channel.id}`);
  if (typed.thread) return refused(`${command} is not supported in threads. Sorry!`);
  if (channel.isArchived) return refused('You can’t send messages in an archived channel.');
  if (!stage.commands().includes(command)) return refused(`${command} is not a valid command.`);
  const result = await deliver(
    stage,
    'command',
    member.id,
    bodyOf(stage, member, channel, command, text.trim()),
  );
  const failure = failureOf(result);
  if (failure) {
    const shown = `${command} failed with the error "${failure}"`;
    return { status: failure, reply: undefined, shown, ms: result.ms };
  }
  const said = readReply(result);
  if (!said || (said.text === undefined && said.blocks === undefined)) {
    return { status: 'ok', reply: undefined, shown: '', ms: result.ms };
  }
  const target = { channel: channel.id, user: member.id, threadTs: undefined, source: undefined };
  answerTo(stage.world, target, { ...said, replace_original: false }, 'response');
  const inChannel = said.response_type === 'in_channel';
  const reply = { text: String(said.text ?? ''), blocks: said.blocks as Fields[] | undefined, inChannel };
  return { status: 'ok', reply, shown: reply.text, ms: result.ms };
};
