import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelEvent } from '../../../src/domain/channel-event.ts';
import { createSlackEventInbox } from '../../../src/integrations/redis/slack-event-inbox.ts';
import { NOON } from '../../builders/incident.ts';
import { startConnection, startStore } from './start-store.ts';

const joined = (user: string): ChannelEvent => ({ kind: 'joined', channel: 'C1', eventTs: '1.1', user });

describe('the inbox of Slack events', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    redis = await startConnection();
  });
  beforeEach(async () => {
    store = await startStore({ redis });
  });
  afterAll(() => redis.disconnect());

  it('keeps events in the order in which they came', async () => {
    await store.slackEvents.accept('Ev1', joined('U1'), NOON);
    await store.slackEvents.accept('Ev2', joined('U2'), NOON + 1);

    expect(await store.slackEvents.read(10)).toEqual([
      { entry: expect.any(String), receivedAt: NOON, event: joined('U1') },
      { entry: expect.any(String), receivedAt: NOON + 1, event: joined('U2') },
    ]);
  });

  it('stores an event once, however often Slack sends it, also when it is long drained', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => store.slackEvents.accept('Ev1', joined('U1'), NOON)),
    );
    expect(answers.sort()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'stored']);

    await store.slackEvents.drained((await store.slackEvents.read(1))[0]?.entry ?? '');
    expect(await store.slackEvents.accept('Ev1', joined('U1'), NOON)).toBe('repeated');
    expect(await redis.ttl(store.keys.slackEventSeen('Ev1'))).toBeGreaterThan(3_600);
  });

  it('takes a refused event when there is room again', async () => {
    const inbox = createSlackEventInbox({ redis, keys: store.keys, limit: 1 });
    await inbox.accept('Ev1', joined('U1'), NOON);

    expect(await inbox.accept('Ev2', joined('U2'), NOON)).toBe('full');
    expect(await inbox.accept('Ev1', joined('U1'), NOON)).toBe('repeated');
    await inbox.drained((await inbox.read(1))[0]?.entry ?? '');
    expect(await inbox.accept('Ev2', joined('U2'), NOON)).toBe('stored');
  });

  it('has its own quarantine, failures and depth', async () => {
    await store.slackEvents.accept('Ev1', joined('U1'), NOON);
    const [first] = await store.slackEvents.read(1);

    expect(await store.slackEvents.failed(first?.entry ?? '')).toBe(1);
    await store.slackEvents.quarantine({ entry: first?.entry ?? '', body: '', reason: 'x' }, NOON);

    expect(await store.slackEvents.depth()).toEqual({ undrained: 0, oldestAt: null, quarantined: 1 });
    expect((await store.deliveries.depth()).quarantined).toBe(0);
  });
});
