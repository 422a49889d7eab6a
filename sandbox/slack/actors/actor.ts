import { viewJson } from '../json/view-json.ts';
import type { Channel, Fields, Member, Message } from '../model.ts';
import type { OpenView } from '../view-registry.ts';
import { channelByName, openDirectMessage, type World } from '../world.ts';
import { type ChannelActions, channelActions } from './channel-actions.ts';
import { type Click, clickInMessage, clickInView, useShortcut } from './click.ts';
import { type CommandResult, typeCommand } from './command.ts';
import { findElement, type Picked } from './elements.ts';
import { type Acked, channelLabel, type Stage } from './interaction.ts';
import { type MessageActions, messageActions } from './message-actions.ts';
import { closeView, openViewOf, type Submitted, submitView } from './modal.ts';
import { askForOptions, type Suggested } from './suggest.ts';

type PressOptions = Pick<Click, 'confirm' | 'value'>;

/** Everything a member of the workspace can do. Channels go by name or id; `@name` is a direct conversation. */
export type Actor = MessageActions &
  ChannelActions & {
    readonly id: string;
    readonly name: string;
    /** Types a slash command. */
    command(
      command: string,
      text: string,
      where: { channel: string; thread?: string },
    ): Promise<CommandResult>;
    /** Clicks a button of a message: by action_id, text, or pattern. */
    press(channel: string, ts: string, target: string | RegExp, options?: PressOptions): Promise<Acked>;
    /** Picks in a select, picker, overflow, radio or checkboxes of a message. */
    select(channel: string, ts: string, target: string | RegExp, picked: Picked): Promise<Acked>;
    /** Types into an external select of a modal or message and tells what the app offers. */
    suggest(
      target: string | RegExp,
      query: string,
      where?: { view?: string; channel?: string; ts?: string },
    ): Promise<Suggested>;
    /** Clicks a button of an open modal, or of `home`. */
    pressInView(target: string | RegExp, view?: string, options?: PressOptions): Promise<Acked>;
    /** Picks in a modal; the app hears of it at once where it asked to. */
    selectInView(target: string | RegExp, picked: Picked, view?: string): Promise<Acked>;
    /** Fills and submits the modal on top (or the one named by callback_id, title or id). */
    submit(values?: Readonly<Record<string, Picked>>, view?: string): Promise<Submitted>;
    closeView(view?: string): Promise<Acked>;
    /** The open modals, the one on top last. */
    views(): readonly OpenView[];
    home(): OpenView | undefined;
    /** Opens the app's home tab. */
    openHome(): void;
    /** A global shortcut, or one on a message. */
    shortcut(callbackId: string, on?: { channel: string; ts: string }): Promise<Acked>;
    /** What this person sees in a conversation: messages and their own ephemeral ones, oldest first. */
    sees(channel: string): { ts: string; text: string; from: string; onlyYou: boolean }[];
  };

/** The conversation that an actor names. */
export const placeOf = (world: World, member: Member, name: string): Channel => {
  if (!name.startsWith('@')) return channelByName(world, name);
  const other = [...world.members.values()].find((one) => one.name === name.slice(1));
  if (!other) throw new Error(`the sandbox workspace has no member ${name}`);
  return openDirectMessage(world, member.id, other.id);
};

const sees = (channel: Channel, member: Member): ReturnType<Actor['sees']> => {
  if (!channel.members.has(member.id)) return [];
  const everyone = channel.messages
    .filter((message: Message) => !message.deleted)
    .map(({ ts, text, user }) => ({ ts, text, from: user, onlyYou: false }));
  const own = channel.ephemerals
    .filter((one) => one.to === member.id && !one.deleted)
    .map(({ ts, text }) => ({ ts, text, from: 'app', onlyYou: true }));
  return [...everyone, ...own].sort((a, b) => Number(a.ts) - Number(b.ts));
};

type Asked = { target: string | RegExp; query: string; view?: string; channel?: string; ts?: string };

const suggestIn = (
  stage: Stage,
  member: Member,
  place: (name: string) => Channel,
  asked: Asked,
): Promise<Suggested> => {
  const { query } = asked;
  if (asked.channel === undefined) {
    const view = openViewOf(stage, member, asked.view);
    const found = findElement(view.content.blocks as Fields[], asked.target);
    const container = { container: { type: 'view', view_id: view.id }, view: viewJson(stage.world, view) };
    return askForOptions(stage, member, { found, query, container });
  }
  const channel = place(asked.channel);
  const message = channel.messages.find((one) => one.ts === asked.ts);
  const found = findElement(message?.blocks ?? [], asked.target);
  const container = {
    container: { type: 'message', message_ts: asked.ts, channel_id: channel.id, is_ephemeral: false },
    channel: channelLabel(stage.world, channel),
  };
  return askForOptions(stage, member, { found, query, container });
};

/** Makes the hands of one member. */
export const createActor = (stage: Stage, member: Member): Actor => {
  const { world } = stage;
  const place = (name: string): Channel => placeOf(world, member, name);
  return {
    id: member.id,
    name: member.name,
    ...messageActions(world, member, place),
    ...channelActions(world, member, place),
    command: (command, text, { channel, thread }) =>
      typeCommand(stage, member, place(channel), { command, text, thread }),
    press: (channel, ts, target, options = {}) =>
      clickInMessage(stage, member, place(channel), ts, { target, ...options }),
    select: (channel, ts, target, picked) =>
      clickInMessage(stage, member, place(channel), ts, { target, picked }),
    suggest: (target, query, where = {}) => suggestIn(stage, member, place, { target, query, ...where }),
    pressInView: (target, view, options = {}) =>
      clickInView(stage, member, openViewOf(stage, member, view), { target, ...options }),
    selectInView: (target, picked, view) =>
      clickInView(stage, member, openViewOf(stage, member, view), { target, picked }),
    submit: (values = {}, view) => submitView(stage, member, openViewOf(stage, member, view), values),
    closeView: (view) => closeView(stage, member, openViewOf(stage, member, view)),
    views: () => world.views.stack(member.id),
    home: () => world.views.home(member.id),
    openHome: () =>
      world.sendEvent({
        type: 'app_home_opened',
        user: member.id,
        channel: openDirectMessage(world, world.app.botUserId, member.id).id,
        tab: 'home',
        event_ts: world.ids.ts(),
      }),
    shortcut: (callbackId, on) =>
      useShortcut(stage, member, callbackId, on && { channel: place(on.channel), ts: on.ts }),
    sees: (channel) => sees(place(channel), member),
  };
};
