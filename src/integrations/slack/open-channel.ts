import { z } from 'zod';
import type { IncidentId } from '../../domain/fact.ts';
import { Misconfigured } from '../../ports/failures.ts';
import type { BotIdentity } from './bot-identity.ts';
import type { CallSlack } from './call-slack.ts';
import { slackCode } from './errors.ts';
import { mentionsIncident } from './find-message.ts';
import { type JoinedChannel, joinedChannels } from './joined-channels.ts';

const Created = z.object({ channel: z.object({ id: z.string(), name: z.string().nullish() }) });

/** Slack's limit: docs.slack.dev, conversations.create. */
const NAME = 80;

/** So many channels of one name mean that the template wants a placeholder. */
const SUFFIXES = 20;

export type OpenedChannel = { readonly id: string; readonly name: string; readonly adopted: boolean };

/**
 * Creates a channel, or adopts the one that an interrupted try left; a name that is not ours to take gets a suffix.
 * Throws as callSlack does.
 */
export async function openChannel(
  deps: { readonly callSlack: CallSlack; readonly bot: BotIdentity },
  request: { readonly incident: IncidentId; readonly name: string; readonly private: boolean },
): Promise<OpenedChannel> {
  let joined: readonly JoinedChannel[] | null = null;
  for (let n = 1; n <= SUFFIXES; n++) {
    const name = withSuffix(request.name, n);
    try {
      const { channel } = await deps.callSlack('conversations.create', {
        args: { name, is_private: request.private },
        answer: Created,
      });
      return { id: channel.id, name: channel.name ?? name, adopted: false };
    } catch (error) {
      const code = slackCode(error);
      if (code !== 'name_taken' && code !== 'name_taken_in_org') throw error;
      joined ??= await joinedChannels(deps.callSlack);
      const left = joined.find(
        (channel) => channel.name === name && isLeftover(channel, deps.bot, request.incident),
      );
      if (left) return { id: left.id, name: left.name, adopted: true };
    }
  }
  throw new Misconfigured('channel-name-taken');
}

/** `checkout-down`, `checkout-down-2` ...: within Slack's length. */
export function withSuffix(name: string, n: number): string {
  if (n === 1) return name.slice(0, NAME);
  const suffix = `-${n}`;
  return `${name.slice(0, NAME - suffix.length).replace(/[-_]+$/, '')}${suffix}`;
}

/**
 * Whether a channel is what an interrupted try for this very incident left: made by us, and either its purpose names
 * the incident, or it has none yet and the name carries the incident's number. A template without the number gives two
 * incidents one name: such a channel is not taken from the other one.
 */
function isLeftover(channel: JoinedChannel, bot: BotIdentity, incident: IncidentId): boolean {
  if (channel.creator !== bot.botUserId) return false;
  if (channel.purpose !== '') return mentionsIncident(channel.purpose, incident);
  const number = incident.replace(/\D/g, '');
  return channel.name.split(/\D+/).includes(number);
}
