import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCommandLine } from '../../src/commands/grammar/command-line.ts';
import { textOf, tokens } from '../../src/commands/grammar/token.ts';
import { verbs } from '../../src/commands/verbs.ts';
import { runs } from '../setup/runs.ts';
import { createCommandWorld, read } from './command-world.ts';

const piece = fc.oneof(
  fc.constantFrom(
    ...verbs.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...[
      'INC-1',
      'inc–2',
      'INC-999',
      '<@UBEN|ben>',
      '<#C1|x>',
      '<#C9>',
      '<https://x.io|l>',
      '<!here>',
      '<!subteam^S1|@a>',
    ],
    ...['--at', '—at', '–private', '--', '—', '“', '”', '"', "'", '&amp;', '&lt;', '<', '>', '<@', '|', '\n'],
    ...[
      '10m',
      'ago',
      '14:05',
      '2026-02-30',
      '25:99',
      'yesterday',
      'me',
      'none',
      'commander',
      'constructor',
      '__proto__',
    ],
    ...[
      'sev1',
      '1',
      'mitigated',
      'closed',
      'false-positive',
      '--cluster',
      '--cluster=',
      '--toString',
      '\u200b',
      '\ud800',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);
const commandText = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(' '));

it('answers any text with something to read, and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(commandText, fc.constantFrom('C1', 'C2', 'CX'), async (text, from) => {
      const world = createCommandWorld();
      await world.has({ number: 1 });
      await world.has({ number: 2, status: 'triage' });

      const reply = await world.reply(text, { from });

      expect(reply.kind).not.toBe('nothing');
      expect(read(reply).length).toBeGreaterThan(3);
      if (reply.kind === 'say') expect(reply.document.push.length).toBeGreaterThan(0);
    }),
    { numRuns: runs(1_500) },
  );
});

it('answers any button and any form, and never throws', async () => {
  const word = fc.oneof(
    fc.constantFrom('INC-1', 'INC-1/commander', 'INC-1/', '/', 'new', '__proto__'),
    fc.string(),
  );
  const action = fc.oneof(
    fc.constantFrom('take-role', 'resolve', 'panel', 'declare', 'status', 'note', 'role'),
    fc.string(),
  );
  const values = fc.dictionary(
    fc.constantFrom('title', 'status', 'text', 'at', 'user', 'role', 'reason', 'x'),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(action, word, values, async (name, subject, filled) => {
      const world = createCommandWorld();
      await world.has({ number: 1 });

      expect(read(await world.press(name, subject)).length).toBeGreaterThan(3);
      const submitted = await world.submit(name, subject, filled);
      expect(
        submitted.kind === 'errors' ? Object.values(submitted.fields).join('') : submitted.say,
      ).toBeTruthy();
    }),
    { numRuns: runs(500) },
  );
});

it('loses no letter of what people write', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z&;.,!?()\-—’ \n]{0,60}$/), (text) => {
      const decoded = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      expect(textOf(tokens(text))).toBe(decoded.trim());
    }),
  );
});

it('finds verb and incident through any case, spaces and line breaks', () => {
  const space = fc.stringMatching(/^[ \n\t\u00a0]{1,3}$/);
  const written = fc
    .tuple(
      fc.constantFrom('', 'INC-12', 'inc 12', 'Inc–12:', 'INC12,'),
      fc.constantFrom(...verbs.map(({ name }) => name)),
    )
    .chain(([id, verb]) =>
      fc.tuple(
        fc.constant(id),
        fc.mixedCase(fc.constant(verb)).map((mixed) => ({ verb, mixed })),
        space,
        space,
      ),
    );
  fc.assert(
    fc.property(written, ([id, { verb, mixed }, before, between]) => {
      const line = parseCommandLine(`${before}${id}${between}${mixed}${between}word`);

      expect(line.verb).toBe(verb);
      expect(line.target).toEqual(id === '' ? null : { kind: 'id', id: 'INC-12' });
      expect(line.words.map(({ text }) => text)).toEqual(['word']);
    }),
  );
});
