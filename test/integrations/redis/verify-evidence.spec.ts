import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import type { Loaded } from '../../../src/ports/incident-log.ts';
import { aDiagnosis, podsAnswered } from '../../builders/investigation.ts';
import { everyFact } from '../../domain/postmortem/every-fact.ts';
import { aFirstAppend, anAppend } from './build-append.ts';
import { startConnection, startStore } from './start-store.ts';

describe('verifying the kept texts of an incident', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  let evidence: string;

  beforeAll(async () => {
    redis = await startConnection();
  });
  afterAll(() => redis.disconnect());

  beforeEach(async () => {
    store = await startStore({ redis });
    evidence = store.keys.incident('INC-7').evidence;
    await append();
  });

  async function append(...bodies: readonly FactBody[]): Promise<Loaded> {
    const base = await store.log.load('INC-7');
    const result = await store.log.append(base ? anAppend(base, bodies) : aFirstAppend());
    if (result.outcome !== 'appended') throw new Error(result.outcome);
    return result.loaded;
  }
  const keep = (id: string, text: string) => store.evidence.keep('INC-7', id, text);
  /** A fact that seals these texts, which are kept first. */
  const kept = async (...texts: readonly (readonly [id: string, text: string])[]): Promise<FactBody> => {
    const item = async ([id, text]: readonly [string, string]) =>
      ({ id, kind: 'log', title: id, at: 0, bytes: text.length, digest: await keep(id, text) }) as const;
    return { kind: 'evidence.kept', items: await Promise.all(texts.map(item)) };
  };
  const found = async () => {
    const { kept, damages } = (await store.verify.incident('INC-7')) ?? {};
    return { kept, damages };
  };

  /** One text by each kind of fact that seals some, as facts 2 to 5. */
  async function sealOneOfEach(): Promise<void> {
    await append({ ...podsAnswered, evidence: 'answer-1', digest: await keep('answer-1', 'NAME\nweb-1') });
    await append(
      aDiagnosis({ evidence: 'diagnosis-1', digest: await keep('diagnosis-1', 'It is the cache.') }),
    );
    await append(await kept(['states', 'Running'], ['log-shop-web-1', 'zażółć 🦊']));
    const drafts = [
      { format: 'md', evidence: 'postmortem-1-md', digest: await keep('postmortem-1-md', '# It') },
    ] as const;
    await append({ ...everyFact['postmortem.drafted'], drafts });
  }
  const sealedBy = { 'answer-1': 2, 'diagnosis-1': 3, states: 4, 'log-shop-web-1': 4, 'postmortem-1-md': 5 };

  it('finds nothing wrong with what nobody touched', async () => {
    expect(await found()).toEqual({ kept: 0, damages: [] });

    await sealOneOfEach();

    expect(await found()).toEqual({ kept: 5, damages: [] });
  });

  it.each(Object.entries(sealedBy))('detects that %s was changed', async (id, version) => {
    await sealOneOfEach();

    await redis.hset(evidence, id, 'something else');

    expect(await found()).toEqual({
      kept: 4,
      damages: [{ kind: 'evidence-changed', id, sealedBy: version }],
    });
  });

  it.each(Object.entries(sealedBy))('detects that %s is missing', async (id, version) => {
    await sealOneOfEach();

    await redis.hdel(evidence, id);

    expect(await found()).toEqual({
      kept: 4,
      damages: [{ kind: 'evidence-missing', id, sealedBy: version }],
    });
  });

  it('detects that all of them are gone', async () => {
    await sealOneOfEach();

    await redis.del(evidence);

    expect((await found()).damages).toHaveLength(5);
  });

  it('detects a change to bytes that read as the same text', async () => {
    await append(await kept(['states', 'a \u{fffd} of the program']));

    await redis.hset(evidence, 'states', Buffer.from('a \xff of the program', 'latin1'));

    expect((await found()).damages).toEqual([{ kind: 'evidence-changed', id: 'states', sealedBy: 2 }]);
  });

  it('holds a text that was kept again to the last fact of its id', async () => {
    await append(await kept(['before-1-object', 'replicas: 2']));
    await append(await kept(['before-1-object', 'replicas: 3']));
    expect(await found()).toEqual({ kept: 1, damages: [] });

    await redis.hset(evidence, 'before-1-object', 'replicas: 2');

    expect(await found()).toEqual({
      kept: 0,
      damages: [{ kind: 'evidence-changed', id: 'before-1-object', sealedBy: 3 }],
    });
  });

  it('does not judge what no fact seals: it may be replaced and dropped', async () => {
    await append({ ...podsAnswered, evidence: null, digest: null });
    for (const id of ['seen-1', 'postmortem-1-md-alone', 'situation-1', 'postmortem-2-md']) {
      await keep(id, 'first');
      await keep(id, 'second');
    }

    expect(await found()).toEqual({ kept: 0, damages: [] });
  });

  it('believes no seal of a fact that was changed', async () => {
    await append(await kept(['states', 'Running']));
    const { facts } = store.keys.incident('INC-7');
    const digest = await keep('states', 'Failed');
    const [[, fields] = ['', []]] = await redis.xrange(facts, '2', '2');
    const forged = fields.map((field) => field.replace(/"digest":"\w+"/, `"digest":"${digest}"`));
    const [[, first] = ['', []]] = await redis.xrange(facts, '1', '1');
    await redis.del(facts);
    await redis.xadd(facts, '1-0', ...first);
    await redis.xadd(facts, '2-0', ...forged);

    expect(await found()).toEqual({ kept: 0, damages: [{ kind: 'fact-changed', version: 2 }] });
  });

  it('tells many texts apart, also long ones', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => [`log-${i}`, `line ${i}\n`] as const);
    await append(await kept(...texts, ['long', 'x'.repeat(3_000_000)]));
    expect(await found()).toEqual({ kept: 301, damages: [] });

    await redis.hset(evidence, 'log-7', 'line 8\n');
    await redis.hdel(evidence, 'log-299');

    expect(await found()).toEqual({
      kept: 299,
      damages: [
        { kind: 'evidence-changed', id: 'log-7', sealedBy: 2 },
        { kind: 'evidence-missing', id: 'log-299', sealedBy: 2 },
      ],
    });
  });
});
