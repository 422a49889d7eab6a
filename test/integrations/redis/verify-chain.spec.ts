import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRedisStore } from '../../../src/integrations/redis/create-redis-store.ts';
import type { Loaded } from '../../../src/ports/incident-log.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { aRecord } from './build-record.ts';
import { silentLog, startConnection, startStore } from './start-store.ts';

const [ONE, TWO, THREE] = ['1700000001.000100', '1700000002.000100', '1700000003.000100'] as const;

/** Facts 1 (declared), 2 to 4 (notes), 5 (seal of ONE and TWO), 6 (seal of TWO as it was edited). */
const LAST = 6;

describe('verifying an incident', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  let facts: string;
  let state: string;
  let heads: string[];

  beforeAll(async () => {
    redis = await startConnection();
  });
  afterAll(() => redis.disconnect());

  beforeEach(async () => {
    store = await startStore({ redis });
    ({ facts, state } = store.keys.incident('INC-7'));
    heads = [];
    let base = await append(null, []);
    base = await append(base, [aNote('first'), aNote('second'), aNote('third')]);
    base = await seal(base, [aRecord(ONE, 'down?'), aRecord(TWO, 'yse')]);
    await seal(base, [aRecord(TWO, 'yes', { editTs: '1700000009.000100' })]);
  });

  async function append(base: Loaded | null, bodies: Parameters<typeof anAppend>[1]): Promise<Loaded> {
    const result = await store.log.append(base ? anAppend(base, bodies) : aFirstAppend());
    if (result.outcome !== 'appended') throw new Error(result.outcome);
    heads.push(result.loaded.head);
    return result.loaded;
  }
  async function seal(base: Loaded, records: ReturnType<typeof aRecord>[]): Promise<Loaded> {
    const digests = [...(await store.mirror.put('C1', records))].map(([ts, digest]) => ({ ts, digest }));
    return append(base, [{ kind: 'messages.sealed', channel: 'C1', records: digests }]);
  }
  const damages = async () => (await store.verify.incident('INC-7'))?.damages;
  const entry = async (version: number) => (await redis.xrange(facts, version, version))[0]?.[1] ?? [];
  /** Writes the log anew, as somebody with access to Redis could. */
  async function rewrite(entries: (readonly [version: number, fields: string[]])[]) {
    await redis.del(facts);
    for (const [version, fields] of entries) await redis.xadd(facts, `${version}-0`, ...fields);
  }
  const allEntries = async () =>
    (await redis.xrange(facts, '-', '+')).map(([id, fields]) => [Number.parseInt(id, 10), fields] as const);

  it('finds nothing wrong with what nobody touched', async () => {
    expect(await store.verify.incident('INC-7')).toEqual({
      ...{ id: 'INC-7', facts: LAST, texts: 2, unsealed: 0, kept: 0, waiting: 0 },
      ...{ head: heads.at(-1), notedAt: null, damages: [] },
    });
    expect(await store.verify.headOf('INC-7')).toBe(heads.at(-1));
  });

  it('knows the head as it was at any fact', async () => {
    expect(await store.verify.headOf('INC-7', LAST)).toBe(heads.at(-1));
    expect(await store.verify.headOf('INC-7', 5)).toBe(heads.at(-2));
    expect(await store.verify.headOf('INC-7', LAST + 1)).toBeNull();
    expect(await store.verify.headOf('INC-8', 1)).toBeNull();
  });

  it('finds nothing wrong with a long log, also while it is being written', async () => {
    let base = await store.log.load('INC-7');
    const writing = (async () => {
      for (let n = 0; n < 60 && base; n++)
        base = await append(
          base,
          Array.from({ length: 9 }, () => aNote('')),
        );
    })();

    while (base && base.incident.version < LAST + 60 * 9) expect(await damages()).toEqual([]);
    await writing;

    expect(await store.verify.incident('INC-7')).toMatchObject({ facts: LAST + 60 * 9, damages: [] });
  });

  it('knows no incident that was never declared', async () => {
    expect(await store.verify.incident('INC-8')).toBeNull();
    expect(await store.verify.headOf('INC-8')).toBeNull();
  });

  it('counts texts that no fact has sealed yet', async () => {
    await store.mirror.put('C1', [aRecord(THREE, 'new')]);

    expect(await store.verify.incident('INC-7')).toMatchObject({ texts: 2, unsealed: 1, damages: [] });
  });

  it('detects a changed fact', async () => {
    const entries = await allEntries();
    const changed = entries.map(
      ([version, fields]) => [version, fields.map((field) => field.replace('second', 'nothing'))] as const,
    );
    await rewrite(changed);

    expect(await damages()).toEqual([{ kind: 'fact-changed', version: 3 }]);
  });

  it('detects a changed code', async () => {
    const entries = await allEntries();
    const changed = entries.map(([version, fields]) =>
      version === 3
        ? ([version, fields.map((field) => field.replace(/^[0-9a-f]{64}$/, 'ab'.repeat(32)))] as const)
        : ([version, fields] as const),
    );
    await rewrite(changed);

    expect(await damages()).toEqual([{ kind: 'fact-changed', version: 3 }]);
  });

  it('detects a dropped fact', async () => {
    await redis.xdel(facts, '3-0');

    expect(await damages()).toEqual([{ kind: 'facts-missing', from: 3, to: 3 }]);
  });

  it('detects dropped facts when the later ones were moved up to close the gap', async () => {
    const entries = await allEntries();
    await rewrite(
      entries.filter(([version]) => version !== 3).map(([, fields], at) => [at + 1, fields] as const),
    );

    expect(await damages()).toEqual([
      { kind: 'fact-moved', version: 3, found: 4 },
      { kind: 'fact-moved', version: 4, found: 5 },
      { kind: 'fact-moved', version: 5, found: 6 },
      { kind: 'tail-cut', from: 6, to: 6 },
    ]);
  });

  it('detects that the first facts were dropped', async () => {
    await redis.xtrim(facts, 'MINID', '3');

    expect(await damages()).toEqual([{ kind: 'facts-missing', from: 1, to: 2 }]);
  });

  it('detects facts in another order', async () => {
    const [two, three] = [await entry(2), await entry(3)];
    const entries = await allEntries();
    const order = new Map([
      [2, three],
      [3, two],
    ]);
    await rewrite(entries.map(([version, fields]) => [version, order.get(version) ?? fields] as const));

    expect(await damages()).toEqual([
      { kind: 'fact-moved', version: 2, found: 3 },
      { kind: 'fact-moved', version: 3, found: 2 },
    ]);
  });

  it('detects a tail that was cut off', async () => {
    await redis.xdel(facts, '5-0', '6-0');

    expect(await damages()).toEqual([{ kind: 'tail-cut', from: 5, to: 6 }]);
  });

  it('detects a cut tail also when the snapshot was put back to fit', async () => {
    const base = await store.log.load('INC-7');
    const old = await redis.hgetall(state);
    if (!base) throw new Error('no incident');
    await append(base, [aNote('unwelcome')]);

    await redis.xdel(facts, '7-0');
    await redis.hset(state, old);

    expect(await damages()).toEqual([{ kind: 'tail-cut', from: 7, to: 7 }]);
  });

  it('detects by a noted head that everything was put back to an older state', async () => {
    const entries = await allEntries();
    const old = await redis.hgetall(state);
    const base = await store.log.load('INC-7');
    if (!base) throw new Error('no incident');
    const { head } = await append(base, [aNote('unwelcome')]);
    await rewrite([...entries]);
    await redis.hset(state, old);

    expect(await damages()).toEqual([]);
    expect(await store.verify.incident('INC-7', { head })).toMatchObject({
      notedAt: null,
      damages: [{ kind: 'head-unknown', head }],
    });
  });

  it('says of which fact a noted head is', async () => {
    const noted = heads[1]?.slice(0, 16) ?? '';

    expect(await store.verify.incident('INC-7', { head: noted })).toMatchObject({ notedAt: 4, damages: [] });
  });

  it('detects a fact of another incident', async () => {
    const other = aFirstAppend({ title: 'Another' }, { id: 'INC-8' });
    await store.log.append(other);
    const stolen = (await redis.xrange(store.keys.incident('INC-8').facts, '-', '+'))[0]?.[1] ?? [];
    const entries = await allEntries();
    await rewrite(entries.map(([version, fields]) => [version, version === 1 ? stolen : fields] as const));

    expect(await damages()).toContainEqual({ kind: 'link-broken', version: 1 });
  });

  it('detects a fact of another incident that was made to look as if it followed', async () => {
    await store.log.append(aFirstAppend({ title: 'Another' }, { id: 'INC-8' }));
    const stolen = (await redis.xrange(store.keys.incident('INC-8').facts, '-', '+'))[0]?.[1] ?? [];
    const fitting = stolen.map((field) => (field === 'start:INC-8' ? 'start:INC-7' : field));
    const entries = await allEntries();
    await rewrite(entries.map(([version, fields]) => [version, version === 1 ? fitting : fields] as const));

    expect(await damages()).toEqual([{ kind: 'fact-changed', version: 1 }]);
  });

  it('detects that the last fact was replaced by one of a past that was put back', async () => {
    const base = await store.log.load('INC-7');
    const [old, entries] = [await redis.hgetall(state), await allEntries()];
    if (!base) throw new Error('no incident');
    await append(base, [aNote('of the past')]);
    const past = await entry(7);
    await rewrite(entries);
    await redis.hset(state, old);
    await append(base, [aNote('of now')]);
    await rewrite([...entries, [7, past]]);

    expect(await damages()).toEqual([{ kind: 'snapshot-changed' }]);
  });

  it('detects facts that were added without the key', async () => {
    const [text] = (await entry(4)).filter((field) => field.startsWith('{'));
    const forged = [
      'fact',
      text?.replace('"version":4', '"version":7') ?? '',
      'previous',
      heads.at(-1) ?? '',
    ];
    await redis.xadd(facts, '7-0', ...forged, 'mac', 'ab'.repeat(32), 'key', 'k1');

    expect(await damages()).toEqual([
      { kind: 'fact-changed', version: 7 },
      { kind: 'snapshot-behind', version: 6 },
    ]);
  });

  it('detects a changed snapshot', async () => {
    const snapshot = await redis.hget(state, 'snapshot');
    await redis.hset(state, 'snapshot', snapshot?.replace('"sev1"', '"sev4"') ?? '');

    expect(await damages()).toEqual([{ kind: 'snapshot-changed' }]);
  });

  it('detects a lost snapshot', async () => {
    await redis.del(state);

    expect(await damages()).toEqual([{ kind: 'snapshot-missing' }]);
  });

  it('detects a changed text, and that an edit undone is one, too', async () => {
    const { records } = store.keys.mirror('C1');
    await redis.hset(records, ONE, JSON.stringify(aRecord(ONE, 'up!')));
    await redis.hset(records, TWO, JSON.stringify(aRecord(TWO, 'yse')));

    expect(await damages()).toEqual([
      { kind: 'text-changed', channel: 'C1', ts: ONE, sealedBy: 5 },
      { kind: 'text-changed', channel: 'C1', ts: TWO, sealedBy: 6 },
    ]);
  });

  it('detects a missing text', async () => {
    await redis.hdel(store.keys.mirror('C1').records, ONE);

    expect(await damages()).toEqual([{ kind: 'text-missing', channel: 'C1', ts: ONE, sealedBy: 5 }]);
  });

  it('says how many Slack events wait, for one of them may have changed a text', async () => {
    await store.slackEvents.accept('Ev1', { kind: 'joined', channel: 'C1', eventTs: '1.1', user: 'U1' }, 1);

    expect(await store.verify.incident('INC-7')).toMatchObject({ waiting: 1 });
  });

  it('goes on with a new key, and checks old facts with the former one', async () => {
    const keysAre = (...ids: ('k1' | 'k2')[]) => {
      const secrets = { k1: 'a secret of the tests', k2: 'another' };
      const [first = 'k1', ...others] = ids;
      const chainKey = (id: 'k1' | 'k2') => ({ id, secret: secrets[id] });
      const chainKeys = [chainKey(first), ...others.map(chainKey)] as const;
      return createRedisStore({ redis, prefix: store.prefix, chainKeys, log: silentLog });
    };
    const base = await store.log.load('INC-7');
    if (!base) throw new Error('no incident');

    await keysAre('k2', 'k1').log.append(anAppend(base, [aNote('after the rotation')]));

    expect((await keysAre('k2', 'k1').verify.incident('INC-7'))?.damages).toEqual([]);
    expect((await keysAre('k2').verify.incident('INC-7'))?.damages).toEqual([
      { kind: 'key-unknown', key: 'k1', version: 1 },
    ]);
  });
});
