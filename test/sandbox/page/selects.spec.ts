import { describe, expect, it } from 'vitest';
import { ana, asHtml, words } from './rendered.ts';

const inActions = (element: object) => [
  { type: 'actions', block_id: 'b', elements: [{ action_id: 'pick', ...element }] },
];
const optionsOf = (html: string): string[] =>
  [...html.matchAll(/<option value="[^"]+"[^>]*>([^<]*)/g)].map(([, text = '']) => text);
const conversations = (filter?: object) =>
  optionsOf(asHtml(inActions({ type: 'conversations_select', ...(filter && { filter }) })));

describe('a menu of conversations', () => {
  it('offers channels and direct messages', () => {
    expect(conversations()).toEqual(['#incidents', '#secret', 'ben', 'keyturn']);
  });

  it('offers only what its filter includes', () => {
    expect(conversations({ include: ['im'] })).toEqual(['ben', 'keyturn']);
    expect(conversations({ include: ['public'] })).toEqual(['#incidents']);
    expect(conversations({ include: ['private', 'im'] })).toEqual(['#secret', 'ben', 'keyturn']);
  });

  it('leaves out apps where the filter asks for that', () => {
    expect(conversations({ exclude_bot_users: true })).toEqual(['#incidents', '#secret', 'ben']);
  });
});

describe('a menu for several choices', () => {
  const option = (text: string) => ({ text: { type: 'plain_text', text }, value: text });
  const element = {
    type: 'multi_static_select',
    options: [option('web'), option('cart')],
    initial_options: [option('cart')],
  };

  it('shows in a message what is chosen, and its options only when it is opened', () => {
    const html = asHtml(inActions(element));

    expect(words(html)).toContain('cart');
    expect(html).not.toContain('type="checkbox"');
  });

  it('shows all its options in a form', () => {
    const label = { type: 'plain_text', text: 'Services' };
    const html = asHtml(
      [{ type: 'input', block_id: 'b', label, element: { action_id: 'p', ...element } }],
      ana,
    );

    expect(html.match(/type="checkbox"/g)).toHaveLength(2);
  });
});
