import { z } from 'zod';
import type { FormValues } from '../../domain/form.ts';
import type { FormContext } from './blocks/form-view.ts';
import { plainLine } from './blocks/plain-text.ts';
import { clipText } from './blocks/text-size.ts';
import type { StateValue, SubmissionBody } from './interaction-bodies.ts';

const Context = z.object({ subject: z.string(), channel: z.string() });

/** An error under a field has little room. */
const ERROR = 300;

/** What travelled with the form; null when it is none of ours. */
export function contextOf(metadata: string): FormContext | null {
  try {
    return Context.parse(JSON.parse(metadata));
  } catch {
    return null;
  }
}

/** What was filled in, by field name. A field left empty is absent; a toggle is 'true' or 'false'. */
export function valuesOf(view: SubmissionBody['view']): FormValues {
  const values: Record<string, string> = {};
  for (const inputs of Object.values(view.state.values)) {
    for (const [name, state] of Object.entries(inputs)) {
      const value = inputValue(state);
      if (value !== null && value !== '') values[name] = value;
    }
  }
  return values;
}

function inputValue(state: StateValue): string | null {
  switch (state.type) {
    case 'checkboxes':
      return String((state.selected_options ?? []).length > 0);
    case 'static_select':
      return state.selected_option?.value ?? null;
    case 'users_select':
      return state.selected_user ?? null;
    default:
      return state.value ?? null;
  }
}

/**
 * Errors under their inputs, as Slack wants them. One for a field that the form does not show goes under the first
 * input, for otherwise Slack would show none at all; null when there is no input to put it under.
 */
export function errorsByBlock(
  view: SubmissionBody['view'],
  fields: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null {
  const inputs = view.blocks.flatMap(({ type, block_id }) =>
    type === 'input' && block_id ? [block_id] : [],
  );
  const first = inputs[0];
  if (first === undefined) return null;
  const errors: Record<string, string> = {};
  for (const [name, words] of Object.entries(fields)) {
    const id = inputs.includes(name) ? name : first;
    const text = plainLine(words).trim() || 'This can’t be taken.';
    errors[id] = clipText(errors[id] ? `${errors[id]} ${text}` : text, ERROR);
  }
  return errors;
}
