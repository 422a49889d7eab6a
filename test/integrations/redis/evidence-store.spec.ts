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
