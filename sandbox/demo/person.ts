import type { Picked } from '../slack/actors/elements.ts';
import type { ChannelView } from '../slack/channel-view.ts';
import type { Message } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { Seen } from './entry.ts';
import { workspaceNames } from './workspace-names.ts';

/** A member of the workspace whose deeds are told: Slack itself shows nobody a typed command or a pressed button. */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Types `/incident` and this after it. */
  types(room: ChannelView, text: string): Promise<void>;
  presses(room: ChannelView, message: Message, button: string): Promise<void>;
  /** Fills in the form that is open and sends it; values by the field's name. */
  fillsIn(values: Readonly<Record<string, Picked>>): Promise<void>;
  says(room: ChannelView, text: string, options?: { thread?: string }): Message;
  edits(room: ChannelView, message: Message, text: string): void;
  reacts(room: ChannelView, message: Message, emoji: string): void;
};

/** Makes such a person of a member. A deed that Slack or the bot does not take is an exception that says so. */
export function createPerson(slack: SandboxSlack, see: (seen: Seen) => void, name: string): Person {
  const actor = slack.as(name);
  const names = workspaceNames(slack.world);
  const tell = (where: string, text: string): void => see({ where, who: name, to: slack.app.name, text });

  return {
    id: actor.id,
    name,
    async types(room, text) {
      tell(names.room(room.id), `/incident ${text}`);
      const { status, shown } = await actor.command('/incident', text, { channel: room.id });
      if (status !== 'ok') throw new Error(`Slack showed ${name} for "/incident ${text}": ${shown}`);
    },
    async presses(room, message, button) {
      tell(names.room(room.id), `(presses) [${button}]`);
      const { acked, shown } = await actor.press(room.id, message.ts, button);
      if (!acked) throw new Error(`Slack showed ${name} for the button "${button}": ${shown}`);
    },
    async fillsIn(values) {
      const filled = Object.entries(values).map(([field, value]) => {
        const member = slack.world.members.get(String(value));
        return `${field}: ${member ? `@${member.name}` : value}`;
      });
      tell('a form', ['(sends)', ...filled].join(filled.length > 1 ? '\n' : ' '));
      const { outcome, shown } = await actor.submit(values);
      if (outcome !== 'closed' && outcome !== 'cleared') {
        throw new Error(`The form of ${name} was not taken (${outcome}): ${shown}`);
      }
    },
    says: (room, text, options) => actor.say(room.id, text, options),
    edits: (room, message, text) => actor.edit(room.id, message.ts, text),
    reacts: (room, message, emoji) => actor.react(room.id, message.ts, emoji),
  };
}
