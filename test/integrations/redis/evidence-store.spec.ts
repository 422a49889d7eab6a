import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStore } from './start-store.ts';

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.close());

it('keeps texts with their incident, and answers the SHA-256 that the log then has', async () => {
  const digest = await store.evidence.keep('INC-1', 'answer-1', 'NAME\nzażółć');

  expect(digest).toBe(createHash('sha256').update('NAME\nzażółć').digest('hex'));
  expect(await store.evidence.read('INC-1', 'answer-1')).toBe('NAME\nzażółć');
  expect(await store.evidence.read('INC-1', 'answer-2')).toBeNull();
  expect(await store.evidence.read('INC-2', 'answer-1')).toBeNull();
});

it('replaces a text of the same id: a job that runs twice keeps one', async () => {
  await store.evidence.keep('INC-3', 'states', 'before');
  await store.evidence.keep('INC-3', 'states', 'after');

  expect(await store.evidence.read('INC-3', 'states')).toBe('after');
});

it('says whether a text is the one of which the log has the digest, by its bytes', async () => {
  const digest = await store.evidence.keep('INC-4', 'events', 'BackOff ż');
  expect(await store.evidence.readSealed('INC-4', 'events', digest)).toEqual({
    text: 'BackOff ż',
    asSealed: true,
  });

  await store.evidence.keep('INC-4', 'events', 'all is well');
  expect(await store.evidence.readSealed('INC-4', 'events', digest)).toEqual({
    text: 'all is well',
    asSealed: false,
  });
  expect(await store.evidence.readSealed('INC-4', 'states', digest)).toBeNull();

  // Read as UTF-8 both are the same text.
  const replaced = await store.evidence.keep('INC-4', 'log', '\uFFFD');
  await store.redis.hset(store.keys.incident('INC-4').evidence, 'log', Buffer.from([0xff]));
  expect(await store.evidence.readSealed('INC-4', 'log', replaced)).toEqual({
    text: '\uFFFD',
    asSealed: false,
  });
});
