import type { Message } from '../../../sandbox/slack/model.ts';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import type { LongIncident } from './long-incident.ts';

/** What a draft is to say of one message; `isMarked` null: nobody can know any more. */
export type Written = {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly deleted: boolean;
  readonly edited: boolean;
  readonly thread: string | null;
  readonly quote: string | null;
  readonly permalink: string;
  readonly files: readonly { readonly name: string; readonly permalink: string }[];
  readonly isMarked: boolean | null;
};

/**
 * What the drafts must hold of a channel, by Slack's own record: each message and reply that others than the bot wrote, as it
 * stands now, in order; of what is deleted, that it was there, if the bot ever knew of it or Slack still shows where it was.
 */
export function slackRecord({ world, channel, talk, known }: LongIncident): readonly Written[] {
  const { slack } = world;
  return slack
    .channel(channel)
    .history()
    .filter(({ botId, deleted, ts }) => botId === undefined && (!deleted || known.has(ts)))
    .map((message) => {
      const isGone = message.deleted || message.tombstone;
      return {
        ...placeOf(slack, message),
        by: isGone && !known.has(message.ts) ? 'somebody unknown' : slack.member(message.user).realName,
        deleted: isGone,
        edited: !isGone && message.edited !== undefined,
        quote: isGone ? null : (talk.shown.get(message.text) ?? readable(slack, message.text)),
        files: isGone
          ? []
          : message.files.map((file) => ({ name: file.name, permalink: fileLink(slack, file) })),
        isMarked: isGone ? null : message.reactions.some(({ name }) => name === 'pushpin'),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function placeOf(slack: SandboxSlack, { channel, ts, threadTs }: Message) {
  const [seconds = '', rest = ''] = ts.split('.');
  const thread = threadTs === undefined || threadTs === ts ? null : threadTs;
  const query = thread === null ? '' : `?thread_ts=${thread}&cid=${channel}`;
  return {
    id: `m${ts}`,
    at: Number(seconds) * 1_000 + Number(rest.slice(0, 3)),
    thread,
    permalink: `https://${slack.team.domain}.slack.com/archives/${channel}/p${seconds}${rest}${query}`,
  };
}

/** Slack's own notices name people by their ids. */
function readable(slack: SandboxSlack, text: string): string {
  return text.replace(/<@(\w+)>/g, (_, user: string) => `@${slack.member(user).realName}`);
}

function fileLink(slack: SandboxSlack, file: Message['files'][number]): string {
  return `${slack.url}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`;
}
