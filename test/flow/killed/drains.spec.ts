import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import type { ChannelEvent } from '../../../src/domain/channel-event.ts';
import { deliveryIdentity } from '../../../src/domain/delivery-identity.ts';
import { foldLog } from '../../../src/domain/evolve.ts';
import type { FactBody } from '../../../src/domain/fact.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { aMessage, deleted, edited, posted, tsAt } from '../../builders/channel-events.ts';
import { aDelivery, anAlert } from '../../builders/deliveries.ts';
import { aDrainWorld } from '../../builders/drain-world.ts';
import { NOON } from '../../builders/incident.ts';
import { startConnection } from '../../integrations/redis/start-store.ts';
import { type DrainStore, killedAtEachWrite } from './killed-drain.ts';

const TIMEOUT = 240_000;

/** One delivery: the group's name, and its alerts as `namespace/name` with what each is. */
type Told = readonly [group: string, alerts: Readonly<Record<string, 'fires' | 'over' | 'again' | 'warns'>>];

const deliveries: readonly Told[] = [
  ['A', { 'payments/a1': 'fires', 'search/a2': 'fires' }],
  ['B', { 'payments/b1': 'fires' }],
  ['C', { 'billing/c1': 'warns' }],
  ['A', { 'payments/a1': 'fires', 'search/a2': 'fires', 'payments/a3': 'fires' }],
  ['B', { 'payments/b1': 'over' }],
  ['A', { 'payments/a1': 'over', 'search/a2': 'over', 'payments/a3': 'fires' }],
  ['B', { 'payments/b1': 'again' }],
  ['C', { 'billing/c1': 'over' }],
  // A late duplicate: it is held.
  ['A', { 'search/a2': 'fires', 'payments/a3': 'fires' }],
];

function alertOf(name: string, what: 'fires' | 'over' | 'again' | 'warns'): Alert {
  const [namespace = ''] = name.split('/');
  return anAlert({
    fingerprint: name,
    status: what === 'over' ? 'resolved' : 'firing',
    start: what === 'again' ? NOON + 5 * MINUTE : NOON,
    labels: {
      alertname: name,
      namespace,
      severity: what === 'warns' || name.includes('c') ? 'warning' : 'critical',
    },
  });
}

async function deliverAll(store: DrainStore): Promise<void> {
  for (const [i, [group, alerts]] of deliveries.entries()) {
    const delivery = aDelivery(
      Object.entries(alerts).map(([name, what]) => alertOf(name, what)),
      { groupKey: group, groupLabels: { group } },
    );
    const outcome = await store.deliveries.accept(delivery, deliveryIdentity(delivery), NOON + i);
    expect(outcome).toBe('stored');
  }
}

/** Everything that is known of the incidents; their numbers may have gaps. */
async function alertsKnown(store: DrainStore) {
  const incidents = (await store.index.recent(100)).toReversed();
  const known = await Promise.all(
    incidents.map(async (incident) => {
      const { id } = incident;
      const facts = await store.log.facts(id);
      expect(foldLog(id, facts)).toEqual(incident);
      expect((await store.verify.incident(id))?.damages).toEqual([]);
      return {
        incident: { ...incident, id: '', number: 0 },
        facts: facts.map(({ body }) => withoutNumber(body)),
        episodes: await store.episodes.all(id),
        groups: await store.episodes.groups(id),
        lastSeenAt: await store.episodes.lastSeenAt(id),
      };
    }),
  );
  const confirmed = await store.redis.smembers(store.keys.inbox('alerts').wantsConfirmation);
  return { known, confirmed, inbox: await store.deliveries.depth() };
}

function withoutNumber(body: FactBody): FactBody {
  return body.kind === 'incident.declared' ? { ...body, number: 0 } : body;
}

const said: readonly ChannelEvent[] = [
  posted({ ts: tsAt(1), text: 'a' }),
  posted({ ts: tsAt(2), text: 'b' }, 'C2'),
  edited({ ts: tsAt(1), text: 'a, edited', editTs: tsAt(3) }),
  { kind: 'pinned', channel: 'C1', ts: tsAt(1), eventTs: tsAt(4), user: 'UBEN' },
  posted({ ts: tsAt(5), text: 'a reply', threadTs: tsAt(1) }),
  posted({ ts: tsAt(6), text: 'gone soon' }),
  deleted(tsAt(6), tsAt(7)),
  // The wrong way round.
  edited({ ts: tsAt(9), text: 'second', editTs: tsAt(10) }),
  { kind: 'posted', channel: 'C1', eventTs: tsAt(9), message: aMessage({ ts: tsAt(9), text: 'first' }) },
  { kind: 'left', channel: 'C1', eventTs: tsAt(11), user: 'UANA' },
  { kind: 'reacted', channel: 'C2', ts: tsAt(2), eventTs: tsAt(12), user: 'UBEN', emoji: 'pushpin' },
  { kind: 'archived', channel: 'C2', eventTs: tsAt(13), user: 'UBEN' },
];

async function sayAll(store: DrainStore): Promise<void> {
  const { log, index, slackEvents, mirror, sideNotes } = store;
  const world = await aDrainWorld({ kept: { log, index, inbox: slackEvents, mirror, notes: sideNotes } });
  await world.hear(...said);
}

async function saidKnown(store: DrainStore) {
  const known = await Promise.all(
    (['INC-7', 'INC-8'] as const).map(async (id) => {
      const facts = await store.log.facts(id);
      const { damages, texts, unsealed } = (await store.verify.incident(id)) ?? {};
      // Sealed once more, with a salt of its own, is the same text all the same.
      const bodies = facts.map(({ body }) => body).filter(({ kind }) => kind !== 'messages.sealed');
      return { bodies, damages, texts, unsealed };
    }),
  );
  const records = await Promise.all(['C1', 'C2'].map((channel) => store.mirror.range(channel, {})));
  return { known, records, inbox: await store.slackEvents.depth() };
}

describe('a drain that is killed right before any of its writes', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  beforeAll(async () => {
    redis = await startConnection();
  });
  afterAll(() => redis.disconnect());

  it('loses no delivery, applies none twice, and keeps their order', { timeout: TIMEOUT }, async () => {
    const run = { redis, which: 'alerts', fill: deliverAll, look: alertsKnown } as const;
    const [whole, ...killed] = await killedAtEachWrite(run);

    expect(whole?.inbox).toMatchObject({ undrained: 0, quarantined: 0 });
    expect(whole?.known.map(({ incident }) => incident.alerts)).toMatchObject([
      { firing: 2, resolved: 2, held: 0, groups: 2 },
      { firing: 0, resolved: 0, held: 1, groups: 1 },
      { firing: 0, resolved: 1, held: 0, groups: 1 },
    ]);
    expect(whole?.confirmed).toHaveLength(1);
    for (const [i, seen] of killed.entries()) expect(seen, `at write ${i + 1}`).toEqual(whole);
    expect(killed.length).toBeGreaterThan(10);
  });

  it('loses no word that was said, says none twice, and keeps their order', {
    timeout: TIMEOUT,
  }, async () => {
    const [whole, ...killed] = await killedAtEachWrite({
      redis,
      which: 'slack',
      fill: sayAll,
      look: saidKnown,
    });

    expect(whole?.inbox).toMatchObject({ undrained: 0, quarantined: 0 });
    expect(whole?.known).toMatchObject([
      { damages: [], texts: 4, unsealed: 0 },
      { damages: [], texts: 1, unsealed: 0 },
    ]);
    for (const [i, seen] of killed.entries()) expect(seen, `at write ${i + 1}`).toEqual(whole);
    expect(killed.length).toBeGreaterThan(10);
  });
});
