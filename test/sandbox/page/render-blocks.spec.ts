import { describe, expect, it } from 'vitest';
import { BLOCK_EXAMPLES, blockAround } from '../../../sandbox/page/public/blocks-examples.js';
import { BLOCK_LIMITS } from '../../../sandbox/slack/block-kit/block-limits.ts';
import type { FieldRule, Surface } from '../../../sandbox/slack/block-kit/block-rules.ts';
import { checkMessageBlocks, checkView } from '../../../sandbox/slack/block-kit/check-blocks.ts';
import {
  ACTION_TYPES,
  ELEMENT_LIMITS,
  INPUT_TYPES,
} from '../../../sandbox/slack/block-kit/element-limits.ts';
import { TEXT_LIMITS } from '../../../sandbox/slack/block-kit/object-limits.ts';
import { ana, asHtml, words } from './rendered.ts';

type Fields = Record<string, unknown>;
const plain = (text: string) => ({ type: 'plain_text', text });
const HOSTILE = '<img src=x onerror=alert(1)>"\'&amp; *b*';

const check = (surface: Surface, block: Fields): undefined => {
  if (surface === 'message') return checkMessageBlocks([block]);
  const modal = { type: 'modal', title: plain('Example'), submit: plain('Send'), blocks: [block] };
  checkView(surface === 'modal' ? modal : { type: 'home', blocks: [block] });
};

/** The types that may stand in these lists. */
const typesOf = (rule: FieldRule | undefined): readonly string[] => {
  if (rule?.is === 'list') return typesOf(rule.of);
  if (rule?.is !== 'element') throw new Error('this field takes no elements');
  return rule.of;
};
const richParts = BLOCK_EXAMPLES.rich_text?.elements as Fields[];
const shownOf = (block: Fields) => words(asHtml([block]));

describe('what is drawn', () => {
  it.each(Object.keys(BLOCK_LIMITS))('a %s block is', (type) => {
    const html = asHtml([{ type, ...BLOCK_EXAMPLES[type] }]);

    expect(html).not.toContain('kit-unknown');
    expect(html.length).toBeGreaterThan(40);
  });

  it.each(Object.keys(ELEMENT_LIMITS))('a %s element is, wherever it may stand', (type) => {
    const places = [ACTION_TYPES.includes(type) || type === 'image', INPUT_TYPES.includes(type)];
    for (const [index, may] of places.entries()) {
      if (!may) continue;
      const html = asHtml([blockAround(type, index === 1)]);

      expect(html).toMatch(/<(button|select|input|textarea|span class="kit-no-image)/);
      if (type !== 'image') expect(html).toContain(`data-action="example_${type}"`);
    }
  });

  it.each(typesOf(TEXT_LIMITS.rich_text?.fields.elements))('a %s is, in rich text', (type) => {
    const part = richParts.find((one) => one.type === type);

    expect(shownOf({ type: 'rich_text', elements: [part] })).not.toBe('');
  });

  it.each(typesOf(TEXT_LIMITS.rich_text_section?.fields.elements))(
    'a %s is, in a line of rich text',
    (type) => {
      const leaf = (richParts[0]!.elements as Fields[]).find((one) => one.type === type);
      const line = { type: 'rich_text_section', elements: [leaf] };

      expect(shownOf({ type: 'rich_text', elements: [line] })).not.toBe('');
    },
  );

  it.each(typesOf(BLOCK_LIMITS.table?.fields.rows))('a %s is, in a table', (type) => {
    const cells = (BLOCK_EXAMPLES.table!.rows as Fields[][]).flat();
    const row = cells.filter((cell) => cell.type === type);

    expect(shownOf({ type: 'table', rows: [row] })).not.toBe('');
  });

  it.each(Object.entries(BLOCK_LIMITS))('the example of %s is one that Slack would take', (type, rule) => {
    for (const surface of rule.on) check(surface, { type, ...BLOCK_EXAMPLES[type] });
  });

  it('an unknown block is named instead of left out', () => {
    expect(words(asHtml([{ type: 'hologram' }]))).toContain('hologram');
  });
});

describe('hostile text', () => {
  /** The example with every text in it replaced. */
  const poisoned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(poisoned);
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'string' && /^(text|alt_text|fallback|value|initial_value)$/.test(name)
        ? HOSTILE
        : poisoned(inner),
    ]);
    return Object.fromEntries(fields);
  };

  it.each(Object.keys(BLOCK_LIMITS))('stays text in a %s block', (type) => {
    const html = asHtml([poisoned({ type, ...BLOCK_EXAMPLES[type] }) as Fields]);

    expect(html).not.toMatch(/<img src="?x/);
    if (type !== 'divider') expect(html).toContain('onerror=alert(1)');
  });

  it.each(Object.keys(ELEMENT_LIMITS))('stays text in a %s element', (type) => {
    const block = poisoned(blockAround(type, INPUT_TYPES.includes(type))) as Fields;

    expect(asHtml([block])).not.toMatch(/<img src="?x/);
  });

  it('is literal in rich text: nothing in it formats', () => {
    const block = {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: '*a* :fire: <@U1> &amp; <b>' }] },
      ],
    };

    expect(words(asHtml([block]))).toBe('*a* :fire: <@U1> &amp; <b>');
  });

  it('does not run as the address of a link, a button or a picture', () => {
    const address = 'javascript:alert(1)';
    const link = { type: 'link', url: address, text: 'x' };
    const blocks = [
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [link] }] },
      { type: 'actions', elements: [{ type: 'button', action_id: 'a', text: plain('x'), url: address }] },
      { type: 'image', image_url: address, alt_text: 'x' },
      { type: 'markdown', text: `[x](${address})` },
    ];

    expect(asHtml(blocks)).not.toMatch(/(href|src)="javascript/);
  });
});

describe('details', () => {
  it('plain text shows emoji unless it says no', () => {
    const text = (emoji?: boolean) => [{ type: 'header', text: { ...plain(':fire:'), emoji } }];

    expect(words(asHtml(text()))).toBe('🔥');
    expect(words(asHtml(text(false)))).toBe(':fire:');
  });

  it('HTML in Markdown stays text, and its tables and lists are drawn', () => {
    const html = asHtml([{ type: 'markdown', text: '<b>x</b>\n\n- one\n\n|a|\n|-|\n|1|\n' }]);

    expect(words(html)).toContain('<b>x</b>');
    expect(html).not.toContain('<b>');
    expect(html).toContain('<li>');
    expect(html).toContain('<td');
  });

  it('a moment is chosen in the zone of who looks', () => {
    const element = {
      type: 'datetimepicker',
      action_id: 'a',
      initial_date_time: Date.UTC(2026, 10, 20, 18) / 1000,
    };

    expect(asHtml([{ type: 'actions', elements: [element] }])).toContain('value="2026-11-21T03:00"');
  });

  it('a picture is not fetched: its description stands for it, and leads to it', () => {
    const picture = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'Errors per minute' };
    const html = asHtml([picture, { type: 'context', elements: [picture] }]);

    expect(html).not.toContain('<img');
    expect(words(html)).toBe('Errors per minuteErrors per minute');
    expect(html.match(/href="https:\/\/example\.com\/a\.png"/g)).toHaveLength(2);
  });

  it('menus of people and channels name those of the workspace', () => {
    const html = asHtml([blockAround('users_select', false), blockAround('channels_select', false)], ana);

    expect(html).toContain('<option value="U2">ben</option>');
    expect(html).toContain('<option value="C1">#incidents</option>');
  });
});
