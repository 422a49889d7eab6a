import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert, Episode } from '../../src/domain/alert.ts';
import { emptyBook, episodeKey } from '../../src/domain/alert-book.ts';
import { alertDelta, changed, withChange } from '../../src/domain/alert-delta.ts';
import { confirmHeld } from '../../src/domain/alert-transition.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { anAlert, aPart } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';

type Body = { readonly alerts: readonly Alert[]; readonly truncated: number; readonly groupKey: string };

const alert = fc
  .record({
    fingerprint: fc.constantFrom('aa', 'bb', 'cc'),
    status: fc.constantFrom('firing' as const, 'resolved' as const),
    run: fc.integer({ min: 0, max: 3 }),
    ended: fc.integer({ min: 0, max: 4 }),
    severity: fc.constantFrom('critical', 'critical', 'info'),
  })
  .map(({ fingerprint, status, run, ended, severity }) => {
    const built = anAlert({ fingerprint, status, start: NOON + run * MINUTE });
    const endedAt = status === 'resolved' ? NOON + ended * MINUTE : null;
    return { ...built, endedAt, labels: { ...built.labels, severity } };
  });

const body: fc.Arbitrary<Body> = fc.record({
  alerts: fc.uniqueArray(alert, { maxLength: 3, selector: (one) => one.fingerprint }),
  truncated: fc.constantFrom(0, 0, 0, 2),
  groupKey: fc.constantFrom('g1', 'g1', 'g2'),
});

const bodies = fc.array(body, { minLength: 1, maxLength: 12 });

/** Everything that was ever stored, as an append would, and the book beside it. */
function heard(list: readonly Body[]) {
  let book = emptyBook;
  const stored = new Map<string, Episode>();
  for (const [i, { alerts, ...over }] of list.entries()) {
    if (alerts.length === 0) continue;
    const change = alertDelta(book, aPart(alerts, over), NOON + i * SECOND);
    if (!change.anything) continue;
    for (const episode of change.episodes) stored.set(episodeKey(episode), episode);
    book = withChange(book, change);
  }
  return { book, stored };
}

function statesOf(stored: ReadonlyMap<string, Episode>) {
  const counts = { firing: 0, resolved: 0, gone: 0, held: 0 };
  for (const { state } of stored.values()) counts[state] += 1;
  return counts;
}

describe('whatever is heard in whatever order', () => {
  it('leaves counts that are those of the stored episodes', async () => {
    await fc.assert(
      fc.property(bodies, (list) => {
        const { book, stored } = heard(list);

        expect(book.counts).toMatchObject(statesOf(stored));
        const cut = [...book.groups.values()].map(({ truncated }) => truncated);
        expect(book.counts.truncated).toBe(cut.reduce((sum, one) => sum + one, 0));
        expect(book.counts.groups).toBe(book.groups.size);
      }),
    );
  });

  it('never loses what fires: it is firing, or held until it is confirmed', async () => {
    await fc.assert(
      fc.property(bodies, body, (list, last) => {
        const { book } = heard([...list, last]);

        for (const one of last.alerts) {
          const episode = book.episodes.get(one.fingerprint);
          if (one.status !== 'firing') continue;
          if (one.labels.severity === 'info' && !episode) continue;
          expect(['firing', 'held']).toContain(episode?.state);
        }
      }),
    );
  });

  it('changes nothing when it is heard a second time, but that a held firing is confirmed', async () => {
    await fc.assert(
      fc.property(bodies, body, (list, last) => {
        fc.pre(last.alerts.length > 0);
        const once = heard([...list, last]);
        const twice = heard([...list, last, last]);
        const thrice = heard([...list, last, last, last]);

        if (once.book.counts.held === 0) expect(twice.book.counts).toEqual(once.book.counts);
        expect(thrice.book.counts).toEqual(twice.book.counts);
        expect(statesOf(thrice.stored)).toEqual(statesOf(twice.stored));
      }),
    );
  });

  it('has at most one run of an alert that is not over', async () => {
    await fc.assert(
      fc.property(bodies, (list) => {
        const alive = [...heard(list).stored.values()].filter(({ state }) => state !== 'resolved');

        expect(new Set(alive.map(({ fingerprint }) => fingerprint)).size).toBe(alive.length);
      }),
    );
  });

  it('counts a confirmed hold as a run of its own', async () => {
    await fc.assert(
      fc.property(bodies, (list) => {
        const { book } = heard(list);
        for (const episode of book.episodes.values()) {
          if (episode.state !== 'held') continue;
          const group = book.groups.get(episode.group);
          if (!group) throw new Error('an episode of an unknown group');
          const { counts } = changed(book, group, confirmHeld(episode));
          expect(counts).toMatchObject({
            held: book.counts.held - 1,
            firing: book.counts.firing + 1,
            resolved: book.counts.resolved + 1,
          });
        }
      }),
    );
  });
});
