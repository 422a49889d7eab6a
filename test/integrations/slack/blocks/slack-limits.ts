import { expect } from 'vitest';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Slack's limits of messages and modals, written down from docs.slack.dev (blocks, elements, composition objects, chat.postMessage,
 * views), independently of the code under test. Each complaint is one line.
 */
export function complaintsAbout(blocks: readonly unknown[], surface: 'message' | 'modal'): string[] {
  const complaints: string[] = [];
  const say = (condition: boolean, what: string) => {
    if (!condition) complaints.push(what);
  };
  say(blocks.length <= (surface === 'message' ? 50 : 100), `${blocks.length} blocks`);
  const ids = blocks.flatMap((block) => (isObject(block) && block.block_id ? [block.block_id] : []));
  say(new Set(ids).size === ids.length, 'block ids repeat');
  for (const block of blocks) checkBlock(block as Json, say);
  return complaints;
}

type Say = (condition: boolean, what: string) => void;

function checkBlock(block: Json, say: Say): void {
  const elements = (block.elements ?? []) as Json[];
  say(String(block.block_id ?? 'x').length <= 255 && block.block_id !== '', 'block_id');
  switch (block.type) {
    case 'header':
      text(block.text, 150, say, 'plain_text');
      return;
    case 'section': {
      const fields = (block.fields ?? []) as Json[];
      say(block.text !== undefined || fields.length > 0, 'empty section');
      say(fields.length <= 10, `${fields.length} fields`);
      if (block.text !== undefined) text(block.text, 3000, say);
      for (const field of fields) text(field, 2000, say);
      return;
    }
    case 'context':
      say(elements.length >= 1 && elements.length <= 10, `${elements.length} context elements`);
      for (const element of elements) text(element, 3000, say);
      return;
    case 'actions': {
      say(elements.length >= 1 && elements.length <= 25, `${elements.length} buttons`);
      const ids = elements.map(({ action_id }) => action_id);
      say(new Set(ids).size === ids.length, 'action ids repeat');
      for (const element of elements) button(element, say);
      return;
    }
    case 'rich_text':
      for (const part of elements) {
        const leaves = part.elements as Json[];
        say(leaves.length > 0, 'empty rich text');
        for (const leaf of leaves) richLeaf(leaf, say);
      }
      return;
    case 'divider':
      return;
    case 'input':
      text(block.label, 2000, say, 'plain_text');
      if (block.hint !== undefined) text(block.hint, 2000, say, 'plain_text');
      input(block.element as Json, say);
      return;
    default:
      say(false, `block of type ${String(block.type)}`);
  }
}

function text(object: unknown, max: number, say: Say, type?: string): void {
  const { text: words, type: kind } = object as { text: string; type: string };
  say(
    type === undefined ? kind === 'plain_text' || kind === 'mrkdwn' : kind === type,
    `text of type ${kind}`,
  );
  say(words.length >= 1 && words.length <= max, `${words.length} characters where ${max} are allowed`);
}

function button(element: Json, say: Say): void {
  text(element.text, 75, say, 'plain_text');
  const id = String(element.action_id);
  say(id.length >= 1 && id.length <= 255, 'action_id');
  say(element.value === undefined || String(element.value).length <= 2000, 'button value');
  const confirm = element.confirm as Json | undefined;
  if (!confirm) return;
  text(confirm.title, 100, say, 'plain_text');
  text(confirm.text, 300, say);
  text(confirm.confirm, 30, say, 'plain_text');
  text(confirm.deny, 30, say, 'plain_text');
}

const idShapes: Record<string, [field: string, shape: RegExp]> = {
  user: ['user_id', /^[UW][A-Z0-9]+$/],
  usergroup: ['usergroup_id', /^S[A-Z0-9]+$/],
  channel: ['channel_id', /^[CDG][A-Z0-9]+$/],
  emoji: ['name', /^[a-z0-9_+'-]+$/],
};

function richLeaf(leaf: Json, say: Say): void {
  const shape = idShapes[String(leaf.type)];
  if (shape) {
    say(shape[1].test(String(leaf[shape[0]])), `rich text ${String(leaf.type)}`);
    return;
  }
  switch (leaf.type) {
    case 'text':
      say(typeof leaf.text === 'string' && leaf.text !== '', 'empty text');
      return;
    case 'link':
      say(/^https?:\/\/[^\s<>|]+$/.test(String(leaf.url)) && String(leaf.url).length <= 3000, 'link');
      return;
    case 'date':
      say(Number.isInteger(leaf.timestamp) && String(leaf.fallback).length > 0, 'date');
      return;
    default:
      say(false, `rich text of type ${String(leaf.type)}`);
  }
}

function input(element: Json, say: Say): void {
  say(String(element.action_id).length >= 1 && String(element.action_id).length <= 255, 'action_id');
  const options = (element.options ?? []) as Json[];
  for (const option of options) {
    text(option.text, 75, say, 'plain_text');
    say(String(option.value).length >= 1 && String(option.value).length <= 150, 'option value');
  }
  if (element.type === 'static_select') {
    say(options.length >= 1 && options.length <= 100, `${options.length} options`);
    const initial = element.initial_option;
    say(
      initial === undefined || options.some((one) => JSON.stringify(one) === JSON.stringify(initial)),
      'initial',
    );
  }
  if (element.type === 'checkboxes') say(options.length >= 1 && options.length <= 10, 'checkboxes');
  if (element.type === 'plain_text_input') {
    const most = element.max_length as number;
    say(most >= 1 && most <= 3000, 'max_length');
    say(String(element.initial_value ?? '').length <= most, 'initial_value');
  }
}

/** Expects that Slack would take this message. */
export function expectSlackTakes(message: {
  readonly text: string;
  readonly blocks: readonly unknown[];
}): void {
  expect(complaintsAbout(message.blocks, 'message')).toEqual([]);
  expect(message.text.trim()).not.toBe('');
  expect(message.text.length).toBeLessThanOrEqual(3000);
  // Below the undocumented msg_blocks_too_long at about 13,200 characters, containers counted.
  expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(10_000);
}
