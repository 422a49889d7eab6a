import { describe, expect, it } from 'vitest';
import { startWorld } from '../world.ts';

const GROUP = { alertname: 'KubePodCrashLooping', cluster: 'prod-eu1', namespace: 'payments' };
const FEWER = { alertname: 'KubePodCrashLooping' };

describe('an alert', () => {
  it('that two receivers and a coarser group tell is counted once in each incident, and clears there', async () => {
    const world = await startWorld();
    const since = world.now();
    const told = (status: 'firing' | 'resolved') => [
      { group: GROUP, alerts: [{ since, status }] },
      { group: GROUP, alerts: [{ since, status }], receiver: 'keyturn-2' },
      { group: FEWER, alerts: [{ labels: GROUP, since, status }], groupKey: '{}/{team="payments"}:{}' },
    ];
    for (const delivery of told('firing')) expect(await world.deliver(delivery)).toBe(202);
    const rooms = [await world.room('INC-1'), await world.room('INC-2')];
    await world.settles();
    for (const id of ['INC-1', 'INC-2']) expect((await world.incident(id)).alerts.firing).toBe(1);
    expect(await world.store.log.load('INC-3')).toBeNull();

    for (const delivery of told('resolved')) await world.deliver(delivery);
    for (const room of rooms) await room.reads(/No alert fires any more \(1 cleared\)/);
    await world.settles();

    for (const room of rooms) expect(room.matching(/No alert fires any more/)).toHaveLength(1);
    for (const id of ['INC-1', 'INC-2']) await world.logIsWhole(id);
  });

  it('of a group by all labels has an incident of its own, and clears alone', async () => {
    const world = await startWorld();
    const since = world.now();
    const group = (pod: string) => ({ ...GROUP, severity: 'critical', pod });
    for (const pod of ['a', 'b']) await world.deliver({ group: group(pod), alerts: [{ since }] });
    const [a, b] = [await world.room('INC-1'), await world.room('INC-2')];

    await world.deliver({ group: group('a'), alerts: [{ since, status: 'resolved' }] });
    await a.reads(/Is it over/);
    await world.settles();

    expect(b.card()).toMatch(/Alerts: 1 firing/);
    expect(b.texts()).toHaveLength(1);
  });

  it('of one cluster in a group of two clears its own incident only', async () => {
    const world = await startWorld();
    const since = world.now();
    const alert = (cluster: string, status: 'firing' | 'resolved' = 'firing') => ({
      labels: { cluster, severity: 'warning' },
      since,
      status,
    });
    await world.deliver({ group: FEWER, alerts: [alert('eu'), alert('us')] });
    for (const id of [/INC-1/, /INC-2/]) await world.board.reads(id);

    await world.deliver({ group: FEWER, alerts: [alert('eu', 'resolved'), alert('us')] });
    await world.board.reads(/Resolved by its alerts.*\beu\b.*INC-1/s);
    await world.settles();
    expect((await world.incident('INC-2')).status).toBe('triage');

    await world.deliver({ group: FEWER, alerts: [alert('us', 'resolved')] });
    await world.board.reads(/Resolved by its alerts.*\bus\b.*INC-2/s);
    for (const id of ['INC-1', 'INC-2']) await world.logIsWhole(id);
  });
});
