import { describe, expect, it } from 'vitest';
import { verbs } from '../../src/commands/verbs.ts';
import { createCommandWorld } from './command-world.ts';

it('has every name and alias once, and no empty words', () => {
  const names = verbs.flatMap(({ name, aliases }) => [name, ...aliases]);

  expect(new Set(names).size).toBe(names.length);
  for (const verb of verbs) {
    expect(verb.usage.startsWith(verb.name)).toBe(true);
    expect(verb.summary).toMatch(/^[A-Z].*[^.!]$/);
    expect(verb.examples.length).toBeGreaterThan(0);
  }
});

describe('every example of the help works as it is written', () => {
  const examples = verbs.flatMap(({ examples }) => examples);
  it.each(examples)('%s', async (example) => {
    const world = createCommandWorld();
    await world.has({ number: 1, severity: 'sev4' });
    await world.has({ number: 7, ...(/ (accept|decline)/.test(example) ? { status: 'triage' } : {}) });
    if (example.startsWith('reopen')) await world.types('resolve');

    const text = example.replace('@ana', '<@UANA|ana>').replace('@ben', '<@UBEN|ben>');
    const said = await world.types(text);

    expect(said).not.toMatch(/Try:|already/);
  });
});
