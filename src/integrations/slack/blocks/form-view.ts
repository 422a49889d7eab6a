import type { types } from '@slack/bolt';
import type { Form, FormField } from '../../../domain/form.ts';
import { label } from './button-blocks.ts';
import { plainText } from './plain-text.ts';
import { countWords, cutText } from './text-size.ts';

/** Slack's limits: docs.slack.dev, modal views, input block, text input, select menu. */
const BLOCKS = 100;
const TITLE = 24;
const LABEL = 2000;
const HINT = 2000;
const INPUT = 3000;
const OPTIONS = 100;
const OPTION = { label: 75, value: 150 };
const METADATA = 3000;
const ID = 255;
const INTRO = 3000;

/** What travels with a form: what it is about, and where its answer goes. Nothing else, and nothing secret. */
export type FormContext = { readonly subject: string; readonly channel: string };

/** A modal as views.open takes it. The callback_id is `form:<name>`; the action_id of each input is the field's name. */
export function formView(form: Form, channel: string): types.ModalView {
  const intro = form.intro ? plainText(form.intro).trim() : '';
  const fields = form.fields.slice(0, BLOCKS - 2);
  const taken = new Set<string>();
  const more = form.fields.length - fields.length;
  return {
    type: 'modal',
    callback_id: `form:${form.name}`.slice(0, ID),
    private_metadata: JSON.stringify({ subject: form.subject, channel }).slice(0, METADATA),
    title: label(form.title, TITLE),
    submit: label(form.submit, TITLE),
    close: label('Cancel', TITLE),
    blocks: [
      ...(intro ? [words(cutText(intro, INTRO))] : []),
      ...fields.map((field) => fieldBlock(field, uniqueId(field.name, taken))),
      ...(more > 0 ? [words(`… ${countWords(more)} more fields do not fit into one form.`)] : []),
    ],
  };
}

/** The form's name from a view's callback_id; null when the view is none of ours. */
export function formNameOf(callbackId: string): string | null {
  return callbackId.startsWith('form:') ? callbackId.slice('form:'.length) : null;
}

function words(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function uniqueId(name: string, taken: Set<string>): string {
  let id = name.slice(0, ID - 10) || 'field';
  for (let n = 1; taken.has(id); n++) id = `${name.slice(0, ID - 10)}~${n}`;
  taken.add(id);
  return id;
}

function fieldBlock(field: FormField, id: string): types.InputBlock | types.SectionBlock {
  const element = inputElement(field, id);
  if (!element) return words(`${label(field.label, LABEL - 60).text}: there is nothing to choose from.`);
  const more = field.kind === 'choice' ? field.choices.length - OPTIONS : 0;
  const hint = [field.hint ?? '', more > 0 ? `${countWords(more)} more choices do not fit here.` : '']
    .join(' ')
    .trim();
  return {
    type: 'input',
    block_id: id,
    // An empty checkbox is an answer, too.
    optional: field.kind === 'toggle' || field.optional === true,
    label: label(field.label, LABEL),
    element,
    ...(hint ? { hint: label(hint, HINT) } : {}),
  };
}

function inputElement(field: FormField, id: string): types.InputBlock['element'] | null {
  switch (field.kind) {
    case 'text': {
      const most = Math.min(Math.max(1, Math.floor(field.maxLength ?? INPUT) || 1), INPUT);
      const initial = plainText(field.initial ?? '')
        .slice(0, most)
        .toWellFormed();
      return {
        type: 'plain_text_input',
        action_id: id,
        multiline: field.multiline ?? false,
        max_length: most,
        ...(initial ? { initial_value: initial } : {}),
      };
    }
    case 'choice': {
      const options = optionsOf(field);
      const initial = options.find(({ value }) => value === field.initial);
      if (options.length === 0) return null;
      return {
        type: 'static_select',
        action_id: id,
        options,
        ...(initial ? { initial_option: initial } : {}),
      };
    }
    case 'user':
      return {
        type: 'users_select',
        action_id: id,
        ...(field.initial ? { initial_user: field.initial } : {}),
      };
    case 'toggle': {
      const option = { text: label(field.text, OPTION.label), value: 'true' };
      return {
        type: 'checkboxes',
        action_id: id,
        options: [option],
        ...(field.initial ? { initial_options: [option] } : {}),
      };
    }
  }
}

/** The choices that Slack can take: a value that would have to be cut is left out, for it would mean something else. */
function optionsOf(field: Extract<FormField, { kind: 'choice' }>): types.PlainTextOption[] {
  const seen = new Set<string>();
  const options: types.PlainTextOption[] = [];
  for (const { value, label: text } of field.choices) {
    if (value === '' || value.length > OPTION.value || seen.has(value) || options.length === OPTIONS)
      continue;
    seen.add(value);
    options.push({ text: label(text, OPTION.label), value });
  }
  return options;
}
