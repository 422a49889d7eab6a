import { describe, expect, it } from 'vitest';
import { BLOCK_LIMITS, TOTALS } from '../../sandbox/slack/block-kit/block-limits.ts';
import type { FieldRule } from '../../sandbox/slack/block-kit/block-rules.ts';
import { checkMessageBlocks, checkView } from '../../sandbox/slack/block-kit/check-blocks.ts';
import { ELEMENT_LIMITS } from '../../sandbox/slack/block-kit/element-limits.ts';
import { OBJECT_LIMITS } from '../../sandbox/slack/block-kit/object-limits.ts';
import { Refusal } from '../../sandbox/slack/refusal.ts';
import { button, section } from './workspace.ts';

type Fields = Record<string, unknown>;

const complaints = (check: () => void): string[] => {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (error.details.errors as string[] | undefined) ?? [error.code];
  }
};
const ofMessage = (...blocks: Fields[]) => complaints(() => checkMessageBlocks(blocks));

/** The least that a rule takes, so that one field at a time can be driven over its limit. */
const least = (rule: FieldRule): unknown => {
  switch (rule.is) {
    case 'text':
      return { type: rule.of === 'any' ? 'mrkdwn' : rule.of, text: 'x' };
    case 'string':
      return {
        date: '2026-01-01',
        time: '10:00',
        url: 'https://example.com',
        picture: 'https://example.com',
        none: 'x',
      }[rule.like ?? 'none'];
    case 'integer':
      return rule.min ?? 1;
    case 'boolean':
      return true;
    case 'choice':
      return rule.of[0];
    case 'list':
      return [least(rule.of)];
    case 'object':
      return leastOf(OBJECT_LIMITS[rule.of]?.fields ?? {}, OBJECT_LIMITS[rule.of]?.oneOf);
    case 'element':
      return leastElement(rule.of[0] ?? '');
    default:
      return 'x';
  }
};

const leastOf = (
  fields: Readonly<Record<string, FieldRule>>,
  oneOf: readonly (readonly string[])[] = [],
): Fields => {
  const needed = Object.entries(fields).filter(
    ([name, rule]) => rule.required || oneOf.some(([first]) => first === name),
  );
  return Object.fromEntries(needed.map(([name, rule]) => [name, least(rule)]));
};

const leastElement = (type: string): Fields => {
  const rule = ELEMENT_LIMITS[type];
  if (type === 'rich_text_section') return { type, elements: [{ type: 'text', text: 'x' }] };
  if (!rule) return { type, text: 'x' };
  return { type, ...(rule.interactive && { action_id: 'a' }), ...leastOf(rule.fields, rule.oneOf) };
};

const leastBlock = (type: string): Fields => {
  const rule = BLOCK_LIMITS[type];
  return { type, ...leastOf(rule?.fields ?? {}, rule?.oneOf) };
};

const inside = (element: Fields): Fields => {
  const label = { type: 'plain_text', text: 'x' };
  if (element.type === 'image') return { type: 'context', elements: [element] };
  if (String(element.type).endsWith('_input')) return { type: 'input', label, element };
  return { type: 'actions', elements: [element] };
};

const over = (rule: FieldRule): { value: unknown; complaint: RegExp } | undefined => {
  if (rule.is === 'text') {
    const value = { ...(least(rule) as Fields), text: 'x'.repeat(rule.max + 1) };
    return { value, complaint: new RegExp(`must be less than ${rule.max + 1} characters`) };
  }
  if (rule.is === 'string' && rule.max) {
    const start = rule.like === 'url' || rule.like === 'picture' ? 'https://example.com/' : '';
    return {
      value: start.padEnd(rule.max + 1, 'x'),
      complaint: new RegExp(`must be less than ${rule.max + 1} characters`),
    };
  }
  if (rule.is === 'list' && rule.max) {
    return {
      value: Array.from({ length: rule.max + 1 }, () => least(rule.of)),
      complaint: new RegExp(`no more than ${rule.max} items`),
    };
  }
  if (rule.is === 'choice') return { value: 'no such', complaint: /value must be one of/ };
  if (rule.is === 'boolean') return { value: 'true', complaint: /must be a valid boolean/ };
  return undefined;
};

describe('Block Kit limits', () => {
  it('takes the least of every block and of every element', () => {
    for (const type of Object.keys(BLOCK_LIMITS))
      expect(`${type} ${ofMessage(leastBlock(type))}`).toBe(`${type} `);
    for (const type of Object.keys(ELEMENT_LIMITS)) {
      expect(`${type} ${ofMessage(inside(leastElement(type)))}`).toBe(`${type} `);
    }
    expect(Object.keys(BLOCK_LIMITS).length + Object.keys(ELEMENT_LIMITS).length).toBeGreaterThan(30);
  });

  for (const [type, rule] of Object.entries(BLOCK_LIMITS)) {
    for (const [name, field] of Object.entries(rule.fields)) {
      const excess = over(field);
      if (!excess) continue;
      it(`refuses ${type}.${name} over its limit`, () => {
        expect(ofMessage({ ...leastBlock(type), [name]: excess.value }).join()).toMatch(excess.complaint);
      });
    }
  }

  for (const [type, rule] of Object.entries(ELEMENT_LIMITS)) {
    for (const [name, field] of Object.entries(rule.fields)) {
      const excess = over(field);
      if (!excess) continue;
      it(`refuses ${type}.${name} over its limit`, () => {
        expect(ofMessage(inside({ ...leastElement(type), [name]: excess.value })).join()).toMatch(
          excess.complaint,
        );
      });
    }
  }

  it('has the limits that Slack documents', () => {
    const block = (type: string, field: string) => BLOCK_LIMITS[type]?.fields[field];
    const element = (type: string, field: string) => ELEMENT_LIMITS[type]?.fields[field];
    const object = (type: string, field: string) => OBJECT_LIMITS[type]?.fields[field];
    const documented: [FieldRule | undefined, number][] = [
      [block('header', 'text'), 150],
      [block('section', 'text'), 3000],
      [block('section', 'fields'), 10],
      [block('actions', 'elements'), 25],
      [block('context', 'elements'), 10],
      [block('input', 'label'), 2000],
      [block('input', 'hint'), 2000],
      [block('image', 'image_url'), 3000],
      [block('image', 'alt_text'), 2000],
      [block('image', 'title'), 2000],
      [block('markdown', 'text'), 12_000],
      [block('table', 'rows'), 100],
      [block('table', 'column_settings'), 20],
      [element('button', 'text'), 75],
      [element('button', 'value'), 2000],
      [element('button', 'url'), 3000],
      [element('button', 'accessibility_label'), 75],
      [element('static_select', 'options'), 100],
      [element('static_select', 'option_groups'), 100],
      [element('static_select', 'placeholder'), 150],
      [element('overflow', 'options'), 5],
      [element('checkboxes', 'options'), 10],
      [element('radio_buttons', 'options'), 10],
      [element('plain_text_input', 'max_length'), 3000],
      [element('plain_text_input', 'initial_value'), 3000],
      [object('confirm', 'title'), 100],
      [object('confirm', 'text'), 300],
      [object('confirm', 'confirm'), 30],
      [object('confirm', 'deny'), 30],
      [object('option', 'text'), 75],
      [object('option', 'value'), 150],
      [object('option', 'description'), 75],
      [object('option_group', 'label'), 75],
    ];

    for (const [rule, most] of documented) expect(rule).toMatchObject({ max: most });
    const fields = block('section', 'fields');
    expect(fields?.is === 'list' && fields.of).toMatchObject({ max: 2000 });
    const rows = block('table', 'rows');
    expect(rows?.is === 'list' && rows.of).toMatchObject({ max: 20 });
    expect(TOTALS).toMatchObject({
      message: { blocks: 50 },
      modal: { blocks: 100 },
      blockId: 255,
      actionId: 255,
    });
  });

  it('takes exactly the limit', () => {
    expect(ofMessage(section('x'.repeat(3000)))).toEqual([]);
    expect(ofMessage({ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(150) } })).toEqual([]);
    expect(ofMessage(...Array.from({ length: 50 }, () => ({ type: 'divider' })))).toEqual([]);
    const elements = Array.from({ length: 25 }, (_, n) =>
      button(`a${n}`, 'x'.repeat(75), { value: 'v'.repeat(2000) }),
    );
    expect(ofMessage({ type: 'actions', elements })).toEqual([]);
  });

  it('points to what is missing, unknown, empty or of the wrong kind', () => {
    expect(ofMessage({ type: 'nonsense' })).toEqual(['unsupported type: nonsense [json-pointer:/blocks/0]']);
    expect(ofMessage({ type: 'header' })).toEqual(['missing required field: text [json-pointer:/blocks/0]']);
    expect(ofMessage(section(''))).toEqual([
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ]);
    expect(ofMessage({ ...section('x'), colour: 'red' })).toEqual([
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ]);
    expect(ofMessage({ type: 'section' })).toEqual([
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ]);
    expect(ofMessage({ type: 'header', text: 'bare' })).toEqual([
      'must provide an object [json-pointer:/blocks/0/text]',
    ]);
    expect(ofMessage({ type: 'actions', elements: [{ type: 'plain_text_input', action_id: 'a' }] })).toEqual([
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0]',
    ]);
  });

  it('wants block ids unique in a message, action ids unique in a block', () => {
    const twice = { ...section('x'), block_id: 'same' };
    expect(ofMessage(twice, twice)).toEqual([
      '`block_id` "same" already exists for another block [json-pointer:/blocks/1/block_id]',
    ]);
    const elements = [button('same', 'A'), button('same', 'B')];
    expect(ofMessage({ type: 'actions', elements })).toEqual([
      '`action_id` "same" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
    expect(
      ofMessage({ type: 'actions', elements: [elements[0]] }, { type: 'actions', elements: [elements[1]] }),
    ).toEqual([]);
  });

  it('knows the whole: all texts together, one table, markdown', () => {
    expect(ofMessage(...Array.from({ length: 4 }, () => section('x'.repeat(3000))))).toEqual([]);
    expect(ofMessage(...Array.from({ length: 5 }, () => section('x'.repeat(2900))))).toEqual([
      'msg_blocks_too_long',
    ]);
    const table = leastBlock('table');
    expect(ofMessage(table, table).join()).toContain('only_one_table_allowed');
    const markdown = { type: 'markdown', text: 'x'.repeat(6001) };
    expect(ofMessage(markdown, markdown).join()).toContain(
      `less than ${TOTALS.message.markdownCharacters + 1}`,
    );
  });

  it('takes 100 blocks in a modal, and not what belongs to messages', () => {
    const view = (blocks: Fields[]) => ({ type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks });
    const dividers = (n: number) => Array.from({ length: n }, () => ({ type: 'divider' }));
    expect(complaints(() => checkView(view(dividers(100))))).toEqual([]);
    expect(complaints(() => checkView(view(dividers(101))))).toEqual([
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ]);
    expect(complaints(() => checkView(view([leastBlock('markdown')])))).toEqual([
      'unsupported type: markdown [json-pointer:/view/blocks/0]',
    ]);
  });
});
