import { describe, expect, it } from 'vitest';
import { verbs } from '../../src/commands/verbs.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { everything, keyHolders, planned, risky } from './a-change.ts';
import { anEpisode } from './an-episode.ts';
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

const decisions = ['approve', 'deny', 'ack', 'withdraw', 'stop'];

const eventsKept = { id: 'events', kind: 'events', title: 'Events', at: 0, bytes: 10, digest: 'd' } as const;

describe('every example of the help works as it is written', () => {
  const examples = verbs.flatMap(({ examples }) => examples);
  it.each(examples)('%s', async (example) => {
    const world = createCommandWorld({ gate: everything, groups: keyHolders });
    const [verb = ''] = example.split(' ');
    await world.has({ number: 1, severity: 'sev4', namespace: 'shop' }, [
      alertsChanged(
        { firing: 1, groups: 1 },
        { joined: [{ ...anEpisode('a', 'firing'), labels: { namespace: 'shop', deployment: 'checkout' } }] },
      ),
      { kind: 'evidence.kept', items: [eventsKept] },
      ...(decisions.includes(verb) ? planned({ warnings: verb === 'ack' ? risky : [] }, {}, 3) : []),
    ]);
    if (verb === 'stop') await world.types('approve 3', { as: 'UBEN' });
    await world.has({ number: 7, ...(/ (accept|decline)/.test(example) ? { status: 'triage' } : {}) });
    if (example.startsWith('reopen')) await world.types('resolve');
    if (example === 'followup done 3')
      for (const text of ['A', 'B', 'C']) await world.types(`followup ${text}`);
    if (example === 'watch off') await world.types('watch get pods -n shop');

    const text = example.replace('@ana', '<@UANA|ana>').replace('@ben', '<@UBEN|ben>');
    const as = { approve: 'UBEN', deny: 'UBEN', stop: 'UBEN', 'break-glass': 'UDAN' }[verb] ?? 'UANA';
    const said = await world.types(text, { as });

    expect(said).not.toMatch(/Try:|already|not offered|nothing left/);
  });
});
