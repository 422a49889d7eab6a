import { expect } from 'vitest';
import type { Fact } from '../../../src/domain/fact.ts';
import type { AlertBody } from '../webhook-body.ts';
import type { KilledWorld } from './killed-world.ts';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

/** How often each group fires and is over again. */
const RUNS = 8;

const GROUPS = ['a', 'b', 'c', 'd', 'e', 'f'];

const STEADY: AlertBody = {
  group: { alertname: 'Steady', cluster: 'prod-eu1' },
  alerts: Array.from({ length: 2 * GROUPS.length }, (_, i) => ({
    labels: { pod: `steady-${i}` },
    since: START,
  })),
};

/** All groups belong to one incident, which no flap reopens: nobody resolves it. */
export const oneIncident = { correlation: { labels: ['cluster'] } };

/** What the answers were: statuses, and `refused` where there was none. */
export type Answers = Map<number | 'refused', number>;

/**
 * Several groups flap at the same time. Like Alertmanager, each sends its next delivery only once the one before was
 * taken in, and sends it again until it is. `between` runs when that many were taken in.
 */
export async function flapAll(
  { deliver }: Pick<KilledWorld, 'deliver'>,
  between: ReadonlyMap<number, () => Promise<void>>,
): Promise<Answers> {
  // Enough that fires all the time, so that no flap doubles what fires: that would be said in the channel each time.
  expect(await deliver(STEADY)).toBe(202);
  const answers: Answers = new Map();
  let taken = 0;
  const disturbed: Promise<void>[] = [];
  const flap = async (name: string): Promise<void> => {
    for (const body of deliveriesOf(name)) {
      for (let status: number | 'refused' = 0; status !== 202; ) {
        status = await deliver(body).catch(() => 'refused' as const);
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status !== 202) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      taken += 1;
      const disturb = between.get(taken);
      if (disturb) disturbed.push(disturb());
    }
  };
  await Promise.all(GROUPS.map(flap));
  await Promise.all(disturbed);
  expect(taken).toBe(GROUPS.length * RUNS * 2);
  return answers;
}

/** That the log has every flap of every group, once, in its order. */
export function expectAllFlaps(facts: readonly Fact[]): void {
  for (const name of GROUPS) {
    const expected = runs().flatMap((since) => [`${since} fires`, `${since} is over`]);
    expect([name, flapsOf(facts, name)]).toEqual([name, expected]);
  }
}

function flapsOf(facts: readonly Fact[], name: string): readonly string[] {
  return facts.flatMap(({ body }) => {
    if (body.kind !== 'alerts.changed') return [];
    const { joined, refired, returned, resolved, held } = body.delta;
    const told = [
      ...[...joined, ...refired, ...returned].map((episode) => ({ episode, what: 'fires' })),
      ...resolved.map((episode) => ({ episode, what: 'is over' })),
      ...held.map((episode) => ({ episode, what: 'is held' })),
    ];
    const own = told.filter(({ episode }) => episode.labels.pod === name);
    return own.map(({ episode, what }) => `${episode.startedAt} ${what}`);
  });
}

const runs = (): readonly number[] => Array.from({ length: RUNS }, (_, i) => START + i * MINUTE);

function deliveriesOf(name: string): readonly AlertBody[] {
  return runs().flatMap((since) =>
    (['firing', 'resolved'] as const).map((status) => ({
      group: { alertname: 'Flapping', cluster: 'prod-eu1', pod: name },
      alerts: [{ labels: { severity: 'critical' }, since, until: since + MINUTE / 2, status }],
    })),
  );
}
