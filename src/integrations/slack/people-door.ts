import { z } from 'zod';
import type { Asker, CommandDoor, Reply, Submitted } from '../../commands/door.ts';
import type { Document } from '../../domain/document.ts';
import type { Form } from '../../domain/form.ts';
import type { Log } from '../../ports/log.ts';
import type { Answers, AnswerTo } from './answers.ts';
import { actionOf } from './blocks/button-id.ts';
import { documentMessage } from './blocks/document-message.ts';
import { formNameOf, formView } from './blocks/form-view.ts';
import type { CallSlack } from './call-slack.ts';
import { ClickBody, CommandBody, ShortcutBody, SubmissionBody } from './interaction-bodies.ts';
import { messageArguments } from './message-arguments.ts';
import { requestIdOf } from './request-id.ts';
import { sentenceForFailure, sentenceForUnopenedForm, sentences } from './sentences.ts';
import { contextOf, errorsByBlock, valuesOf } from './submission.ts';
import { within } from './within.ts';

/** The callback_id of the message shortcut in the app's manifest. */
export const MARK_MESSAGE = 'mark_message';

/** Slack waits three seconds for an acknowledgement; what is not decided by then is answered later. */
const PATIENCE = 2_000;

/** Acknowledges to Slack, with what it shows at once. */
export type Ack = (said?: Readonly<Record<string, unknown>>) => Promise<void>;

export type PeopleDoorDeps = {
  readonly door: CommandDoor;
  readonly callSlack: CallSlack;
  readonly answers: Answers;
  readonly log: Log;
};

/** Everything that people do in Slack with Keyturn. Whoever does something gets an answer. */
export type PeopleDoor = {
  command(body: unknown, ack: Ack): Promise<void>;
  click(body: unknown, ack: Ack): Promise<void>;
  shortcut(body: unknown, ack: Ack): Promise<void>;
  submission(body: unknown, ack: Ack): Promise<void>;
};

export function createPeopleDoor(deps: PeopleDoorDeps): PeopleDoor {
  return {
    command: (body, ack) => command(deps, body, ack),
    click: (body, ack) => click(deps, body, ack),
    shortcut: (body, ack) => shortcut(deps, body, ack),
    submission: (body, ack) => submission(deps, body, ack),
  };
}

async function command(deps: PeopleDoorDeps, raw: unknown, ack: Ack): Promise<void> {
  const read = CommandBody.safeParse(raw);
  if (!read.success) return unreadable(deps, read.error, () => ack(inAck(sentences.unreadable)));
  const { user_id: user, channel_id: channel, trigger_id, response_url } = read.data;
  const text = read.data.text ?? '';
  const to = { user, channel, responseUrl: response_url ?? null };
  const asker: Asker = {
    user,
    channel,
    requestId: requestIdOf(trigger_id, user, channel, text, response_url),
  };
  const reply = replyOf(deps, deps.door.command(asker, text));
  const soon = await within(reply, PATIENCE);
  if (soon !== 'late' && soon.kind === 'say') return ack(inAck(soon.document));
  await ack(soon === 'late' ? inAck(sentences.working) : undefined);
  await deliver(deps, to, trigger_id, await reply);
}

async function click(deps: PeopleDoorDeps, raw: unknown, ack: Ack): Promise<void> {
  await ack();
  const read = ClickBody.safeParse(raw);
  const action = read.data?.actions[0];
  if (!read.success || !action) return unreadable(deps, read.error, () => sayToClicker(deps, raw));
  const { user, channel, container, message, trigger_id, response_url } = read.data;
  const where = channel?.id ?? container?.channel_id ?? '';
  const asker: Asker = {
    user: user.id,
    channel: where,
    requestId: requestIdOf(trigger_id, user.id, where, message?.ts, action),
  };
  const ref = message && where && !container?.is_ephemeral ? { channel: where, ts: message.ts } : null;
  const to = { user: user.id, channel: where, responseUrl: response_url ?? null };
  const reply = await replyOf(
    deps,
    deps.door.button(asker, actionOf(action.action_id), action.value ?? '', ref),
  );
  await deliver(deps, to, trigger_id, reply);
}

async function shortcut(deps: PeopleDoorDeps, raw: unknown, ack: Ack): Promise<void> {
  await ack();
  const read = ShortcutBody.safeParse(raw);
  if (!read.success) return unreadable(deps, read.error, () => sayToClicker(deps, raw));
  const { user, channel, message, callback_id, trigger_id, action_ts, response_url } = read.data;
  const to = { user: user.id, channel: channel.id, responseUrl: response_url ?? null };
  if (callback_id !== MARK_MESSAGE) {
    deps.log.warn({ callback_id }, 'unknown shortcut');
    return deps.answers.say(to, sentences.unknownButton);
  }
  const requestId = requestIdOf(trigger_id, user.id, channel.id, message.ts, action_ts);
  const asker: Asker = { user: user.id, channel: channel.id, requestId };
  const reply = await replyOf(deps, deps.door.markMessage(asker, { channel: channel.id, ts: message.ts }));
  await deliver(deps, to, trigger_id, reply);
}

async function submission(deps: PeopleDoorDeps, raw: unknown, ack: Ack): Promise<void> {
  const read = SubmissionBody.safeParse(raw);
  const form = read.data ? formNameOf(read.data.view.callback_id) : null;
  const context = read.data ? contextOf(read.data.view.private_metadata ?? '') : null;
  if (!read.success || form === null || context === null) {
    await ack();
    return unreadable(deps, read.error, () => sayToClicker(deps, raw));
  }
  const { user, trigger_id, view } = read.data;
  const asker: Asker = {
    user: user.id,
    channel: context.channel,
    requestId: requestIdOf(trigger_id, user.id, view.id, view.hash, view.state),
  };
  const to = { user: user.id, channel: context.channel, responseUrl: null };
  const outcome = outcomeOf(deps, deps.door.submit(asker, form, context.subject, valuesOf(view)));
  const soon = await within(outcome, PATIENCE);
  if (soon !== 'late' && soon.kind === 'errors') {
    const errors = errorsByBlock(view, soon.fields);
    if (errors) return ack({ response_action: 'errors', errors });
  }
  await ack();
  const said = await outcome;
  // The form is closed by now: errors are told like any other answer.
  const document = said.kind === 'closed' ? said.say : sentence(Object.values(said.fields).join(' '));
  if (document) await deps.answers.say(to, document);
}

/** The door's reply; a broken world becomes a sentence, so that nobody is left without an answer. */
async function replyOf(deps: PeopleDoorDeps, reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (error) {
    deps.log.error({ error }, 'a request of a person failed');
    return { kind: 'say', document: sentenceForFailure(error) };
  }
}

async function outcomeOf(deps: PeopleDoorDeps, submitted: Promise<Submitted>): Promise<Submitted> {
  try {
    return await submitted;
  } catch (error) {
    deps.log.error({ error }, 'a form of a person failed');
    return { kind: 'closed', say: sentenceForFailure(error) };
  }
}

async function deliver(
  deps: PeopleDoorDeps,
  to: AnswerTo,
  trigger: string | null | undefined,
  reply: Reply,
): Promise<void> {
  if (reply.kind === 'say') await deps.answers.say(to, reply.document);
  if (reply.kind === 'form') await openForm(deps, to, trigger, reply.form);
}

async function openForm(
  deps: PeopleDoorDeps,
  to: AnswerTo,
  trigger: string | null | undefined,
  form: Form,
): Promise<void> {
  try {
    const args = { trigger_id: trigger ?? '', view: formView(form, to.channel) };
    await deps.callSlack('views.open', { args, answer: z.object({}), lane: 'approval' });
  } catch (error) {
    deps.log.warn({ error, form: form.name }, 'a form could not be opened');
    await deps.answers.say(to, sentenceForUnopenedForm(error));
  }
}

async function unreadable(deps: PeopleDoorDeps, error: unknown, say: () => Promise<void>): Promise<void> {
  deps.log.error({ error }, 'what a person did can not be read');
  await say();
}

const Clicker = z.object({
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).nullish(),
  response_url: z.string().nullish(),
});

/** For bodies of a shape that we do not know: whoever clicked is told as far as they can be made out. */
async function sayToClicker(deps: PeopleDoorDeps, raw: unknown): Promise<void> {
  const read = Clicker.safeParse(raw);
  if (!read.success) return;
  const { user, channel, response_url } = read.data;
  const to = { user: user.id, channel: channel?.id ?? '', responseUrl: response_url ?? null };
  await deps.answers.say(to, sentences.unreadable);
}

function inAck(document: Document): Readonly<Record<string, unknown>> {
  return { response_type: 'ephemeral', ...messageArguments(documentMessage(document, 'cut')) };
}

function sentence(text: string): Document {
  return { push: [text], parts: [{ kind: 'text', lines: [[text]] }] };
}
