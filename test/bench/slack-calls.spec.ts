import { describe, expect, it } from 'vitest';
import { callsUntilUsable } from '../../bench/channel/calls-until-usable.ts';
import { leastCalls } from '../../bench/storm/least-calls.ts';

const call = (method: string, at: number, ms: number, ok = true) => ({ method, at, ms, answer: { ok } });

describe('the calls until a channel is usable', () => {
  const create = call('conversations.create', 0, 100);
  const card = call('chat.postMessage', 101, 100);
  const invite = call('conversations.invite', 202, 100);

  it('are three in sequence at the least', () => {
    expect(callsUntilUsable([create, card, invite])).toEqual({ all: 3, inSequence: 3 });
  });

  it('count a call that is made meanwhile, but not as one that people waited for', () => {
    const meanwhile = call('usergroups.users.list', 5, 150);

    expect(callsUntilUsable([create, meanwhile, card, invite])).toEqual({ all: 4, inSequence: 3 });
  });

  it('count a call that was waited for', () => {
    const between = call('users.info', 202, 100);

    expect(callsUntilUsable([create, card, between, call('conversations.invite', 303, 100)])).toEqual({
      all: 4,
      inSequence: 4,
    });
  });

  it('do not count what comes after', () => {
    expect(callsUntilUsable([create, card, invite, call('pins.add', 303, 100)])?.all).toBe(3);
  });

  it('are not known while one is missing, refused or not answered', () => {
    expect(callsUntilUsable([create, card])).toBeUndefined();
    expect(callsUntilUsable([create, card, call('conversations.invite', 202, 100, false)])).toBeUndefined();
    expect(callsUntilUsable([create, card, { ...invite, ms: undefined, answer: undefined }])).toBeUndefined();
  });
});

describe('the least calls for a workspace', () => {
  const app = { name: 'keyturn', botUserId: 'UBOT' };
  const room = {
    creator: 'ana',
    members: ['ana'],
    topic: '',
    purpose: '',
    pins: [],
    bookmarks: [],
    said: () => [] as { user: string }[],
  };

  it('are none where we did nothing', () => {
    const busy = { ...room, topic: 'ours', members: ['ana', 'ben'], said: () => [{ user: 'UANA' }] };

    expect(leastCalls({ channels: [busy], app })).toBe(0);
  });

  it('are one for each thing of a channel of ours, whoever is in it, and one for each message', () => {
    const pins = [{ ts: '1', by: 'UBOT', at: 1 }] as unknown as typeof room.pins;
    const ours = {
      ...room,
      creator: 'keyturn',
      members: ['keyturn', 'ana', 'ben'],
      topic: 'what',
      purpose: 'why',
      pins,
      said: () => [{ user: 'UBOT' }, { user: 'UBOT' }, { user: 'UANA' }],
    };

    // To make it, its topic, its purpose, one invitation, one pin, two messages.
    expect(leastCalls({ channels: [ours, { ...room, said: () => [{ user: 'UBOT' }] }], app })).toBe(8);
  });
});
