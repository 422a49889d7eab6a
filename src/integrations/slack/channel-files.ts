import { ChannelLost } from '../../ports/failures.ts';
import type { PostmortemPublisher, Publication } from '../../ports/postmortem-publisher.ts';
import type { BotIdentitySource } from './bot-identity.ts';
import type { CallSlack } from './call-slack.ts';
import { authorOf } from './channel-message.ts';
import { findRecent } from './find-recent.ts';
import { uploadFiles } from './upload-files.ts';

/**
 * Puts a draft into the incident's channel as one message with a file for each form. The files' names say which export
 * they are, so that an interrupted try's message is found again. What people write into a file they downloaded stays with
 * them: nothing is read back.
 */
export function createChannelFiles(deps: {
  readonly callSlack: CallSlack;
  readonly bot: BotIdentitySource;
}): PostmortemPublisher {
  return {
    name: 'channel',
    async publish(publication) {
      const { channel, incident } = publication;
      if (channel === null) throw new ChannelLost('none', 'not-found');
      const files = publication.files.map(({ format, text }) => ({
        name: `${incident}-postmortem-${publication.export}.${format}`,
        content: text,
      }));
      const names = files.map(({ name }) => name);
      if (!publication.mayExist || !(await isThere(deps, channel, names)))
        await uploadFiles(deps.callSlack, { files, channel, threadTs: null });
      return `${names.join(' and ')} in the channel`;
    },
    earlier: async () => null,
  };
}

/** True when a message of ours shows all of these files: Slack shows them together or not at all. */
async function isThere(
  { callSlack, bot }: { readonly callSlack: CallSlack; readonly bot: BotIdentitySource },
  channel: NonNullable<Publication['channel']>,
  names: readonly string[],
): Promise<boolean> {
  const us = await bot.get();
  const found = await findRecent(callSlack, channel, (message) => {
    const { user, files } = message;
    if (user !== us.botUserId && authorOf(message, us) !== us.botId) return false;
    return names.every((name) => files?.some((file) => file.name === name) === true);
  });
  return found !== null;
}
