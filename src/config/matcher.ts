import { RE2JS } from 're2js';
import { z } from 'zod';
import type { LabelMatcher } from '../domain/routing.ts';

const text = z.string({ error: 'expected a text; put a number or true in quotes' });

const TESTS = ['equal', 'notEqual', 'regex', 'notRegex', 'present', 'absent'] as const;

/**
 * One condition on one label, as Alertmanager understands them: an absent label is the same as an empty one, and a
 * regular expression (RE2, which no alert's text can make slow) must match the whole value.
 */
export const Matcher = z
  .strictObject({
    label: text.min(1, { error: 'expected the name of a label' }).describe('The name of the label.'),
    equal: text.optional().describe('The label has exactly this value.'),
    notEqual: text.optional().describe('The label does not have this value, or is absent.'),
    regex: text.optional().describe('A regular expression (RE2) that matches the whole value.'),
    notRegex: text.optional().describe('A regular expression (RE2) that does not match the whole value.'),
    present: z.literal(true).optional().describe('The label is there and not empty.'),
    absent: z.literal(true).optional().describe('The label is not there, or empty.'),
  })
  .transform((matcher, context): LabelMatcher => {
    const given = TESTS.filter((name) => matcher[name] !== undefined);
    if (given.length !== 1) {
      context.addIssue({
        code: 'custom',
        message: `expected exactly one of ${TESTS.join(', ')}; there are ${given.length}`,
      });
      return z.NEVER;
    }
    const test = testOf(matcher);
    if (typeof test === 'function') return { label: matcher.label, test };
    context.addIssue({
      code: 'custom',
      path: given,
      message: `expected a regular expression of RE2: ${test.wrong}`,
    });
    return z.NEVER;
  });

type Conditions = Partial<Record<'equal' | 'notEqual' | 'regex' | 'notRegex', string>> & {
  readonly present?: true | undefined;
};

function testOf({
  equal,
  notEqual,
  regex,
  notRegex,
  present,
}: Conditions): LabelMatcher['test'] | { wrong: string } {
  if (equal !== undefined) return (value) => value === equal;
  if (notEqual !== undefined) return (value) => value !== notEqual;
  if (regex !== undefined) return compiled(regex, true);
  if (notRegex !== undefined) return compiled(notRegex, false);
  return present ? (value) => value !== '' : (value) => value === '';
}

function compiled(pattern: string, wanted: boolean): LabelMatcher['test'] | { wrong: string } {
  try {
    const expression = RE2JS.compile(pattern);
    return (value) => expression.testExact(value) === wanted;
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
