import { ephemeralJson, messageJson } from '../json/message-json.ts';
import { viewJson } from '../json/view-json.ts';
import type { Channel, Ephemeral, Fields, Member, Message } from '../model.ts';
import type { OpenView } from '../view-registry.ts';
import type { World } from '../world.ts';
import { type FoundElement, findElement, type Picked, pickedValue } from './elements.ts';
import {
  type Acked,
  ackOf,
  channelLabel,
  deliver,
  interactionBase,
  newResponseUrl,
  type Stage,
} from './interaction.ts';

export type Click = {
  readonly target: string | RegExp;
  /** For selects, pickers, inputs: what is chosen. */
  readonly picked?: Picked;
  /** What the person says to a confirm dialog. */
  readonly confirm?: boolean;
  /** The value of the button that the person saw. */
  readonly value?: string | undefined;
};

const actionOf = (world: World, found: FoundElement, picked: Picked | undefined): Fields => {
  const { element, blockId } = found;
  const base = {
    action_id: element.action_id,
    block_id: blockId,
    type: element.type,
    action_ts: world.ids.ts(),
  };
  if (element.type === 'button') {
    const optional = {
      ...(element.value !== undefined && { value: element.value }),
      ...(element.style !== undefined && { style: element.style }),
    };
    return { ...base, text: element.text, ...optional };
  }
  return { ...base, ...pickedValue(element, picked ?? null) };
};

const declined = (found: FoundElement, click: Click): Acked | undefined =>
  found.element.confirm && click.confirm === false
    ? { acked: false, ms: 0, shown: 'The dialog was closed; nothing was sent.' }
    : undefined;

const messageAt = (channel: Channel, ts: string): { message?: Message; ephemeral?: Ephemeral } => {
  const message = channel.messages.find((one) => one.ts === ts && !one.deleted);
  const ephemeral = channel.ephemerals.find((one) => one.ts === ts && !one.deleted);
  if (!message && !ephemeral) throw new Error(`there is no message ${ts} in ${channel.name || channel.id}`);
  return { ...(message && { message }), ...(ephemeral && { ephemeral }) };
};

/** Clicks or picks something in a message. */
export const clickInMessage = async (
  stage: Stage,
  member: Member,
  channel: Channel,
  ts: string,
  click: Click,
): Promise<Acked> => {
  const { world } = stage;
  const { message, ephemeral } = messageAt(channel, ts);
  if (ephemeral && ephemeral.to !== member.id) throw new Error(`${member.name} can't see the message ${ts}`);
  if (!channel.members.has(member.id))
    throw new Error(`${member.name} is not in ${channel.name || channel.id}`);
  const found = findElement((message ?? ephemeral)?.blocks ?? [], click.target, click.value);
  const no = declined(found, click);
  if (no) return no;
  const isEphemeral = ephemeral !== undefined;
  const threadTs = (message ?? ephemeral)?.threadTs;
  const action = actionOf(world, found, click.picked);
  const shown = ephemeral ? ephemeralJson(world, ephemeral) : messageJson(world, channel, message as Message);
  const state =
    found.element.type === 'button'
      ? {}
      : {
          [found.blockId]: {
            [String(found.element.action_id)]: pickedValue(found.element, click.picked ?? null),
          },
        };
  const body = {
    ...interactionBase(world, member, 'block_actions'),
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(threadTs && { thread_ts: threadTs }),
    },
    trigger_id: world.triggers.issue(member.id),
    channel: channelLabel(world, channel),
    ...(!isEphemeral && { message: shown }),
    state: { values: state },
    response_url: newResponseUrl(world, {
      channel: channel.id,
      user: member.id,
      threadTs,
      source: { ts, ephemeral: isEphemeral },
    }),
    actions: [action],
  };
  return ackOf(await deliver(stage, 'interaction', member.id, body));
};

/** Clicks or picks something in a modal or in the app's home. */
export const clickInView = async (
  stage: Stage,
  member: Member,
  view: OpenView,
  click: Click,
): Promise<Acked> => {
  const { world } = stage;
  const found = findElement((view.content.blocks as Fields[]) ?? [], click.target);
  const no = declined(found, click);
  if (no) return no;
  if (click.picked !== undefined) remember(view, found, click.picked);
  // An input block only tells the app at once if it asks for it.
  const silent = found.blockType === 'input' && !dispatches(view, found.blockId);
  if (silent) return { acked: true, ms: 0 };
  const body = {
    ...interactionBase(world, member, 'block_actions'),
    container: { type: 'view', view_id: view.id },
    trigger_id: world.triggers.issue(member.id, view.id),
    view: viewJson(world, view),
    actions: [actionOf(world, found, click.picked)],
  };
  return ackOf(await deliver(stage, 'interaction', member.id, body));
};

const dispatches = (view: OpenView, blockId: string): boolean =>
  (view.content.blocks as Fields[]).some(
    (block) => block.block_id === blockId && block.dispatch_action === true,
  );

const remember = (view: OpenView, found: FoundElement, picked: Picked): void => {
  const block = view.values[found.blockId] ?? {};
  block[String(found.element.action_id)] = pickedValue(found.element, picked);
  view.values[found.blockId] = block;
};

/** Uses a shortcut: on a message, or from anywhere. */
export const useShortcut = async (
  stage: Stage,
  member: Member,
  callbackId: string,
  on?: { channel: Channel; ts: string },
): Promise<Acked> => {
  const { world } = stage;
  const common = {
    callback_id: callbackId,
    trigger_id: world.triggers.issue(member.id),
    action_ts: world.ids.ts(),
  };
  if (!on) {
    const body = { ...interactionBase(world, member, 'shortcut'), ...common };
    return ackOf(await deliver(stage, 'interaction', member.id, body));
  }
  const { message } = messageAt(on.channel, on.ts);
  if (!message) throw new Error('a shortcut works on messages that everyone sees');
  const source = { ts: on.ts, ephemeral: false };
  const target = { channel: on.channel.id, user: member.id, threadTs: message.threadTs, source };
  const body = {
    ...interactionBase(world, member, 'message_action'),
    ...common,
    message_ts: on.ts,
    channel: channelLabel(world, on.channel),
    message: messageJson(world, on.channel, message),
    response_url: newResponseUrl(world, target),
  };
  return ackOf(await deliver(stage, 'interaction', member.id, body));
};
