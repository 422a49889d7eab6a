import fc from 'fast-check';
import type { Button, Document, Inline, Line, Part } from '../../../../src/domain/document.ts';
import type { Form, FormField } from '../../../../src/domain/form.ts';

const nasty = [
  '<!channel>',
  '<@U1>',
  '<https://evil.example|kubectl logs>',
  '```\nout\n```',
  '*bold* _it_ ~no~ `code`',
  '> quote',
  ':fire:',
  '\u202egnp.exe',
  'ad\u200bmin',
  '\ud800',
  '\u001b[31mred\u001b[0m',
  'a\nforged | row\r\nb',
  '&amp; &lt;',
  '𝕊😀'.repeat(50),
  'x'.repeat(5_000),
  '"\\'.repeat(3_000),
  '',
];

/** Text as it comes from anywhere: short, long, hostile. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(...nasty),
  fc.tuple(fc.constantFrom(...nasty), fc.constantFrom(...nasty)).map(([a, b]) => a + b),
  fc.nat(40_000).map((length) => 'word & <more> '.repeat(Math.ceil(length / 14)).slice(0, length)),
);

const id = fc.oneof(fc.constantFrom('U024BE7LH', 'C024BE7LH', 'S024BE7LH'), anyText);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  anyText,
  fc.record({ kind: fc.constantFrom('bold', 'italic', 'code', 'strike'), text: anyText }),
  fc.record({ kind: fc.constant('user'), user: id }),
  fc.record({ kind: fc.constant('usergroup'), group: id }),
  fc.record({ kind: fc.constant('channel'), channel: id }),
  fc.record({ kind: fc.constant('emoji'), name: fc.oneof(fc.constant('fire'), anyText) }),
  fc.record({
    kind: fc.constant('link'),
    url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.constant('javascript:alert(1)'), anyText),
    label: anyText,
  }),
  fc.record({
    kind: fc.constant('time'),
    at: fc.oneof(fc.integer(), fc.double(), fc.constant(1_700_000_000_000)),
    style: fc.constantFrom('time', 'date-time'),
  }),
);

const line: fc.Arbitrary<Line> = fc.array(inline, { maxLength: 6 });
const lines = fc.array(line, { maxLength: 30 });

const button: fc.Arbitrary<Button> = fc.record(
  {
    action: fc.oneof(fc.constantFrom('accept', 'decline', 'accept~1'), anyText),
    value: fc.oneof(fc.constant('INC-7'), anyText),
    label: anyText,
    style: fc.constantFrom('primary', 'danger'),
    confirm: fc.record({ title: anyText, text: anyText, yes: anyText, no: anyText }),
  },
  { requiredKeys: ['action', 'value', 'label'] },
);

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('header'), text: anyText }),
  fc.record({ kind: fc.constant('text'), lines }),
  fc.record({
    kind: fc.constant('fields'),
    fields: fc.array(fc.record({ label: anyText, value: line }), { maxLength: 25 }),
  }),
  fc.record({ kind: fc.constant('quote'), text: anyText }),
  fc.record(
    {
      kind: fc.constant('preformatted'),
      text: anyText,
      fileName: anyText,
      most: fc.nat({ max: 40 }).map((most) => most + 1),
      keep: fc.constantFrom('first', 'last'),
    },
    { requiredKeys: ['kind', 'text', 'fileName'] },
  ),
  fc.record({ kind: fc.constant('file'), label: anyText, text: anyText, fileName: anyText }),
  fc.record({ kind: fc.constant('context'), lines }),
  fc.record({ kind: fc.constant('buttons'), buttons: fc.array(button, { maxLength: 40 }) }),
  fc.record({ kind: fc.constant('divider') }),
);

/** Any document at all. */
export const anyDocument: fc.Arbitrary<Document> = fc.record({
  push: line,
  parts: fc.array(part, { maxLength: 70 }),
});

const common = { label: anyText, hint: anyText, optional: fc.boolean() };
const required: { requiredKeys: ('kind' | 'name' | 'label')[] } = { requiredKeys: ['kind', 'name', 'label'] };
const name = fc.oneof(fc.constantFrom('title', 'severity'), anyText);
const choice = fc.record({
  value: fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), anyText),
  label: anyText,
});

const field: fc.Arbitrary<FormField> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('text'),
      name,
      ...common,
      multiline: fc.boolean(),
      initial: anyText,
      maxLength: fc.oneof(fc.integer(), fc.double()),
    },
    required,
  ),
  fc.record(
    {
      kind: fc.constant('choice'),
      name,
      ...common,
      choices: fc.array(choice, { maxLength: 130 }),
      initial: anyText,
    },
    { requiredKeys: ['kind', 'name', 'label', 'choices'] },
  ),
  fc.record({ kind: fc.constant('user'), name, ...common, initial: fc.constant('U024BE7LH') }, required),
  fc.record(
    { kind: fc.constant('toggle'), name, ...common, text: anyText, initial: fc.boolean() },
    { requiredKeys: ['kind', 'name', 'label', 'text'] },
  ),
);

/** Any form at all. */
export const anyForm: fc.Arbitrary<Form> = fc.record(
  {
    name: anyText,
    subject: fc.constantFrom('INC-7', ''),
    title: anyText,
    submit: anyText,
    intro: anyText,
    fields: fc.array(field, { maxLength: 120 }),
  },
  { requiredKeys: ['name', 'subject', 'title', 'submit', 'fields'] },
) as fc.Arbitrary<Form>;
