import type { Change, Message } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { Seen } from './entry.ts';
import { newLines } from './new-lines.ts';
import { readableMessage } from './readable/readable-blocks.ts';
import type { workspaceNames } from './workspace-names.ts';

type MessageChange = Extract<Change, { kind: 'message' }>;
type Names = ReturnType<typeof workspaceNames>;

/** Who comes in is told at once for all who come together, as Slack folds it. */
const JOIN = /^(channel|group)_join$/;

/**
 * The purpose is set once and stands in the channel's details, where nobody looks during an incident; what was pinned
 * is told by the pin itself.
 */
const SILENT = /^((channel|group)_purpose|pinned_item)$/;

/** Remembers what every message said, so that an edit can be told by what is new in it. */
export function createMessageWatch(
  slack: SandboxSlack,
  names: Names,
  see: (seen: Seen) => void,
): { changed(change: MessageChange): void } {
  const shown = new Map<string, string>();
  const reactions = new Map<string, number>();
  const joined = createJoinWatch(names, see);

  return {
    changed({ channel, ts, what }) {
      const found = slack.channel(channel).message(ts);
      if (!found || SILENT.test(found.subtype ?? '')) return;
      if (JOIN.test(found.subtype ?? '')) {
        if (what === 'posted' && found.user !== slack.app.botUserId) joined(channel, found.user);
        return;
      }
      const isReply = found.threadTs !== undefined && found.threadTs !== ts;
      const where = `${names.room(channel)}${isReply ? ', in a thread' : ''}`;
      const to = readersOf(slack, names, found);
      const key = `${channel}/${ts}`;
      if (what === 'reactions') {
        const count = found.reactions.reduce((sum, { users }) => sum + users.length, 0);
        // Slack adds who reacts at the end; who takes a reaction away is not told.
        const last = found.reactions.at(-1);
        if (last && count > (reactions.get(key) ?? 0)) {
          see({ where, who: names.user(last.users.at(-1) ?? ''), to, text: `(reaction) :${last.name}:` });
        }
        reactions.set(key, count);
        return;
      }
      const before = shown.get(key) ?? '';
      const now = readableMessage(found, names, Date.now());
      shown.set(key, now);
      const text = textOf(what, found, { before, now });
      if (text !== undefined) see({ where, who: names.user(found.user), to, text });
    },
  };
}

function textOf(
  what: Exclude<MessageChange['what'], 'reactions'>,
  message: Message,
  { before, now }: { before: string; now: string },
): string | undefined {
  if (what === 'posted') return now;
  if (what === 'deleted') return `(deleted) ${before}`;
  const lines = message.botId === undefined ? [now] : newLines(before, now);
  if (lines.length === 0) return undefined;
  return lines.length === 1 ? `(edited) ${lines[0]}` : `(edited)\n${lines.join('\n')}`;
}

/** A direct message is for the other one of the two. */
function readersOf(slack: SandboxSlack, names: Names, { channel, user }: Message): string {
  const { kind, members } = slack.channel(channel);
  return kind === 'im' ? members.filter((name) => name !== names.user(user)).join() : 'everyone';
}

function createJoinWatch(names: Names, see: (seen: Seen) => void): (channel: string, user: string) => void {
  const together = new Map<string, string[]>();
  return (channel, user) => {
    const people = together.get(channel);
    if (people) {
      people.push(names.user(user));
      return;
    }
    const first = [names.user(user)];
    together.set(channel, first);
    setImmediate(() => {
      together.delete(channel);
      const text = `(joined) ${first.map((name) => `@${name}`).join(', ')}`;
      see({ where: names.room(channel), who: 'Slack', to: 'everyone', text });
    });
  };
}
