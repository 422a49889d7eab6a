import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import type { Append, Loaded } from '../../../src/ports/incident-log.ts';
import { NOON } from '../../builders/incident.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { startConnection, startStore } from './start-store.ts';

const resolved: FactBody = { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null };
const reopened: FactBody = { kind: 'incident.reopened', reason: 'it is back' };

describe('finding incidents', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    redis = await startConnection();
  });
  beforeEach(async () => {
    store = await startStore({ redis });
  });
  afterAll(() => redis.disconnect());

  async function appended(append: Append): Promise<Loaded> {
    const result = await store.log.append(append);
    if (result.outcome !== 'appended') throw new Error(result.outcome);
    return result.loaded;
  }
  const declared = (
    id: string,
    declaration: Parameters<typeof aFirstAppend>[0] = {},
    over: Partial<Append> = {},
  ) => appended(aFirstAppend(declaration, { id, ...over }));
  const openIds = async () => {
    const ids = await store.index.openIds();
    expect((await store.index.open()).map(({ id }) => id)).toEqual(ids);
    return ids;
  };

  it('lists the open ones, newest first, by number and not by text', async () => {
    await declared('INC-9');
    await declared('INC-10');
    await declared('INC-2');

    expect(await openIds()).toEqual(['INC-10', 'INC-9', 'INC-2']);
  });

  it('lists one as open until it is resolved, and again when it is reopened', async () => {
    const base = await declared('INC-1');

    const ended = await appended(anAppend(base, [resolved]));
    expect(await openIds()).toEqual([]);
    await appended(anAppend(ended, [reopened]));
    expect(await openIds()).toEqual(['INC-1']);
  });

  it('keeps the correlation key of a resolved incident, so that it can be reopened', async () => {
    const base = await declared('INC-1', {}, { claims: [{ key: 'k', from: null }] });
    await appended(anAppend(base, [resolved]));

    expect(await store.index.byCorrelationKey('k')).toBe('INC-1');
    expect(await store.index.byCorrelationKey('other')).toBeNull();
  });

  it('lists all of them, newest first, as many as asked for', async () => {
    for (const n of [1, 2, 3]) {
      const base = await declared(`INC-${n}`);
      if (n === 2) await appended(anAppend(base, [resolved]));
    }

    expect((await store.index.recent(10)).map(({ id }) => id)).toEqual(['INC-3', 'INC-2', 'INC-1']);
    expect((await store.index.recent(2)).map(({ id, status }) => [id, status])).toEqual([
      ['INC-3', 'investigating'],
      ['INC-2', 'resolved'],
    ]);
    expect(await store.index.recent(0)).toEqual([]);
  });

  it('finds an incident by its channel, also by one that it lost', async () => {
    const opened = (channel: string): FactBody => ({
      kind: 'channel.opened',
      channel,
      name: `inc-1-${channel}`,
      adopted: false,
    });
    const base = await declared('INC-1');
    const withChannel = await appended(anAppend(base, [opened('C1')]));
    await appended(
      anAppend(withChannel, [{ kind: 'channel.lost', channel: 'C1', reason: 'deleted' }, opened('C2')]),
    );

    expect(await store.index.byChannel('C1')).toBe('INC-1');
    expect(await store.index.byChannel('C2')).toBe('INC-1');
    expect(await store.index.byChannel('C3')).toBeNull();
  });

  it('says who is due, the longest overdue first', async () => {
    await declared('INC-1', {}, { nextDueAt: NOON + 30 });
    await declared('INC-2', {}, { nextDueAt: NOON + 10 });
    await declared('INC-3', {}, { nextDueAt: NOON + 31 });
    await declared('INC-4');

    expect(await store.index.due(NOON + 30, 10)).toEqual(['INC-2', 'INC-1']);
    expect(await store.index.due(NOON + 30, 1)).toEqual(['INC-2']);
    expect(await store.index.due(NOON + 9, 10)).toEqual([]);
  });

  it('takes an incident off the due list when its next append says that nothing waits', async () => {
    const base = await declared('INC-1', {}, { nextDueAt: NOON });
    await appended(anAppend(base, [aNote('done')]));

    expect(await store.index.due(NOON, 10)).toEqual([]);
  });

  it('lets the next due time be set for the version it was worked out for, and for no older one', async () => {
    const base = await declared('INC-1', {}, { nextDueAt: NOON });

    await store.index.setNextDue('INC-1', 1, NOON + 5);
    expect(await store.index.due(NOON, 10)).toEqual([]);
    expect(await store.index.due(NOON + 5, 10)).toEqual(['INC-1']);
    await appended(anAppend(base, [aNote('new')], { nextDueAt: NOON + 1 }));
    await store.index.setNextDue('INC-1', 1, null);
    expect(await store.index.due(NOON + 1, 10)).toEqual(['INC-1']);
    await store.index.setNextDue('INC-1', 2, null);
    expect(await store.index.due(NOON + 9, 10)).toEqual([]);
  });

  it('counts what alerts opened, not what people opened, nor storms, nor reopenings', async () => {
    const base = await declared('INC-1');
    await declared('INC-2');
    await declared('INC-3', { origin: 'person' });
    await declared('INC-4', { origin: 'storm' });
    await declared('INC-5', { origin: 'watchdog' });
    await appended(anAppend(await appended(anAppend(base, [resolved])), [reopened]));

    expect((await store.index.storm(NOON - 1)).declared).toBe(2);
    expect((await store.index.storm(NOON)).declared).toBe(0);
  });

  it('forgets what alerts opened long ago', async () => {
    await declared('INC-1');
    const late = aFirstAppend({}, { id: 'INC-2' });
    const tomorrow = NOON + 25 * HOUR;
    await appended({ ...late, facts: late.facts.map((fact) => ({ ...fact, recordedAt: tomorrow })) });

    expect((await store.index.storm(0)).declared).toBe(1);
  });

  it('names the open storm, as long as it is open', async () => {
    expect((await store.index.storm(NOON)).open).toBeNull();

    const storm = await declared('INC-4', { origin: 'storm' });
    expect((await store.index.storm(NOON)).open).toBe('INC-4');
    await appended(anAppend(storm, [resolved]));
    expect((await store.index.storm(NOON)).open).toBeNull();
  });
});
