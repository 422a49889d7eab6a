import type { World } from '../slack/world.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

// The full stop of a sentence is no part of a name.
const REFERENCE = /(^|[\s(])([@#])([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_-])?)/gu;
const LINK = /(^|[\s(])(https?:\/\/[^\s|]+?)(?=[.,;:!?)]*(\s|$))/g;

/**
 * What Slack's composer makes of what a person typed: &, < and > escaped, @names, @groups, #channels and links as
 * Slack writes them; names that nobody has stay as they are.
 */
export function typedText(world: World, typed: string): string {
  const escaped = typed.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
  return escaped
    .replace(REFERENCE, (whole, before: string, sign: string, name: string) => {
      const reference = sign === '#' ? channelReference(world, name) : personReference(world, name);
      return reference ? `${before}${reference}` : whole;
    })
    .replace(LINK, '$1<$2>');
}

function channelReference(world: World, name: string): string | undefined {
  const channel = [...world.channels.values()].find((one) => one.name === name && one.kind !== 'im');
  return channel && `<#${channel.id}|${channel.name}>`;
}

function personReference(world: World, name: string): string | undefined {
  if (name === 'here' || name === 'channel' || name === 'everyone') return `<!${name}>`;
  const member = [...world.members.values()].find((one) => one.name === name);
  if (member) return `<@${member.id}>`;
  const group = [...world.userGroups.values()].find((one) => one.handle === name);
  return group && `<!subteam^${group.id}|@${group.handle}>`;
}
