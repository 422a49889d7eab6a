import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import { Misconfigured } from '../../../src/ports/failures.ts';
import type { Append, Loaded } from '../../../src/ports/incident-log.ts';
import { anEpisode } from '../../builders/alerts.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { startStore } from './start-store.ts';

describe('the log of an incident', () => {
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
  const declared = (id: string, over: Partial<Append> = {}) => appended(aFirstAppend({}, { id, ...over }));
  const notesOf = async (id: string) =>
    (await store.log.facts(id)).flatMap(({ body }) => (body.kind === 'note.added' ? [body.text] : []));

  it('keeps the facts and the snapshot, and gives back what the next append is based on', async () => {
    const first = await declared('INC-100');
    const second = await appended(anAppend(first, [aNote('one'), aNote('two')]));

    expect(await store.log.load('INC-100')).toEqual(second);
    expect(second.incident.version).toBe(3);
    expect(second.head).not.toBe(first.head);
    const facts = await store.log.facts('INC-100');
    expect(facts.map(({ version, body }) => [version, body.kind])).toEqual([
      [1, 'incident.declared'],
      [2, 'note.added'],
      [3, 'note.added'],
    ]);
  });

  it('knows nothing of an incident that was never declared', async () => {
    expect(await store.log.load('INC-999')).toBeNull();
    expect(await store.log.facts('INC-999')).toEqual([]);
  });

  it('reads a part of the facts, also of a long log', async () => {
    const id = freshId();
    const notes = Array.from({ length: 450 }, (_, n) => aNote(`${n}`));
    await appended(anAppend(await declared(id), notes));

    const some = await store.log.facts(id, { from: 201, to: 203 });
    expect(some.map(({ version }) => version)).toEqual([201, 202, 203]);
    expect(await store.log.facts(id, { from: 2 })).toHaveLength(450);
    expect(await store.log.facts(id, { to: 4 })).toHaveLength(4);
  });

  it('refuses an append that is based on an older version, and writes nothing of it', async () => {
    const id = freshId();
    const base = await declared(id);
    await appended(anAppend(base, [aNote('first')]));

    const late = anAppend(base, [aNote('late')], { requestId: 'late', nextDueAt: 1 });
    expect(await store.log.append(late)).toEqual({ outcome: 'conflict' });

    expect(await notesOf(id)).toEqual(['first']);
    expect(await store.log.answerTo('late')).toBeUndefined();
    expect(await store.index.due(10, 1_000)).not.toContain(id);
  });

  it('refuses to declare an incident that exists', async () => {
    const id = freshId();
    await declared(id);

    expect(await store.log.append(aFirstAppend({ title: 'again' }, { id }))).toEqual({ outcome: 'conflict' });
  });

  it('loses no version when fifty append at once', async () => {
    const id = freshId();
    await declared(id);
    const noteUntilIn = async (text: string) => {
      for (;;) {
        const base = await store.log.load(id);
        const result = await store.log.append(anAppend(base, [aNote(text)], { id }));
        if (result.outcome === 'appended') return;
        expect(result.outcome).toBe('conflict');
      }
    };

    const texts = Array.from({ length: 50 }, (_, n) => `note ${n}`);
    await Promise.all(texts.map(noteUntilIn));

    expect((await notesOf(id)).sort()).toEqual(texts.sort());
    const versions = (await store.log.facts(id)).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
    expect((await store.verify.incident(id))?.damages).toEqual([]);
  });

  it('answers a repeated request as it did the first time', async () => {
    const id = freshId();
    const base = await declared(id);
    const request = { requestId: 'trigger.1', answer: { version: 2, words: 'done' } };
    const next = await appended(anAppend(base, [aNote('once')], request));

    const again = anAppend(next, [aNote('once')], { ...request, answer: { version: 3 } });
    expect(await store.log.append(again)).toEqual({ outcome: 'repeated', answer: request.answer });
    expect(await store.log.append(anAppend(base, [aNote('once')], request))).toEqual({
      outcome: 'repeated',
      answer: request.answer,
    });

    expect(await notesOf(id)).toEqual(['once']);
    expect(await store.log.answerTo('trigger.1')).toEqual(request.answer);
    expect(await store.log.answerTo('trigger.2')).toBeUndefined();
  });

  it('forgets an answer after a day', async () => {
    const id = freshId();
    await declared(id, { requestId: 'trigger.day' });

    const keys = await store.redis.keys(`${store.prefix.replace(/[[\]]/g, '?')}:answer:*`);
    const seconds = await Promise.all(keys.map((key) => store.redis.ttl(key)));
    expect(Math.min(...seconds)).toBeGreaterThan(86_000);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(86_400);
  });

  it('does not take a correlation key that another incident holds, and names the holder', async () => {
    const [holder, other] = [freshId(), freshId()];
    await declared(holder, { claims: [{ key: 'k1', from: null }] });

    const free = { key: 'free', from: null };
    const refused = await store.log.append(
      aFirstAppend({}, { id: other, claims: [free, { key: 'k1', from: null }] }),
    );

    expect(refused).toEqual({ outcome: 'claimed', key: 'k1', by: holder });
    expect(await store.log.load(other)).toBeNull();
    expect(await store.index.byCorrelationKey('free')).toBeNull();
  });

  it('takes a correlation key over from the incident that was named, and from no other', async () => {
    const [old, next, third] = [freshId(), freshId(), freshId()];
    await declared(old, { claims: [{ key: 'k2', from: null }] });

    await declared(next, { claims: [{ key: 'k2', from: old }] });

    expect(await store.index.byCorrelationKey('k2')).toBe(next);
    const late = await store.log.append(aFirstAppend({}, { id: third, claims: [{ key: 'k2', from: old }] }));
    expect(late).toEqual({ outcome: 'claimed', key: 'k2', by: next });
  });

  it('lets an incident claim again what it holds', async () => {
    const id = freshId();
    const claims = [{ key: 'k3', from: null }];
    const base = await declared(id, { claims });

    await appended(anAppend(base, [aNote('still mine')], { claims }));
  });

  it('applies a part of an inbox entry once', async () => {
    const [id, other] = [freshId(), freshId()];
    const applies = [{ inbox: 'alerts' as const, entry: '5000-1', part: 'k1' }];
    const base = await declared(id, { applies });

    expect(await store.log.append(anAppend(base, [aNote('twice')], { applies }))).toEqual({
      outcome: 'already-applied',
    });
    await declared(other, { applies: [{ inbox: 'alerts', entry: '5000-1', part: 'k2' }] });
    await appended(
      anAppend(base, [aNote('x')], { applies: [{ inbox: 'slack', entry: '5000-1', part: 'k1' }] }),
    );
  });

  it('still knows that an entry was applied when the inbox has forgotten it', async () => {
    const id = freshId();
    const applies = [{ inbox: 'slack' as const, entry: '6000-3', part: 'C1' }];
    const base = await declared(id, { applies });
    await store.slackEvents.drained('6000-3');

    const again = anAppend(base, [aNote('twice')], { applies });
    expect(await store.log.append(again)).toEqual({ outcome: 'already-applied' });
    const next = [{ inbox: 'slack' as const, entry: '6000-4', part: 'C1' }];
    await appended(anAppend(base, [aNote('next')], { applies: next }));
  });

  it('keeps the marks of what was applied until the inbox has moved past their entry', async () => {
    const applied = (entry: string, part: string) => ({ inbox: 'alerts' as const, entry, part });
    await declared(freshId(), {
      applies: [
        applied('7000-1', 'a'),
        applied('7000-2', 'a'),
        applied('7000-2', '~'),
        applied('7000-10', 'a'),
      ],
    });
    await store.deliveries.drained('7000-2');

    const marks = await store.redis.zrange(store.keys.inbox('alerts').applied, 0, '-1');
    expect(marks).toEqual(['000000000007000-000000000000010|a']);
  });

  it('writes episodes without a fact, when an entry changed nothing worth one', async () => {
    const id = freshId();
    const base = await declared(id);

    const same = await appended({ ...anAppend(base, [aNote('')]), facts: [], incident: base.incident });

    expect(same.head).toBe(base.head);
    await appended(anAppend(same, [aNote('goes on')]));
    expect((await store.verify.incident(id))?.damages).toEqual([]);
  });

  it('takes ten thousand episodes at once', async () => {
    const id = freshId();
    const episodes = Array.from({ length: 10_000 }, (_, n) => anEpisode({ fingerprint: `f${n}` }));

    await declared(id, { episodes });

    expect(await store.episodes.all(id)).toHaveLength(10_000);
  });

  it('says that it wrote when the client sent the very same call twice', async () => {
    const id = freshId();
    const raw = store.redis.call.bind(store.redis);
    const twice = (...args: Parameters<typeof raw>) => raw(...args).then(() => raw(...args));
    const doubling = await startStore({
      prefix: store.prefix,
      redis: new Proxy(store.redis, {
        get: (target, name) => (name === 'call' ? twice : Reflect.get(target, name, target)),
      }),
    });

    const result = await doubling.log.append(aFirstAppend({}, { id, requestId: 'trigger.double' }));

    expect(result.outcome).toBe('appended');
    expect(await store.log.facts(id)).toHaveLength(1);
  });

  it('does not write a log that a newer version folded, but reads it', async () => {
    const id = freshId();
    const base = await declared(id);
    await store.redis.hset(store.keys.incident(id).state, 'foldVersion', 99);

    await expect(store.log.append(anAppend(base, [aNote('x')]))).rejects.toEqual(
      new Misconfigured('newer-fold'),
    );
    expect(await store.log.load(id)).toEqual(base);
    expect(await store.log.facts(id)).toHaveLength(1);
  });

  it('does not write a log that holds a fact of an unknown kind, but reads it', async () => {
    const id = freshId();
    const base = await declared(id);
    const fromTheFuture = { kind: 'pager.rang' } as unknown as FactBody;
    const next = await appended(anAppend(base, [fromTheFuture]));

    await expect(store.log.append(anAppend(next, [aNote('y')]))).rejects.toEqual(
      new Misconfigured('unknown-fact'),
    );
    expect((await store.log.facts(id)).map(({ body }) => body.kind)).toEqual([
      'incident.declared',
      'pager.rang',
    ]);
  });

  it('does not write over a log that goes on after its snapshot', async () => {
    const id = freshId();
    const base = await declared(id);
    const { state } = store.keys.incident(id);
    const old = await store.redis.hgetall(state);
    await appended(anAppend(base, [aNote('cut off from the snapshot')]));
    await store.redis.hset(state, old);

    await expect(store.log.append(anAppend(base, [aNote('x')]))).rejects.toEqual(
      new Misconfigured('log-is-ahead'),
    );
    expect(await notesOf(id)).toEqual(['cut off from the snapshot']);
  });

  it('refuses facts that leave a hole', async () => {
    const base = await declared(freshId());
    const { facts, ...append } = anAppend(base, [aNote('a'), aNote('b')]);

    await expect(store.log.append({ ...append, facts: facts.slice(1) })).rejects.toThrow(RangeError);
    await expect(store.log.append({ ...append, facts: facts.slice(0, 1) })).rejects.toThrow(RangeError);
  });

  it('gives every incident a number of its own', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, () => store.log.nextNumber()));

    expect(new Set(numbers).size).toBe(20);
    expect(Math.min(...numbers)).toBe(1);
  });
});
