import { z } from 'zod';
import type { Link } from '../../domain/fact.ts';
import type { Channels } from '../../ports/channels.ts';
import { ChannelLost, Misconfigured } from '../../ports/failures.ts';
import { httpUrl } from './blocks/http-url.ts';
import { escapeWithin } from './blocks/mrkdwn-line.ts';
import { plainLine } from './blocks/plain-text.ts';
import { clipText } from './blocks/text-size.ts';
import type { BotIdentitySource } from './bot-identity.ts';
import type { CallSlack } from './call-slack.ts';
import { slackCode } from './errors.ts';
import { invitePeople } from './invite-people.ts';
import { joinedChannels } from './joined-channels.ts';
import { openChannel, withSuffix } from './open-channel.ts';

const Nothing = z.object({});
const Bookmarks = z.object({
  bookmarks: z.array(z.object({ title: z.string(), link: z.string().nullish() })),
});
const Renamed = z.object({ channel: z.object({ name: z.string() }) });

/** Slack's limits: docs.slack.dev, conversations.setTopic, bookmarks.add. */
const TOPIC = 250;
const BOOKMARK = 255;
const SUFFIXES = 20;

/** Channels in Slack. */
export function createChannels(deps: {
  readonly callSlack: CallSlack;
  readonly bot: BotIdentitySource;
}): Channels {
  const { callSlack } = deps;
  return {
    async open(request) {
      return openChannel({ callSlack, bot: await deps.bot.get() }, request);
    },
    async invite(channel, users) {
      return { left: await invitePeople(callSlack, channel, users) };
    },
    async setTopic(channel, topic) {
      const args = { channel, topic: escapeWithin(plainLine(topic), TOPIC) };
      await callSlack('conversations.setTopic', { args, answer: Nothing });
    },
    async setPurpose(channel, purpose) {
      const args = { channel, purpose: escapeWithin(plainLine(purpose), TOPIC) };
      await callSlack('conversations.setPurpose', { args, answer: Nothing });
    },
    bookmark: (channel, link) => bookmark(callSlack, channel, link),
    rename: (channel, name) => rename(callSlack, channel, name),
    unarchive: (channel) => unarchive(callSlack, channel),
  };
}

async function bookmark(callSlack: CallSlack, channel: string, wanted: Link): Promise<void> {
  const link = httpUrl(wanted.url);
  if (!link) throw new Misconfigured('not-a-web-address');
  const title = clipText(plainLine(wanted.label).trim(), BOOKMARK) || 'Link';
  const { bookmarks } = await callSlack('bookmarks.list', {
    args: { channel_id: channel },
    answer: Bookmarks,
  });
  if (bookmarks.some((one) => one.link === link && one.title === title)) return;
  const args = { channel_id: channel, title, type: 'link', link };
  await callSlack('bookmarks.add', { args, answer: Nothing });
}

async function rename(
  callSlack: CallSlack,
  channel: string,
  wanted: string,
): Promise<{ readonly name: string }> {
  for (let n = 1; n <= SUFFIXES; n++) {
    const name = withSuffix(wanted, n);
    try {
      const renamed = await callSlack('conversations.rename', { args: { channel, name }, answer: Renamed });
      return { name: renamed.channel.name };
    } catch (error) {
      const code = slackCode(error);
      if (code !== 'name_taken' && code !== 'name_taken_in_org') throw error;
      // An earlier try may have got through: then it is this very channel that holds the name.
      const joined = await joinedChannels(callSlack);
      if (joined.some((one) => one.id === channel && one.name === name)) return { name };
    }
  }
  throw new Misconfigured('channel-name-taken');
}

/**
 * Slack takes a bot out of a channel that is archived, and where that forbids it to unarchive, the channel is lost.
 * After an unarchiving the bot may have to join again; a private channel can't be joined.
 */
async function unarchive(callSlack: CallSlack, channel: string): Promise<void> {
  try {
    await callSlack('conversations.unarchive', { args: { channel }, answer: Nothing });
  } catch (error) {
    if (slackCode(error) !== 'not_archived') throw error;
  }
  try {
    await callSlack('conversations.join', { args: { channel }, answer: Nothing });
  } catch (error) {
    if (slackCode(error) !== 'method_not_supported_for_channel_type') throw error;
    throw new ChannelLost(channel, 'not-in-channel', { cause: error });
  }
}
