import type { Actor } from '../slack/actors/actor.ts';
import type { Member } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import { openDirectMessage } from '../slack/world.ts';
import type { LastRead } from './last-read.ts';
import type { LivePings } from './live-pings.ts';
import type { PageAct } from './page-act.ts';
import { typedText } from './typed-text.ts';

type Deps = {
  readonly slack: Pick<SandboxSlack, 'as' | 'world' | 'member'>;
  readonly lastRead: LastRead;
  readonly pings: Pick<LivePings, 'ping'>;
};

type Doing<D extends PageAct['do']> = (actor: Actor, act: Extract<PageAct, { do: D }>, deps: Deps) => unknown;

const doings: { readonly [D in PageAct['do']]: Doing<D> } = {
  say: (actor, { channel, text, thread, broadcast = false }, { slack }) =>
    actor.say(channel, typedText(slack.world, text), { ...(thread && { thread }), broadcast }).ts,
  edit: (actor, { channel, ts, text }, { slack }) => actor.edit(channel, ts, typedText(slack.world, text)),
  delete: (actor, { channel, ts }) => actor.delete(channel, ts),
  react: (actor, { channel, ts, name }) => actor.react(channel, ts, name),
  unreact: (actor, { channel, ts, name }) => actor.unreact(channel, ts, name),
  pin: (actor, { channel, ts }) => actor.pin(channel, ts),
  unpin: (actor, { channel, ts }) => actor.unpin(channel, ts),
  command: (actor, { channel, command, text, thread }) =>
    actor.command(command, text, { channel, ...(thread && { thread }) }),
  press: (actor, { channel, ts, target, value }) => actor.press(channel, ts, target, { value }),
  select: (actor, { channel, ts, target, picked }) => actor.select(channel, ts, target, picked),
  suggest: (actor, { target, query, channel, ts, view }) =>
    actor.suggest(target, query, { ...(view && { view }), ...(channel && { channel }), ...(ts && { ts }) }),
  pressInView: (actor, { target, view }) => actor.pressInView(target, view),
  selectInView: (actor, { target, picked, view }) => actor.selectInView(target, picked, view),
  async submit(actor, { values, view }) {
    const { outcome, errors, shown } = await actor.submit(values, view);
    return { outcome, errors, shown };
  },
  closeView: (actor, { view }) => actor.closeView(view),
  shortcut: (actor, { callbackId, channel, ts }) =>
    actor.shortcut(callbackId, channel && ts ? { channel, ts } : undefined),
  createChannel: (actor, { name, isPrivate = false }) => actor.createChannel(name, { private: isPrivate }).id,
  join: (actor, { channel }) => actor.join(channel),
  leave: (actor, { channel }) => actor.leave(channel),
  archive: (actor, { channel }) => actor.archive(channel),
  unarchive: (actor, { channel }) => actor.unarchive(channel),
  invite: (actor, { channel, name }) => actor.invite(channel, name),
  setTopic: (actor, { channel, text }) => actor.setTopic(channel, text),
  openDirect: (actor, { name }, { slack, pings }) => {
    const { id } = openDirectMessage(slack.world, slack.member(name).id, actor.id);
    pings.ping('channel', id);
    return id;
  },
  openHome: (actor) => actor.openHome(),
  read(actor, { channel, ts }, { lastRead, pings }) {
    lastRead.mark(actor.id, channel, ts);
    pings.ping('read');
  },
  upload: (actor, { channel, name, mimetype, base64, text, thread }) =>
    actor.upload(
      channel,
      { name, mimetype, content: Buffer.from(base64, 'base64') },
      { text, ...(thread && { thread }) },
    ).message.ts,
};

/** Does it as this person and gives what they see of it; a Refusal or an Error says why not. */
export const doAct = async (deps: Deps, me: Member, act: PageAct): Promise<unknown> => {
  // Each doing takes the act of its own name; TypeScript can't follow the pair through the index.
  const doing = doings[act.do] as (actor: Actor, act: PageAct, deps: Deps) => unknown;
  return doing(deps.slack.as(me.name), act, deps);
};
