import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { isOpen } from '../../src/domain/status.ts';
import { type AlertWorld, createAlertWorld } from '../builders/alert-world.ts';
import { anAlert, someRules } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';
import { runs } from '../setup/runs.ts';

const NAMES = ['A', 'B', 'C', 'D'];

/** One thing that happens: a delivery, a person, a while. */
type Event =
  | {
      readonly kind: 'delivery';
      readonly name: string;
      readonly alerts: readonly Alert[];
      readonly truncated: number;
    }
  | { readonly kind: 'resolve' | 'decline' | 'note'; readonly pick: number }
  | { readonly kind: 'passes'; readonly span: number }
  | { readonly kind: 'sweeps' };

const delivery = fc
  .record({
    name: fc.constantFrom(...NAMES),
    truncated: fc.constantFrom(0, 0, 0, 3),
    alerts: fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        status: fc.constantFrom('firing' as const, 'firing' as const, 'resolved' as const),
        run: fc.integer({ min: 0, max: 2 }),
        severity: fc.constantFrom('critical', 'warning'),
      }),
      { minLength: 1, maxLength: 3, selector: ({ number }) => number },
    ),
  })
  .map(
    ({ name, truncated, alerts }): Event => ({
      kind: 'delivery',
      name,
      truncated,
      alerts: alerts.map(({ number, status, run, severity }) => {
        const built = anAlert({ fingerprint: `${name}${number}`, status, start: NOON + run * MINUTE });
        return { ...built, labels: { alertname: name, cluster: 'prod-eu1', severity } };
      }),
    }),
  );

const event: fc.Arbitrary<Event> = fc.oneof(
  { arbitrary: delivery, weight: 6 },
  {
    arbitrary: fc.record({ kind: fc.constantFrom('resolve', 'decline', 'note'), pick: fc.nat() }),
    weight: 2,
  },
  {
    arbitrary: fc.constantFrom(SECOND, MINUTE, 40 * MINUTE).map((span): Event => ({ kind: 'passes', span })),
    weight: 1,
  },
  { arbitrary: fc.constant<Event>({ kind: 'sweeps' }), weight: 1 },
);

async function happens(world: AlertWorld, one: Event): Promise<void> {
  switch (one.kind) {
    case 'delivery': {
      const { name, alerts, truncated } = one;
      await world.hears(alerts, { groupKey: name, groupLabels: { alertname: name }, truncated });
      return;
    }
    case 'passes':
      return world.passes(one.span);
    case 'sweeps':
      return world.sweeps();
    default: {
      const open = (await world.incidents()).filter(({ status }) => isOpen(status));
      const incident = open[one.pick % Math.max(1, open.length)];
      if (!incident) return;
      if (one.kind === 'note') {
        return world.asks(incident.id, { kind: 'add-note', text: 'looking', happenedAt: NOON });
      }
      const declines = one.kind === 'decline' && incident.status === 'triage';
      return world.asks(
        incident.id,
        declines ? { kind: 'decline', text: null } : { kind: 'resolve', reason: null },
      );
    }
  }
}

describe('whatever comes in, in whatever order', () => {
  it('every snapshot is the fold of its log, every count that of its episodes, and nothing that fires is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async (events) => {
        const world = createAlertWorld(someRules({ storm: { moreThan: 2, within: 5 * MINUTE } }));
        const firing = new Map<string, string>();
        for (const one of events) {
          await happens(world, one);
          if (one.kind !== 'delivery') continue;
          for (const { fingerprint, status } of one.alerts) {
            if (status === 'firing') firing.set(fingerprint, one.name);
            else firing.delete(fingerprint);
          }
          // What a whole body leaves out is gone, until it is heard of again.
          const named = new Set(one.alerts.map(({ fingerprint }) => fingerprint));
          for (const [fingerprint, name] of firing) {
            if (name === one.name && one.truncated === 0 && !named.has(fingerprint))
              firing.delete(fingerprint);
          }
        }

        await world.isConsistent();
        expect(await world.deliveries.depth()).toMatchObject({ undrained: 0, quarantined: 0 });
        expect(world.logger.lines).toEqual([]);
        // By its key's owner, or, where a body that was cut off said nothing of it since, by the owner before.
        const incidents = await world.index.recent(1_000);
        for (const [fingerprint] of firing) {
          const found = await Promise.all(incidents.map(({ id }) => world.episodes.of(id, [fingerprint])));
          const states = found.flat().map(({ state }) => state);
          expect(
            states.some((state) => state === 'firing' || state === 'held'),
            `${fingerprint}: ${states}`,
          ).toBe(true);
        }
      }),
      { numRuns: runs(150) },
    );
  });
});
