import { readableMessage } from '../../sandbox/demo/readable/readable-blocks.ts';
import { workspaceNames } from '../../sandbox/demo/workspace-names.ts';
import type { Acked } from '../../sandbox/slack/actors/interaction.ts';
import type { ChannelView } from '../../sandbox/slack/channel-view.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';

/** Nothing takes as long, however busy the machine is. */
const PATIENCE = 60_000;

/** A conversation as the people in it see it: everything as readable text, in the order of the messages. */
export type Room = {
  readonly id: string;
  /** The conversation itself: members, topic, pins, bookmarks. */
  readonly view: ChannelView;
  /** What people and apps said, top to bottom; Slack's own notices (joins, topic) are left out. */
  texts(): string[];
  /** The messages whose readable text matches. */
  matching(pattern: RegExp): Message[];
  /** Waits until a message reads like this, after an edit too; gives its text. */
  reads(pattern: RegExp): Promise<string>;
  /** The text of the pinned card, or of what will be pinned. */
  card(): string;
  /** Waits until the card reads like this; gives its text. */
  cardReads(pattern: RegExp): Promise<string>;
  /** What a locked phone shows of the newest message that matches. */
  push(pattern: RegExp): string;
  /** Presses a button of the newest message that matches; waits for that message. */
  press(pattern: RegExp, button: string, who: string): Promise<Acked>;
  pressOnCard(button: string, who: string): Promise<Acked>;
  /** Waits until only this person was told something like this here; gives it. */
  tellsOnly(who: string, pattern: RegExp): Promise<string>;
};

/** Looks at a conversation by its id. */
export function roomOf(slack: SandboxSlack, id: string, now: () => number): Room {
  const view = slack.channel(id);
  const names = workspaceNames(slack.world);
  const readable = (message: Pick<Message, 'text' | 'blocks'>): string =>
    readableMessage(message, names, now());
  const matching = (pattern: RegExp): Message[] =>
    view.said().filter((message) => pattern.test(readable(message)));
  const until = <T>(look: () => T | undefined | false, pattern: RegExp): Promise<T> =>
    slack
      .until(look, PATIENCE, `${pattern} in ${view.name}`)
      .catch((error: Error) =>
        Promise.reject(new Error(`${error.message}; there is:\n${texts().join('\n--\n')}`)),
      );
  const texts = (): string[] => view.said().map(readable);
  const ofBot = ({ botId }: Message): boolean => botId === slack.app.botId;
  const cardMessage = (): Message | undefined => view.said().find(ofBot);
  const card = (): string => {
    const message = cardMessage();
    return message ? readable(message) : '';
  };
  const found = (pattern: RegExp): Promise<Message> =>
    until(() => matching(pattern).findLast(ofBot), pattern);
  return {
    id: view.id,
    view,
    texts,
    matching,
    reads: async (pattern) => readable(await until(() => matching(pattern).at(-1), pattern)),
    card,
    cardReads: (pattern) => until(() => (pattern.test(card()) ? card() : undefined), pattern),
    push: (pattern) => matching(pattern).at(-1)?.text ?? '',
    press: async (pattern, button, who) => slack.as(who).press(id, (await found(pattern)).ts, button),
    pressOnCard: async (button, who) => {
      const message = await until(cardMessage, /the card/);
      return slack.as(who).press(id, message.ts, button);
    },
    tellsOnly: (who, pattern) =>
      until(
        () =>
          view
            .ephemerals(who)
            .map(readable)
            .findLast((text) => pattern.test(text)),
        pattern,
      ),
  };
}
