import { clearViews, closeFrom, pushView, updateView } from '../effects/views.ts';
import { viewJson } from '../json/view-json.ts';
import type { Fields, Member } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { OpenView } from '../view-registry.ts';
import { elementsOf, initialValue, isEmptyValue, type Picked, pickedValue } from './elements.ts';
import { type Acked, ackOf, deliver, failureOf, interactionBase, type Stage } from './interaction.ts';

export type Submitted = {
  /** closed: this view is gone; incomplete: Slack's form did not let it pass; failed: Slack shows its own sentence. */
  outcome: 'closed' | 'cleared' | 'errors' | 'updated' | 'pushed' | 'incomplete' | 'failed';
  /** Per block_id: what the app answered, or that it is required. */
  errors: Record<string, string>;
  /** The view that is on top now. */
  view: OpenView | undefined;
  /** What went wrong, as Slack shows it. */
  shown: string;
  ms: number;
};

/** The open view that is meant: by id, callback_id or title; the one on top without a name. */
export const openViewOf = (stage: Stage, member: Member, wanted?: string): OpenView => {
  const stack = stage.world.views.stack(member.id);
  const home = stage.world.views.home(member.id);
  const matches = (view: OpenView): boolean =>
    [view.id, view.content.callback_id, (view.content.title as Fields | undefined)?.text].includes(wanted);
  const found =
    wanted === undefined ? stack.at(-1) : (stack.findLast(matches) ?? (wanted === 'home' ? home : undefined));
  if (!found) throw new Error(`${member.name} has no view ${wanted ?? ''} open`);
  return found;
};

/** Fills inputs by action_id or block_id. */
const fill = (view: OpenView, values: Readonly<Record<string, Picked>>): void => {
  const elements = elementsOf(view.content.blocks as Fields[]);
  for (const [name, picked] of Object.entries(values)) {
    const found = elements.find(({ element, blockId }) => element.action_id === name || blockId === name);
    if (!found) throw new Error(`the view has no input ${name}`);
    const block = view.values[found.blockId] ?? {};
    block[String(found.element.action_id)] = pickedValue(found.element, picked);
    view.values[found.blockId] = block;
  }
};

const completeState = (view: OpenView): void => {
  for (const { element, blockId } of elementsOf(view.content.blocks as Fields[])) {
    const block = view.values[blockId] ?? {};
    const value = block[String(element.action_id)] ?? initialValue(element);
    if (!value) continue;
    block[String(element.action_id)] = value;
    view.values[blockId] = block;
  }
};

const missingInputs = (view: OpenView): Record<string, string> => {
  const errors: Record<string, string> = {};
  for (const block of view.content.blocks as Fields[]) {
    if (block.type !== 'input' || block.optional === true) continue;
    const id = String(block.block_id);
    const values = Object.values(view.values[id] ?? {});
    if (values.length === 0 || values.every(isEmptyValue))
      errors[id] = 'Please complete this required field.';
  }
  return errors;
};

const TROUBLE = 'We had some trouble connecting. Try again?';

const act = (stage: Stage, view: OpenView, said: Fields): Omit<Submitted, 'ms'> => {
  const { world } = stage;
  const done = (
    outcome: Submitted['outcome'],
    errors: Record<string, string> = {},
  ): Omit<Submitted, 'ms'> => {
    return {
      outcome,
      errors,
      view: world.views.stack(view.user).at(-1),
      shown: Object.values(errors).join(' '),
    };
  };
  const content = said.view as Fields;
  switch (said.response_action) {
    case undefined:
      closeFrom(world, view);
      return done('closed');
    case 'clear':
      clearViews(world, view.user);
      return done('cleared');
    case 'update':
      updateView(world, view, content);
      return done('updated');
    case 'push':
      pushView(world, view.user, content);
      return done('pushed');
    case 'errors': {
      const errors = said.errors as Record<string, string>;
      const inputs = new Set(
        (view.content.blocks as Fields[]).map((block) => (block.type === 'input' ? block.block_id : '')),
      );
      // An error for a block that is no input of this view is the app's mistake: Slack shows its own sentence.
      const known = Object.keys(errors).length > 0 && Object.keys(errors).every((id) => inputs.has(id));
      return known ? done('errors', errors) : { ...done('failed'), shown: TROUBLE };
    }
    default:
      return { ...done('failed'), shown: TROUBLE };
  }
};

const readAnswer = (text: string): Fields => {
  if (text.trim() === '') return {};
  const said: unknown = JSON.parse(text);
  return typeof said === 'object' && said !== null ? (said as Fields) : {};
};

/** Submits a modal and does what the app answers. */
export const submitView = async (
  stage: Stage,
  member: Member,
  view: OpenView,
  values: Readonly<Record<string, Picked>>,
): Promise<Submitted> => {
  const { world } = stage;
  fill(view, values);
  completeState(view);
  const missing = missingInputs(view);
  if (Object.keys(missing).length > 0) {
    return { outcome: 'incomplete', errors: missing, view, shown: Object.values(missing).join(' '), ms: 0 };
  }
  const body = {
    ...interactionBase(world, member, 'view_submission'),
    trigger_id: world.triggers.issue(member.id, view.id),
    view: viewJson(world, view),
    response_urls: [],
  };
  const result = await deliver(stage, 'interaction', member.id, body);
  const failed = { outcome: 'failed', errors: {}, view, shown: TROUBLE, ms: result.ms } as const;
  if (failureOf(result) || result.outcome !== 'acked') return failed;
  try {
    return { ...act(stage, view, readAnswer(result.text)), ms: result.ms };
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return failed;
    throw error;
  }
};

/** Closes a modal with its cross or its Cancel button. */
export const closeView = async (stage: Stage, member: Member, view: OpenView): Promise<Acked> => {
  const { world } = stage;
  const shown = viewJson(world, view);
  closeFrom(world, view);
  if (view.content.notify_on_close !== true) return { acked: true, ms: 0 };
  const body = { ...interactionBase(world, member, 'view_closed'), view: shown, is_cleared: false };
  return ackOf(await deliver(stage, 'interaction', member.id, body));
};
