import { expect, it } from 'vitest';
import { table } from '../../../src/diagnosis/words/proof.ts';
import { phoneEvidence } from '../../../src/domain/wording/phone-evidence.ts';

const heads = ['pod', 'digest', 'node', 'started', 'restarts'];
const row = (end: string, digest: string) => [
  `catalog-6fd8c9b745-${end}`,
  digest,
  'ip-10-20-48-31.eu-west-1.compute.internal',
  '2026-10-27 15:55 UTC',
  '0',
];

it('a table of evidence that is too wide for a phone becomes a paragraph for each row, with nothing lost', () => {
  const wide = table('', heads, [row('cxkdc', '9eed00d3db88'), row('jzrjv', 'e966462e847c')]).text;

  expect(phoneEvidence(wide).split('\n')).toEqual([
    'catalog-6fd8c9b745-cxkdc',
    '  digest 9eed00d3db88',
    '  node ip-10-20-48-31',
    '  started 2026-10-27 15:55 UTC',
    '  restarts 0',
    'catalog-6fd8c9b745-jzrjv',
    '  digest e966462e847c',
    '  node ip-10-20-48-31',
    '  started 2026-10-27 15:55 UTC',
    '  restarts 0',
  ]);
});

it('images are told apart by their end', () => {
  const diff = table(
    '',
    ['container', 'what', 'before', 'after'],
    [
      [
        'app',
        'image',
        'registry.example.com/shop/checkout:2.31.0',
        'registry.example.com/shop/checkout:2.32.0',
      ],
    ],
  ).text;

  expect(phoneEvidence(diff)).toContain('checkout:2.31.0');
  expect(phoneEvidence(diff)).toContain('checkout:2.32.0');
});

it('what fits stays, and so does what is no table; rows that do not fit a glance are counted', () => {
  const narrow = table('', ['node', 'pods'], [['node-1', '3']]).text;
  const many = table(
    '',
    heads,
    Array.from({ length: 25 }, (_, index) => row(`p${index}`, 'abc')),
  ).text;
  const words = `a sentence that is longer than a line of a phone and has no columns at all`;

  expect(phoneEvidence(narrow)).toBe(narrow);
  expect(phoneEvidence(words)).toBe(words);
  expect(phoneEvidence(many).split('\n')).toHaveLength(9);
  expect(phoneEvidence(many).split('\n').at(-1)).toBe('and 23 more');
});
