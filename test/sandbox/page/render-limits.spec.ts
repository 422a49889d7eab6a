import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { limitsRoute } from '../../../sandbox/page/limits-route.ts';
import { BLOCK_EXAMPLES, blockAround } from '../../../sandbox/page/public/blocks-examples.js';
import { BlocksPage } from '../../../sandbox/page/public/blocks-page.js';
import { limitWords } from '../../../sandbox/page/public/limit-words.js';
import { BLOCK_LIMITS } from '../../../sandbox/slack/block-kit/block-limits.ts';
import type { FieldRule } from '../../../sandbox/slack/block-kit/block-rules.ts';
import { checkMessageBlocks, checkView } from '../../../sandbox/slack/block-kit/check-blocks.ts';
import { ACTION_TYPES, ELEMENT_LIMITS } from '../../../sandbox/slack/block-kit/element-limits.ts';
import { OBJECT_LIMITS } from '../../../sandbox/slack/block-kit/object-limits.ts';
import { Refusal } from '../../../sandbox/slack/refusal.ts';
import { emoji, words } from './rendered.ts';

type Fields = Record<string, unknown>;
const asked = { query: new URLSearchParams(), body: undefined };
// As the browser gets it.
const all = JSON.parse(JSON.stringify(limitsRoute.answer(asked)));
const plain = (text: string) => ({ type: 'plain_text', text });

/** What the sandbox says against a block, in a modal if it may stand there. */
const complaints = (block: Fields): string[] => {
  const isForModals = BLOCK_LIMITS[String(block.type)]?.on.includes('modal');
  try {
    if (isForModals) {
      checkView({ type: 'modal', title: plain('x'), submit: plain('x'), blocks: [block] });
    } else checkMessageBlocks([block]);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (error.details.errors as string[] | undefined) ?? [];
  }
};

/** A value that is exactly this long, large or many. */
const sized = (rule: FieldRule, size: number): unknown => {
  switch (rule.is) {
    case 'text':
      return { type: rule.of === 'any' ? 'mrkdwn' : rule.of, text: 'x'.repeat(size) };
    case 'string':
      return rule.like === 'url' ? `https://${'x'.repeat(size - 8)}` : 'x'.repeat(size);
    case 'integer':
      return size;
    case 'list':
      return Array.from({ length: size }, () => ({}));
    default:
      throw new Error(`a ${rule.is} has no size`);
  }
};

/** The rule and those of what is in its lists, outermost first. */
const chain = (rule: FieldRule): FieldRule[] => (rule.is === 'list' ? [rule, ...chain(rule.of)] : [rule]);
const hasMost = (rule: FieldRule) => 'max' in rule && rule.max !== undefined;

/** The largest sizes that the page names for a field, outermost first. */
const saidMost = (rule: FieldRule): number[] =>
  [...limitWords(JSON.parse(JSON.stringify(rule))).matchAll(/(?:up to|\d to) ([\d,]+)/g)].map(([, number]) =>
    Number(number?.replaceAll(',', '')),
  );

const TOO_MUCH = /must be less than|no more than/;

type Host = (field: string, value: unknown) => { block: Fields; pointer: string };

const compare = (fields: Readonly<Record<string, FieldRule>>, host: Host): number => {
  let compared = 0;
  for (const [name, rule] of Object.entries(fields)) {
    const rules = chain(rule);
    const said = saidMost(rule);
    expect(said, name).toHaveLength(rules.filter(hasMost).length);
    for (const [index, one] of rules.filter(hasMost).entries()) {
      const depth = rules.indexOf(one);
      const wrap = (value: unknown): unknown =>
        Array.from({ length: depth }).reduce((inside) => [inside], value);
      const refused = (size: number): boolean => {
        const { block, pointer } = host(name, wrap(sized(one, size)));
        const place = `${pointer}/${name}${'/0'.repeat(depth)}`;
        return complaints(block).some(
          (complaint) =>
            TOO_MUCH.test(complaint) &&
            (complaint.includes(`:${place}]`) || complaint.includes(`:${place}/text]`)),
        );
      };

      expect(refused(said[index] ?? 0), `${name} at its limit`).toBe(false);
      expect(refused((said[index] ?? 0) + 1), `${name} beyond its limit`).toBe(true);
      compared += 1;
    }
  }
  return compared;
};

const inView = (type: string) => (BLOCK_LIMITS[type]?.on.includes('modal') ? '/view/blocks/0' : '/blocks/0');

/** Around an element, with where it stands. */
const element = (type: string, field: string, value: unknown) => {
  const block = blockAround(type, !ACTION_TYPES.includes(type) && type !== 'image') as Fields;
  const found = (block.element ?? (block.elements as Fields[])[0]) as Fields;
  found[field] = value;
  return { block, pointer: `${inView(String(block.type))}${block.element ? '/element' : '/elements/0'}` };
};

/** Where objects stand: the element, its field, and whether in a list. */
const OBJECT_HOSTS: Readonly<Record<string, readonly [type: string, field: string, list: boolean]>> = {
  confirm: ['button', 'confirm', false],
  plain_option: ['static_select', 'options', true],
  option: ['checkboxes', 'options', true],
  overflow_option: ['overflow', 'options', true],
  option_group: ['multi_static_select', 'option_groups', true],
};

describe('the page of limits', () => {
  const html = render(h(BlocksPage, { all, emoji }));

  it('lists every block, element and object', () => {
    for (const type of [BLOCK_LIMITS, ELEMENT_LIMITS, OBJECT_LIMITS].flatMap((table) => Object.keys(table)))
      expect(html).toContain(`id="${type}"`);
  });

  it('says of every field what may be in it', () => {
    const shown = words(html);
    for (const { fields } of [...Object.values(BLOCK_LIMITS), ...Object.values(ELEMENT_LIMITS)]) {
      for (const [name, rule] of Object.entries(fields))
        expect(shown).toContain(`${name}${limitWords(rule)}`);
    }
  });

  it.each(Object.entries(BLOCK_LIMITS))(
    'names the sizes at which the sandbox refuses a %s block',
    (type, rule) => {
      compare(rule.fields, (field, value) => ({
        block: { type, ...BLOCK_EXAMPLES[type], [field]: value },
        pointer: inView(type),
      }));
    },
  );

  it.each(Object.entries(ELEMENT_LIMITS))(
    'names the sizes at which the sandbox refuses a %s',
    (type, rule) => {
      compare(rule.fields, (field, value) => element(type, field, value));
    },
  );

  it.each(Object.entries(OBJECT_HOSTS))(
    'names the sizes at which the sandbox refuses a %s',
    (name, [type, field, list]) => {
      const compared = compare(OBJECT_LIMITS[name]?.fields ?? {}, (inner, value) => {
        const object = { [inner]: value };
        const { block, pointer } = element(type, field, list ? [object] : object);
        return { block, pointer: `${pointer}/${field}${list ? '/0' : ''}` };
      });

      expect(compared).toBeGreaterThan(1);
    },
  );
});
