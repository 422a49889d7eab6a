import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { Misconfigured, Unavailable } from '../../src/ports/failures.ts';
import { drainAlerts } from '../../src/workflows/drain-alerts.ts';
import { type AlertWorld, createAlertWorld } from '../builders/alert-world.ts';
import { aDelivery, anAlert } from '../builders/deliveries.ts';
import { Killed, mortal } from '../fakes/mortal.ts';

const over = (alert: Alert): Alert => ({ ...alert, status: 'resolved', endedAt: alert.startedAt + MINUTE });
const group = (name: string) => ({ groupKey: name, groupLabels: { alertname: name } });
const warning = (fingerprint: string): Alert => {
  const alert = anAlert({ fingerprint });
  return { ...alert, labels: { ...alert.labels, severity: 'warning' } };
};

/** The log of this world, which breaks over an append whose facts name this text. */
const breaksOver = (world: AlertWorld, text: string) => ({
  ...world.deps,
  log: {
    ...world.log,
    append: async (append: Parameters<typeof world.log.append>[0]) => {
      if (JSON.stringify(append.facts).includes(text)) throw new TypeError('a body nobody thought of');
      return world.log.append(append);
    },
  },
});

describe('a delivery that can not be applied', () => {
  it('goes to quarantine after three failures, with a metric and an error in the log, and holds up nobody', async () => {
    const world = createAlertWorld();
    await world.receive(aDelivery([warning('poison')], group('A')));
    await world.receive(aDelivery([warning('bb')], group('B')));
    const deps = breaksOver(world, 'poison');

    await drainAlerts(deps);
    expect(await world.incidents()).toMatchObject([{ alerts: { firing: 1 } }]);
    expect(await world.deliveries.depth()).toMatchObject({ undrained: 2, quarantined: 0 });
    await drainAlerts(deps);
    await drainAlerts(deps);

    expect(await world.deliveries.depth()).toMatchObject({ undrained: 0, quarantined: 1 });
    expect(world.deliveries.quarantined).toMatchObject([
      { entry: '1-0', reason: 'a body nobody thought of' },
    ]);
    expect(world.metrics.counted.get('inbox_quarantined_total{inbox="alerts"}')).toBe(1);
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { entry: '1-0' } },
    ]);
    expect((await world.incidents()).length).toBe(1);
  });

  it('keeps what is behind it of the same key waiting, and lets it through afterwards', async () => {
    const world = createAlertWorld();
    await world.receive(aDelivery([warning('poison')], group('A')));
    await world.receive(aDelivery([warning('poison'), warning('aa')], group('A')));
    await world.receive(aDelivery([warning('aa')], group('A')));
    const deps = breaksOver(world, '"fingerprint":"poison"');

    await drainAlerts(deps);
    expect(await world.incidents()).toEqual([]);
    for (let i = 0; i < 5; i++) await drainAlerts(deps);

    expect(world.deliveries.quarantined.map(({ entry }) => entry)).toEqual(['1-0', '2-0']);
    expect(await world.only()).toMatchObject({ alerts: { firing: 1 } });
    await world.isConsistent();
  });
});

describe('a store that is away', () => {
  it('is not the fault of the delivery', async () => {
    const world = createAlertWorld();
    await world.receive(aDelivery([warning('aa')], group('A')));
    const away = async () => {
      throw new Unavailable('redis-unreachable');
    };

    for (let i = 0; i < 5; i++) {
      await expect(drainAlerts({ ...world.deps, log: { ...world.log, append: away } })).rejects.toThrow(
        Unavailable,
      );
    }
    await drainAlerts(world.deps);

    expect(world.deliveries.quarantined).toEqual([]);
    expect(await world.only()).toMatchObject({ alerts: { firing: 1 } });
  });
});

describe('an incident that was put back to an older state', () => {
  it('holds up none of the others', async () => {
    const world = createAlertWorld();
    await world.hears([warning('aa')], group('A'));
    const damaged = (await world.only()).id;
    await world.receive(aDelivery([warning('aa'), warning('a2')], group('A')));
    await world.receive(aDelivery([warning('bb')], group('B')));
    const append = async (one: Parameters<typeof world.log.append>[0]) => {
      if (one.incident.id === damaged) throw new Misconfigured('log-is-ahead');
      return world.log.append(one);
    };

    for (let i = 0; i < 3; i++) await drainAlerts({ ...world.deps, log: { ...world.log, append } });

    expect((await world.incidents()).length).toBe(2);
    expect(world.deliveries.quarantined).toMatchObject([{ entry: '2-0', reason: 'log-is-ahead' }]);
  });

  it.each(['snapshot-changed', 'log-damaged', 'log-is-behind'])(
    'holds up none of the others when it was tampered with (%s)',
    async (reason) => {
      const world = createAlertWorld();
      await world.hears([warning('aa')], group('A'));
      const damaged = (await world.only()).id;
      await world.receive(aDelivery([warning('aa'), warning('a2')], group('A')));
      await world.receive(aDelivery([warning('bb')], group('B')));
      const load = async (id: string) => {
        if (id === damaged) throw new Misconfigured(reason);
        return world.log.load(id);
      };

      for (let i = 0; i < 3; i++) await drainAlerts({ ...world.deps, log: { ...world.log, load } });

      expect((await world.incidents()).length).toBe(2);
      expect(world.deliveries.quarantined).toMatchObject([{ entry: '2-0', reason }]);
    },
  );
});

describe('what waits behind a failure', () => {
  it('still finds that an alert is gone from its group once it is let through', async () => {
    const world = createAlertWorld();
    const labelled = (fingerprint: string, namespace: string): Alert => {
      const alert = warning(fingerprint);
      return { ...alert, labels: { ...alert.labels, namespace } };
    };
    const deps = { ...world.deps, rules: { ...world.deps.rules, correlation: ['namespace'] as const } };
    await world.receive(aDelivery([labelled('aa', 'one'), labelled('bb', 'two')], group('A')));
    await drainAlerts(deps);
    await world.receive(aDelivery([labelled('poison', 'one'), labelled('bb', 'two')], group('A')));
    await world.receive(aDelivery([labelled('cc', 'three')], group('A')));
    const broken = { ...breaksOver(world, 'poison'), rules: deps.rules };

    for (let i = 0; i < 5; i++) await drainAlerts(broken);

    expect(world.deliveries.quarantined.map(({ entry }) => entry)).toContain('2-0');
    const firing = (await world.incidents()).map(({ alerts }) => alerts.firing);
    expect(firing.sort()).toEqual([0, 0, 1]);
  });
});

describe('a drain that is killed at any call', () => {
  const deliveries = [
    aDelivery([warning('a1')], group('A')),
    aDelivery([warning('b1')], group('B')),
    aDelivery([warning('a1'), warning('a2')], group('A')),
    aDelivery([over(warning('a1')), warning('a2')], group('A')),
    aDelivery([over(warning('b1'))], group('B')),
    aDelivery([warning('a1'), warning('a2')], group('A')),
    aDelivery([warning('c1')], { ...group('C'), truncated: 3 }),
  ];
  const worldWithDeliveries = async () => {
    const world = createAlertWorld();
    for (const delivery of deliveries) await world.receive(delivery);
    return world;
  };
  const storyOf = async (world: AlertWorld) => {
    const story: unknown[] = [];
    for (const { id, alerts, status } of await world.incidents()) {
      story.push([alerts, status, (await world.log.facts(id)).map(({ body, at }) => [body.kind, at])]);
    }
    return story.map((one) => JSON.stringify(one)).sort();
  };

  it('loses nothing, doubles nothing, and keeps the order', async () => {
    const whole = await worldWithDeliveries();
    await whole.drain();
    const expected = await storyOf(whole);
    let kills = 0;

    for (const when of ['before', 'after'] as const) {
      for (let atCall = 1; ; atCall++) {
        const world = await worldWithDeliveries();
        const process = mortal({ atCall, when });
        const { log, index, episodes, groupKeys, jobs, deliveries: inbox } = world.deps;
        const reached = { log, index, episodes, groupKeys, jobs, deliveries: inbox };
        const dying = Object.fromEntries(
          Object.entries(reached).map(([name, port]) => [name, process.reach(port)]),
        ) as typeof reached;
        await drainAlerts({ ...world.deps, ...dying }).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        await world.drain();

        expect(await storyOf(world), `killed ${when} call ${atCall}`).toEqual(expected);
        expect(await inbox.depth()).toMatchObject({ undrained: 0, quarantined: 0 });
        await world.isConsistent();
        if (!process.isDead()) break;
        kills += 1;
      }
    }

    expect(kills).toBeGreaterThan(20);
  });
});
