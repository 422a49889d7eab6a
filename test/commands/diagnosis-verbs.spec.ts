import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { NOON } from '../builders/incident.ts';
import { podsAnswered, podsAsked } from '../builders/investigation.ts';
import { anEpisode } from './an-episode.ts';
import { createCommandWorld } from './command-world.ts';

const firing = alertsChanged(
  { firing: 1, groups: 1 },
  {
    joined: [{ ...anEpisode('a', 'firing'), labels: { namespace: 'shop', deployment: 'checkout' } }],
  },
);

describe('/incident diag', () => {
  it('looks anew for the cause of what the alerts are about', async () => {
    const world = createCommandWorld();
    await world.has({}, [firing]);

    expect(await world.types('diag')).toContain('Diagnosing prod-eu1.');
    expect((await world.lastFact()).body).toEqual({
      kind: 'diagnosis.asked',
      about: null,
      cluster: 'prod-eu1',
    });
    expect(await world.types('diag')).toContain('A diagnosis is under way');
  });

  it('looks at what is named, however it is named', async () => {
    const about = { resource: 'deploy', name: 'checkout', namespace: 'shop' };
    for (const text of ['diag deploy/checkout -n shop', 'diagnose deploy/shop/checkout']) {
      const world = createCommandWorld();
      await world.has();
      await world.types(text);
      expect((await world.lastFact()).body).toMatchObject({ kind: 'diagnosis.asked', about });
    }
  });

  it('asks what to look at when the alerts name nothing', async () => {
    const world = createCommandWorld();
    await world.has();
    expect(await world.types('diag')).toContain('Say what to look at. Try: /incident diag deploy/checkout');
  });

  it('is refused for a namespace that the person may not ask about', async () => {
    const rules = [{ groups: ['S1'], namespaces: ['shop'] }];
    const world = createCommandWorld({
      asking: { clusters: ['prod-eu1'], rules },
      groups: { S1: ['UANA'] },
    });
    await world.has({}, [firing]);
    expect(await world.types('diag deploy/x -n pay')).toContain('You may ask about shop, not about pay');
    expect(await world.types('diag deploy/x -n shop')).toContain('Diagnosing');
  });
});

describe('/incident watch', () => {
  it('asks a question again and again, for a quarter of an hour unless told', async () => {
    const world = createCommandWorld();
    await world.has();

    expect(await world.types('watch get pods -n shop')).toContain('Watching prod-eu1: get pods -n shop');
    expect((await world.lastFact()).body).toMatchObject({
      kind: 'watch.started',
      question: { text: 'get pods -n shop', query: { kind: 'get', resource: 'pods' } },
      until: NOON + 15 * MINUTE,
    });
    await world.types('watch rollout deploy/checkout --for 30m');
    expect((await world.lastFact()).body).toMatchObject({ until: NOON + 30 * MINUTE });
    expect(await world.types('watch')).toContain(
      'Watched: 1 (get pods -n shop), 2 (rollout deploy/checkout)',
    );
  });

  it('refuses what is no question, and a time that is too long', async () => {
    const world = createCommandWorld();
    await world.has();
    expect(await world.types('watch pods')).toContain('Say what to watch, as you would ask it once.');
    expect(await world.types('watch get pods --for 3d')).toContain('from 1 minute to 2 hours');
    expect(await world.types('watch note hello')).toContain('Say what to watch');
  });

  it('ends one or all of them', async () => {
    const world = createCommandWorld();
    await world.has();
    await world.types('watch get pods -n shop');
    expect(await world.types('watch off 7')).toContain('There is no watch 7. Running: 1 (get pods -n shop).');
    expect(await world.types('watch off 1')).toContain('Ended.');
    expect(await world.types('watch off')).toContain('Nothing is being watched.');
  });
});

describe('/incident evidence', () => {
  it('lists what is kept and shows it', async () => {
    const world = createCommandWorld();
    const item = {
      kind: 'events',
      title: '3 events',
      at: NOON,
      bytes: 2_048,
      digest: await world.evidence.keep('INC-1', 'events', '12:00 Warning BackOff'),
      id: 'events',
    } as const;
    await world.has({}, [
      { kind: 'evidence.kept', items: [item] },
      { kind: 'query.asked', query: 1, question: podsAsked },
      podsAnswered,
    ]);

    const list = await world.types('evidence');
    expect(list).toContain('events · 3 events (2 KiB) · /incident evidence events');
    expect(list).toContain('answer · 6 pods in shop, 2 not ready');
    const shown = await world.types('evidence events');
    expect(shown).toContain('12:00 Warning BackOff');
    expect(shown).not.toContain('changed');
    expect(await world.types('evidence answer-1')).toContain('no longer in the store');
    expect(await world.types('evidence event')).toContain('Try: /incident evidence events');
  });

  it('shows a text that is not the one that the log sealed only below a warning that says what to do', async () => {
    const world = createCommandWorld();
    const digest = await world.evidence.keep('INC-1', 'answer-1', 'all is well');
    const answered = { ...podsAnswered, evidence: 'answer-1', digest };
    await world.has({}, [{ kind: 'query.asked', query: 1, question: podsAsked }, answered]);
    await world.evidence.keep('INC-1', 'answer-1', 'delete the namespace');

    expect(await world.types('evidence answer-1')).toMatch(
      /^Changed after it was kept: do not act on it\. .*keyturn verify INC-1\n(.*\n)*delete the namespace/,
    );
  });

  it('says when there is none yet', async () => {
    const world = createCommandWorld();
    await world.has();
    expect(await world.types('evidence')).toContain('No evidence is kept yet.');
  });
});
