import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Query } from '../../src/domain/query/query.ts';
import { runs } from '../setup/runs.ts';
import { queryVerbs, read } from './read-query.ts';

const nasty = fc.oneof(
  fc.constantFrom(
    ...[
      '-n',
      '-A',
      '-l',
      '-c',
      '--previous',
      '—since',
      '--tail',
      '--grep',
      '--cluster',
      '-',
      '--',
      '—',
      '=',
      ':',
    ],
    ...[
      'pods',
      'deploy/checkout',
      '../x',
      'a/b/c',
      'a=b',
      'env in (a,b)',
      '"',
      '“',
      '”',
      "'",
      '(',
      ')',
      ',',
      '!',
    ],
    ...[
      '?',
      '&',
      '#',
      '%2f',
      '\\',
      '\n',
      '\u0000',
      '\u202e',
      'x'.repeat(300),
      '2h',
      '50',
      'list',
      'get',
      '$(id)',
      '`id`',
    ],
    ...['<https://evil.example|x>', '<@U1>', '<!here>', '&lt;', '__proto__', 'constructor'],
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.stringMatching(/^[a-z0-9./=-]{0,20}$/),
);

it('lets nothing that was typed into a query except validated names, selectors and numbers', () => {
  const name = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
  const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
  const selector = /^[A-Za-z0-9!(),=_./ -]*$/;
  const safe = (query: Query): boolean => {
    const names: (string | null)[] = [];
    if ('resource' in query) names.push(...query.resource.split('/'));
    if ('name' in query) names.push(query.name);
    if ('target' in query && query.target) names.push(query.target.resource, query.target.name);
    const labels = [
      'scope' in query && query.scope.kind === 'namespace' ? query.scope.namespace : null,
      query.kind === 'logs' ? query.container : null,
    ];
    return (
      names.every((each) => each === null || (name.test(each) && each.length <= 253)) &&
      labels.every((each) => each === null || (label.test(each) && each.length <= 63)) &&
      (query.kind !== 'get' ||
        query.labels === null ||
        (selector.test(query.labels) && !/^-/.test(query.labels))) &&
      (query.kind !== 'can-i' || /^[a-z]+$/.test(query.verb)) &&
      (query.kind !== 'logs' || (query.tail > 0 && query.tail <= 5_000))
    );
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...queryVerbs.map((verb) => verb.name)),
      fc.array(nasty, { maxLength: 8 }),
      fc.constantFrom(' ', ''),
      (verb, pieces, glue) => {
        const query = read(`${verb} ${pieces.join(glue === '' ? ' ' : glue)}`, 'shop');
        expect(typeof query === 'string' ? query.length > 5 : safe(query)).toBe(true);
      },
    ),
    { numRuns: runs(5_000) },
  );
});

it('refuses every word that begins with a dash and is no option, whichever dash', () => {
  const dash = fc.constantFrom('-', '--', '---', '—', '–', '−', '‐', '―');
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const known = new Set([
    'n',
    'ns',
    'namespace',
    'a',
    'all',
    'l',
    'selector',
    'labels',
    'c',
    'container',
    'p',
    'previous',
    'since',
    'tail',
    'grep',
    'cluster',
  ]);
  fc.assert(
    fc.property(
      dash,
      word.filter((each) => !known.has(each)),
      fc.constantFrom('', '=x'),
      (line, option, value) => {
        expect(read(`get pods ${line}${option}${value}`)).toMatch(/don’t know the option/);
      },
    ),
  );
});
