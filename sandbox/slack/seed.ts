import type { Member } from './model.ts';
import type { ChannelSeed, MemberSeed, SlackOptions } from './options.ts';
import { addChannel, memberByName, type World } from './world.ts';

const PEOPLE = ['ana', 'ben', 'chloe', 'dan', 'eve'];

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Makes a member from a name or more. */
export const makeMember = (world: World, given: string | MemberSeed): Member => {
  const seed: MemberSeed = typeof given === 'string' ? { name: given } : given;
  return {
    id: seed.id ?? world.ids.next('U'),
    name: seed.name,
    realName: seed.realName ?? capital(seed.name),
    email: seed.isBot ? undefined : (seed.email ?? `${seed.name}@example.com`),
    tz: seed.tz ?? 'Europe/London',
    isBot: (seed.isBot ?? false) || (seed.isWorkflowBot ?? false),
    isAdmin: seed.isAdmin ?? false,
    isRestricted: (seed.guest ?? false) || (seed.singleChannelGuest ?? false),
    isUltraRestricted: seed.singleChannelGuest ?? false,
    isWorkflowBot: seed.isWorkflowBot ?? false,
    otherTeam: seed.otherTeam,
    isStranger: seed.isStranger ?? false,
    deleted: seed.deleted ?? false,
    updated: Math.floor(world.clock() / 1000),
  };
};

const seedChannel = (world: World, seed: ChannelSeed): void => {
  const people = seed.members
    ? seed.members.map((name) => memberByName(world, name))
    : [...world.members.values()].filter(
        (member) => !member.isBot && !member.deleted && !member.isUltraRestricted,
      );
  const members = people.map((member) => member.id);
  if (seed.bot ?? true) members.push(world.app.botUserId);
  const creator = members[0] ?? 'USLACKBOT';
  addChannel(world, { kind: seed.private ? 'private' : 'public', name: seed.name, creator, members });
};

/** Fills a new workspace with people, groups and channels. */
export const seedWorld = (world: World, options: SlackOptions): void => {
  const slackbot = makeMember(world, { name: 'slackbot', id: 'USLACKBOT', isBot: true });
  const bot = makeMember(world, { name: world.app.name, id: world.app.botUserId, isBot: true });
  const people = (options.members ?? PEOPLE).map((given) => makeMember(world, given));
  for (const member of [slackbot, bot, ...people]) world.members.set(member.id, member);
  for (const group of options.userGroups ?? []) {
    const id = group.id ?? world.ids.next('S');
    world.userGroups.set(id, {
      id,
      handle: group.handle,
      name: group.name ?? group.handle,
      members: group.members.map((name) => memberByName(world, name).id),
      disabled: false,
      updated: Math.floor(world.clock() / 1000),
    });
  }
  seedChannel(world, { name: 'general', bot: false });
  for (const channel of world.channels.values()) channel.isGeneral = channel.name === 'general';
  for (const seed of options.channels ?? [{ name: 'incidents' }]) seedChannel(world, seed);
};
