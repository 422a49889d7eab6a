import type { types } from '@slack/bolt';
import type { Button } from '../../../domain/document.ts';
import { buttonId } from './button-id.ts';
import { plainLine } from './plain-text.ts';
import { clipText } from './text-size.ts';

/** Slack's limits: docs.slack.dev, actions block, button element, confirmation dialog. */
const PER_BLOCK = 25;
const LABEL = 75;
const VALUE = 2000;
const CONFIRM = { title: 100, text: 300, button: 30 };

/**
 * Buttons as blocks of at most 25. A button whose id or value would have to be cut is left out and counted: cut, it
 * would be about something else.
 */
export function buttonBlocks(buttons: readonly Button[]): {
  readonly blocks: readonly types.ActionsBlock[];
  readonly leftOut: number;
} {
  const blocks: types.ActionsBlock[] = [];
  let elements: types.Button[] = [];
  let taken = new Set<string>();
  let leftOut = 0;
  for (const button of buttons) {
    if (elements.length === PER_BLOCK) {
      elements = [];
      taken = new Set();
    }
    const id = buttonId(button.action, taken);
    if (id === null || button.value.length > VALUE) {
      leftOut++;
      continue;
    }
    if (elements.length === 0) blocks.push({ type: 'actions', elements });
    taken.add(id);
    elements.push(buttonElement(button, id));
  }
  return { blocks, leftOut };
}

function buttonElement(button: Button, id: string): types.Button {
  return {
    type: 'button',
    action_id: id,
    text: label(button.label, LABEL),
    ...(button.value === '' ? {} : { value: button.value }),
    ...(button.style ? { style: button.style } : {}),
    ...(button.confirm
      ? {
          confirm: {
            title: label(button.confirm.title, CONFIRM.title),
            text: label(button.confirm.text, CONFIRM.text),
            confirm: label(button.confirm.yes, CONFIRM.button),
            deny: label(button.confirm.no, CONFIRM.button),
          },
        }
      : {}),
  };
}

/** Words on a button or in a form: literal, without emoji codes, cut to fit, and never empty, which Slack refuses. */
export function label(text: string, max: number): types.PlainTextElement {
  const words = clipText(plainLine(text).trim(), max);
  return { type: 'plain_text', text: words || '–', emoji: false };
}
