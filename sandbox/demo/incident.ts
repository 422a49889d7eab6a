import type { AlertSource } from '../alertmanager/alert-source.ts';
import type { Alert } from '../alertmanager/alertmanager-api.ts';
import type { ChannelView } from '../slack/channel-view.ts';
import type { Message } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { CliAnswer } from '../stage/start-bot.ts';
import type { Story } from '../stories/story.ts';
import type { Seen } from './entry.ts';
import type { ExpectSoon } from './expect-soon.ts';
import type { Person } from './person.ts';
import type { Telling } from './tellings.ts';

export type StoryDeps = {
  readonly slack: SandboxSlack;
  readonly alerts: AlertSource;
  /** What happened in the cluster, with its times moved to now. */
  readonly story: Story;
  /** The directory into which Keyturn writes drafts of postmortems. */
  readonly drafts: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly keyturn: (...args: string[]) => Promise<CliAnswer>;
  readonly expectSoon: ExpectSoon;
  readonly see: (seen: Seen) => void;
  /** A new scene begins; on a terminal, after a moment for reading. */
  readonly scene: (title: string) => Promise<void>;
};

/** What all scenes after the first one play with. */
export type Incident = StoryDeps & {
  readonly cast: Readonly<Record<'ana' | 'ben' | 'chloe' | 'dan', Person>>;
  readonly telling: Telling;
  readonly id: string;
  readonly room: ChannelView;
  readonly card: () => Message;
  readonly first: Alert;
};

/** Everything that a message is made of, for looking for words. */
export function textOf(message: Message | undefined): string {
  return message ? `${message.text}\n${JSON.stringify(message.blocks ?? [])}` : '';
}
