import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChain } from '../../../src/integrations/redis/chain.ts';
import { createRedisStore } from '../../../src/integrations/redis/create-redis-store.ts';
import { sealText } from '../../../src/integrations/redis/snapshot-seal.ts';
import { Misconfigured } from '../../../src/ports/failures.ts';
import type { Append, Loaded } from '../../../src/ports/incident-log.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { chainKeys, silentLog, startStore } from './start-store.ts';

describe('the snapshot that everything is decided on', () => {
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    store = await startStore();
  });
  afterAll(() => store.close());

  let lastId = 0;
  const freshId = () => `INC-${++lastId}`;

  async function appended(append: Append): Promise<Loaded> {
    const result = await store.log.append(append);
    if (result.outcome !== 'appended') throw new Error(result.outcome);
    return result.loaded;
  }
  const declared = (id: string) => appended(aFirstAppend({}, { id }));

  it('folds the log again when the snapshot is an older version’s', async () => {
    const id = freshId();
    const loaded = await appended(anAppend(await declared(id), [aNote('one')]));
    await putOlderFold(id, loaded);

    expect(await store.log.load(id)).toEqual(loaded);
  });

  /** As an older version would have written it: with the seal that belongs to it. */
  async function putOlderFold(id: string, { incident, head }: Loaded): Promise<void> {
    const { investigation: _, ...older } = { ...incident, foldVersion: 1 };
    const snapshot = JSON.stringify(older);
    const { mac } = createChain(chainKeys).link(sealText(id, incident.version, head), snapshot);
    await store.redis.hset(store.keys.incident(id).state, { snapshot, seal: mac });
  }

  it('believes no snapshot that somebody without the chain key changed', async () => {
    const id = freshId();
    const { incident } = await appended(anAppend(await declared(id), [aNote('one')]));
    const forged = JSON.stringify({ ...incident, severity: 'sev4' });
    await store.redis.hset(store.keys.incident(id).state, 'snapshot', forged);

    await expect(store.log.load(id)).rejects.toEqual(new Misconfigured('snapshot-changed'));
  });

  it('believes no snapshot of another incident, and none that says it is older than it was sealed', async () => {
    const [id, other] = [freshId(), freshId()];
    await declared(id);
    await declared(other);
    const { state } = store.keys.incident(id);
    await store.redis.hset(state, await store.redis.hgetall(store.keys.incident(other).state));

    await expect(store.log.load(id)).rejects.toEqual(new Misconfigured('snapshot-changed'));
  });

  it('believes no snapshot whose key is not configured any more', async () => {
    const id = freshId();
    await declared(id);
    const { redis, prefix } = store;
    const later = createRedisStore({
      redis,
      prefix,
      chainKeys: [{ id: 'k2', secret: 'another secret' }],
      log: silentLog,
    });

    await expect(later.log.load(id)).rejects.toEqual(new Misconfigured('chain-key-unknown'));
  });

  it('folds nothing again from facts that somebody without the chain key changed', async () => {
    const id = freshId();
    const loaded = await appended(anAppend(await declared(id), [aNote('one')]));
    await putOlderFold(id, loaded);
    const { facts } = store.keys.incident(id);
    const entries = await store.redis.xrange(facts, '-', '+');
    await store.redis.del(facts);
    for (const [entry, fields] of entries) {
      await store.redis.xadd(facts, entry, ...fields.map((field) => field.replace('one', 'two')));
    }

    await expect(store.log.load(id)).rejects.toEqual(new Misconfigured('log-damaged'));
  });
});
